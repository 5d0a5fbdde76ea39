"""A small federation on disk, and building it as a user does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CONFIGURATION = """\
site_name: Federazione
site_url: https://f.example/sito/
repo_url: https://forge.example/f/sito
edit_uri: edit/main/content/
docs_dir: content
theme: {name: material, language: it, font: false}
plugins:
  - coop-restart: {now: "2026-11-22T12:00:00+01:00", office_email: ufficio@f.example}
nav:
  - Home: index.md
  - Associate: associate/index.md
"""
FILES = {
    "mkdocs.yml": CONFIGURATION,
    "content/index.md": "---\ndescription: La home\n---\n# Home\n\n{{ numbers }}\n\n[Aurora](/associate/aurora/)\n",
    "content/programme/tracks/reti.yml": "number: 1\ntitle: Reti\n",
    "content/programme/2026/mense.yml": (
        "title: Mense\ntrack: reti\nkind: project\nsummary: Mense vicine\npartners: [{member: aurora}]\n"
    ),
    "members/aurora.yml": "name: Aurora\nsummary: Servizi per anziani\nmember_since: 2020-01-01\n",
    "members/cascina.yml": (
        "name: Cascina\noffers: [{id: pane, kind: good, service: food.bakery, title: Pane fresco, expires: 2027-03-01,"
        " area: [IT-BS]}]\naddress: {municipality: 017029, postcode: 25121}\n"
    ),
    "members/dosso.yml": (
        "name: Dosso\nneeds: [{id: pane, kind: good, service: food.bakery, title: Pane fresco, expires: 2027-03-01}]\n"
        "address: {municipality: 017029, postcode: 25121}\n"
    ),
    "members/brezza.yml": (
        "name: Brezza\nlogo: brezza.svg\naddress: {municipality: 017029, postcode: 25121}\n"
        "relations: [{kind: partner_of, member: aurora}]\n"
    ),
    "members/logos/brezza.svg": (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
    ),
    "calls/mense.yml": (
        "title: Mense\nkind: call_to_action\npublished: 2026-11-01\ninitiative: 2026/mense\ntrack: reti\n"
        "deadlines: [{id: fine, at: 2026-12-01T12:00}]\nparticipants: [aurora]\n"
    ),
}


def write(root: Path, files: dict[str, str]) -> Path:
    """Write files below `root` and return it."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Build the site in `root` strictly and return what came of it."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a built site by its path."""
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def page(root: Path, address: str) -> str:
    """Return the page at an address."""
    return (root / "site" / address / "index.html").read_text(encoding="utf-8")
