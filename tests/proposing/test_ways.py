"""The forge's page for a new file, as each forge documents its address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from benchmarks.node import run
from generator.publishing.proposing import sending
from tests.project.project import ROOT
from tests.proposing.test_page import site

WAYS = ROOT / "generator" / "theme" / "proposing" / "ways.js"
GITHUB = ("https://github.com/rete/sito", "edit/main/content/")
FORGEJO = ("https://codeberg.org/rete/sito", "_edit/main/content/")
GITLAB = ("https://gitlab.com/rete/sito", "-/edit/main/content/")
TEXT = "name: L'Orto & C. + 100% $& #1? (è)\nsummary: 0slug0 0text0\n"


def opened(forge: tuple[str, str], text: str) -> tuple[str, dict[str, list[str]], str | None]:
    """Return the path and the query of the page that the form leads to, and why its address holds no text."""
    repository, edit = forge
    given = {"forge": sending.forge("members", site(repo_url=repository, edit_uri=edit)), "text": text}
    made = run("return ways.newFile(given.forge, 'l-orto', given.text);", given, ways=WAYS)
    parts = urlsplit(made["href"])
    assert made["href"].startswith(f"{repository}/")
    assert not parts.fragment
    return parts.path, parse_qs(parts.query, strict_parsing=True), made.get("bare")


@pytest.mark.parametrize(
    ("forge", "path", "name"),
    [
        (GITHUB, "/rete/sito/new/main", "members/l-orto.yml"),
        (FORGEJO, "/rete/sito/_new/main/members/", "l-orto.yml"),
    ],
)
def test_github_and_forgejo_open_a_new_file_with_its_text(forge: tuple[str, str], path: str, name: str) -> None:
    assert opened(forge, TEXT) == (path, {"filename": [name], "value": [TEXT]}, None)
    assert opened(forge, "x" * 9000) == (path, {"filename": [name]}, "longFile")


def test_gitlab_opens_a_new_file_by_its_name_alone() -> None:
    assert opened(GITLAB, TEXT) == ("/rete/sito/-/new/main", {"file_name": ["members/l-orto.yml"]}, "nameOnly")
