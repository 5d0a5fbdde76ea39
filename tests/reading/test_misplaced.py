"""Files that look like records where none are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.languages.language import Language
from generator.reading.misplaced import misplaced, withheld
from generator.reading.site import read_site

ENGLISH = Language.load("en")


def touch(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    return root


def said(root: Path) -> list[str]:
    return [problem.said(ENGLISH) for problem in misplaced(root)]


PROGRAMME = "content/programme"
TRACKS = (
    f"initiatives belong into the folder of their year, such as {PROGRAMME}/2027/, and tracks into {PROGRAMME}/tracks/"
)
YEARS = f"initiatives belong into the folder of a year with four digits, such as {PROGRAMME}/2027/"
ELSEWHERE = (
    f"records belong into folders such as members, calls, {PROGRAMME}/2027, {PROGRAMME}/tracks, content/chains, "
    "and files to be published as they are into content/assets/"
)


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (f"{PROGRAMME}/persa.yml", TRACKS),
        (f"{PROGRAMME}/202/persa.yml", YEARS),
        (f"{PROGRAMME}/bozze/maggio/persa.yml", YEARS),
        (f"{PROGRAMME}/2027bis/persa.yml", f"move them to {PROGRAMME}/2027/"),
        (f"{PROGRAMME}/20277/persa.yml", YEARS),
        (f"{PROGRAMME}/track/persa.yml", f"move them to {PROGRAMME}/tracks/"),
        ("content/Programme/2027/persa.yml", f"move them to {PROGRAMME}/2027/"),
        ("content/2027/persa.yml", f"move them to {PROGRAMME}/2027/"),
        ("content/blog/2027/persa.yml", ELSEWHERE),
        ("content/Chains/persa.yml", "move them to content/chains/"),
        ("content/members/persa.yml", "move them to members/"),
        ("content/calls/2026/persa.yml", "move them to calls/"),
        ("content/ribalta.yml", ELSEWHERE),
        ("content/ribalta.YAML", ELSEWHERE),
        ("content/guida/ribalta.yaml", ELSEWHERE),
        ("Members/persa.yml", "move them to members/"),
        ("Content/programme/2027/persa.yml", f"move them to {PROGRAMME}/2027/"),
    ],
)
def test_a_record_where_none_is_read_is_told_with_where_it_belongs(tmp_path: Path, path: str, where: str) -> None:
    assert said(touch(tmp_path, path)) == [f"{path}:1:1: records in this folder are not read (1 here): {where}"]


def test_a_folder_is_told_once_with_how_many_are_lost_in_it(tmp_path: Path) -> None:
    touch(tmp_path, "content/b.yml", "content/a.yml", "content/c.md", "content/guida/d.yml", "content/guida/.e.yml")
    assert [(line.partition(":")[0], line.partition(": ")[2][:46]) for line in said(tmp_path)] == [
        ("content/a.yml", "records in this folder are not read (2 here): "),
        ("content/guida/d.yml", "records in this folder are not read (1 here): "),
    ]


@pytest.mark.parametrize(
    "path",
    [
        f"{PROGRAMME}/tracks/reti.yml",
        f"{PROGRAMME}/2027/mense.yml",
        "content/chains/legno.yml",
        "content/newsletter/2027-01.yml",
        "content/vocabularies/services.yml",
        "content/assets/openapi.yml",
        "content/assets/data/openapi.yaml",
        "content/.meta.yml",
        "content/.drafts/a.yml",
        "content/guida/index.md",
        "content/yml",
        "content/ribalta.yml~",
        "members/aurora.yml",
        "calls/mense.yml",
        "schemas/member.yml",
        "aurora.yml",
    ],
)
def test_what_is_read_or_wanted_as_it_is_or_lies_elsewhere_is_let_be(tmp_path: Path, path: str) -> None:
    assert said(touch(tmp_path, path)) == []


def test_all_that_is_lost_is_among_the_problems_of_a_site(tmp_path: Path) -> None:
    touch(tmp_path, "content/ribalta.yml", "members/a/b/c/lost.yml", f"{PROGRAMME}/2027/x/y/lost.yaml")
    assert [(problem.path, problem.rule) for problem in read_site(tmp_path).problems] == [
        (f"{PROGRAMME}/2027/x/y/lost.yaml", "subfolder"),
        ("content/ribalta.yml", "misplaced"),
        ("members/a/b/c/lost.yml", "subfolder"),
    ]


def test_the_folders_of_records_are_not_walked_a_second_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "members/logos/a.svg", "calls/a.yml", f"{PROGRAMME}/2027/a.yml", "content/guida/a.md")
    entered: list[str] = []
    scan = os.scandir

    def noting(path: str) -> object:
        entered.append(os.path.relpath(path, tmp_path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", noting)
    assert said(tmp_path) == []
    assert entered == ["content", "content/guida", PROGRAMME]


@pytest.mark.parametrize(
    ("path", "is_withheld"),
    [
        ("programme/2027/mense.yml", True),
        ("ribalta.yaml", True),
        ("Programme/2027/MENSE.YML", True),
        ("programme/2027/mense.yml~", True),
        ("programme/2027/#mense.yml#", True),
        ("chains/legno.yml.bak", True),
        ("assets/openapi.yml", False),
        ("my-assets/openapi.yml", True),
        ("guida/index.md", False),
        ("documents/plan.yml.pdf", False),
    ],
)
def test_records_and_what_editors_leave_beside_them_are_withheld(path: str, *, is_withheld: bool) -> None:
    assert withheld(path) is is_withheld
