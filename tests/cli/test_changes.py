"""The command on real repositories: what it compares, what it says, and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.publishing.collaborating.reference import reference

TODAY = date(2026, 11, 25)
MEETING = re.compile('id="match-([0-9a-z-]+)"')
SETTINGS = "site_name: Rete\ntheme: {name: material, language: en}\n"
AURORA = """\
name: Aurora
address: {municipality: '017029'}
offers:
- {id: cold, kind: service, service: logistics.refrigerated-transport, title: Trasporto refrigerato,
   expires: 2027-06-30, area: [IT-25]}
"""
LUNA = """\
name: Luna
address: {municipality: '020030'}
needs:
- {id: freddo, kind: service, service: logistics.refrigerated-transport, title: Viaggi refrigerati, expires: 2027-05-31}
"""


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Office", "-c", "user.email=office@example.org"]
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "one")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in English with one member, committed on main, and a branch for a proposal."""
    (tmp_path / "members").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "members" / "aurora.yml").write_text(AURORA)
    (tmp_path / ".gitignore").write_text(".cache/\n")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "checkout", "-q", "-b", "proposal")
    return tmp_path


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["changes", "-C", str(site), "--today", str(TODAY), *arguments])


def found(site: Path, *arguments: str) -> Any:
    return json.loads(run(site, "--format", "json", *arguments).stdout)


def test_the_working_tree_is_compared_before_it_is_committed(site: Path) -> None:
    (site / "members" / "luna.yml").write_text(LUNA)
    result = run(site, "main")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "- New: **Luna**" in result.stdout
    assert "**Aurora** offers “Trasporto refrigerato”, **Luna** seeks “Viaggi refrigerati”" in result.stdout
    assert git(site, "status", "--porcelain") == "?? members/luna.yml"


def test_two_commits_are_compared_whatever_stands_in_the_folder(site: Path) -> None:
    (site / "members" / "luna.yml").write_text(LUNA)
    proposal = commit(site)
    git(site, "checkout", "-q", "main")
    (site / "members" / "aurora.yml").unlink()
    assert [one["slug"] for one in found(site, "main", "--head", proposal)["records"]["member"]["added"]] == ["luna"]
    assert found(site, "main", "--head", proposal)["records"]["member"]["removed"] == []


def test_what_main_did_meanwhile_is_not_told_as_a_part_of_the_proposal(site: Path) -> None:
    (site / "members" / "luna.yml").write_text(LUNA)
    commit(site)
    git(site, "checkout", "-q", "main")
    (site / "members" / "sole.yml").write_text("name: Sole\n")
    commit(site)
    members = found(site, "main", "--head", "proposal")["records"]["member"]
    assert [one["slug"] for one in members["added"]] == ["luna"]
    assert members["removed"] == []


def test_wrong_records_are_told_the_others_compared_and_the_command_fails(site: Path) -> None:
    (site / "members" / "luna.yml").write_text(LUNA)
    (site / "members" / "aurora.yml").write_text(AURORA + "nonsense: 1\n")
    result = run(site, "main")
    assert result.exit_code == 1
    assert "- In this proposal: members/aurora.yml:" in result.stdout
    assert "- New: **Luna**" in result.stdout
    assert "Aurora" not in result.stdout.partition("### Members")[2]
    commit(site)
    (site / "members" / "aurora.yml").write_text(AURORA)
    mended = run(site, "HEAD")
    assert mended.exit_code == 0, "what was wrong before is no fault of the proposal"
    assert "- Before this proposal: members/aurora.yml:" in mended.stdout


@pytest.mark.parametrize("base", ["nope", "--", "main:members/aurora.yml"])
def test_an_unknown_base_is_wrong_usage(site: Path, base: str) -> None:
    result = run(site, "--", base) if base.startswith("-") else run(site, base)
    assert result.exit_code == 2
    assert f"git knows no commit '{base}'" in result.stderr


def test_outside_of_a_repository_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "members").mkdir()
    result = run(tmp_path, "main")
    assert result.exit_code == 2
    # Without mkdocs.yml it speaks Italian, as a new site does.
    assert "qui non c'è un repository git" in result.stderr


def test_it_speaks_the_language_that_is_asked_for(site: Path) -> None:
    (site / "members" / "luna.yml").write_text(LUNA)
    assert "- Nuova: **Luna**" in run(site, "main", "--language", "it").stdout
    assert run(site, "main", "--language", "xx").exit_code == 2


def test_it_links_to_the_pages_where_a_workflow_keeps_them(site: Path) -> None:
    address = "https://forge.example/o/r/actions/runs/7#artifacts"
    done = run(site, "main", "--preview", address)
    assert f"[The pages as they would be published]({address}): the archive “site”" in done.stdout
    assert "as they would be published" not in run(site, "main").stdout


@pytest.mark.parametrize("address", ["http://forge.example/", "https://forge.example/) <b>", "javascript:alert(1)"])
def test_it_links_to_no_address_that_could_be_anything_else(site: Path, address: str) -> None:
    done = run(site, "main", "--preview", address)
    assert done.exit_code == 2
    assert "https://" in done.stderr


def test_it_can_be_kept_shorter(site: Path) -> None:
    for number in range(200):
        (site / "members" / f"luna-{number}.yml").write_text(f"name: Luna {number}\n")
    result = run(site, "main", "--longest", "2000")
    assert len(result.stdout.encode()) <= 2000
    assert "more are left out here" in result.stdout


def shown(site: Path) -> set[str]:
    """Build a site, and return the codes of all meetings that its members' pages show."""
    settings = site / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("- coop-restart:", "- coop-restart:\n      now: '2026-11-25T12:00:00+01:00'"), encoding="utf-8"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(settings), "-d", str(site / "site")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    pages = (site / "site" / "associate").glob("*/index.html")
    return {code for page in pages for code in MEETING.findall(page.read_text(encoding="utf-8"))}


def codes(matched: list[dict[str, Any]]) -> set[str]:
    """Return the codes by which pages speak of matches."""
    pairs = ([(one[side]["member"], one[side]["id"]) for side in ("offer", "need")] for one in matched)
    return {reference(offer, need).lower() for offer, need in pairs}


def test_a_new_member_with_offers_brings_exactly_the_matches_in_which_both_sites_differ(tmp_path: Path) -> None:
    """On the demonstration's federation, in two clones, each built by itself."""
    site = tmp_path / "site"
    result = CliRunner().invoke(main, ["init", str(site)])
    assert result.exit_code == 0, result.output
    git(site, "init", "-q", "-b", "main")
    commit(site)
    git(site, "checkout", "-q", "-b", "proposal")
    fresh = AURORA.replace("Aurora", "Nuova Aurora") + LUNA.partition("'020030'}\n")[2]
    (site / "members" / "nuova-aurora.yml").write_text(fresh)
    commit(site)
    git(tmp_path, "clone", "-q", "-b", "main", str(site), "before")
    git(tmp_path, "clone", "-q", "-b", "proposal", str(site), "after")
    changed = found(tmp_path / "after", "origin/main")["matches"]
    before, after = shown(tmp_path / "before"), shown(tmp_path / "after")
    assert codes(changed["born"]) == after - before
    assert codes(changed["lost"]) == before - after
    assert len(changed["born"]) >= 2
    assert all(one["reasons"] for one in changed["born"])
    assert len(before & after) >= 25
