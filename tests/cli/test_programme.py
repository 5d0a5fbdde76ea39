"""`coop-restart programme` writes a PDF, or says why it cannot."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.plugin.federation import FILES, build, write

DAY = "--today=2026-11-22"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small federation, and a working folder beside it."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return write(tmp_path / "federation", FILES)


def run(*arguments: str) -> tuple[int, str, str]:
    """Return the exit status, what was printed, and what was said on standard error."""
    result = CliRunner().invoke(main, ["programme", *arguments], catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_it_writes_the_document_into_this_folder_and_prints_its_name(root: Path) -> None:
    assert run("2026", "-C", str(root), DAY) == (0, "programma-2026.pdf\n", "")
    assert Path("programma-2026.pdf").read_bytes().startswith(b"%PDF-")
    seen = sorted(path.name for path in root.iterdir() if not path.name.startswith("."))
    assert seen == ["calls", "content", "members", "mkdocs.yml"]


def test_it_writes_where_it_is_told_to_and_the_same_each_time(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "assembly.pdf"
    assert run("2026", "-C", str(root), DAY, "-o", str(path)) == (0, f"{path}\n", "")
    command = [sys.executable, "-m", "generator.cli", "programme", "2026", "-C", str(root), DAY, "-o", "-"]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout == path.read_bytes()


def test_a_repeatable_build_says_the_day(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795345200")  # 2026-11-22
    assert run("2026", "-C", str(root), "-o", "one.pdf")[0] == 0
    assert run("2026", "-C", str(root), DAY, "-o", "two.pdf")[0] == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()


def test_it_is_the_document_of_the_site(root: Path) -> None:
    assert build(root).returncode == 0
    assert run("2026", "-C", str(root), DAY)[0] == 0
    assert Path("programma-2026.pdf").read_bytes() == (root / "site/programma/2026/programma-2026.pdf").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2022"], "nessuna iniziativa in content/programme/2022: c'è un programma per 2026"),
        (["soon"], "soon"),
        ([], "YEAR"),
        (["2026", "--today", "tomorrow"], "tomorrow"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_there_is(root: Path, arguments: list[str], said: str) -> None:
    status, printed, told = run(*arguments, "-C", str(root))
    assert (status, printed) == (2, "")
    assert said in told
    assert list(Path.cwd().iterdir()) == []


def test_a_federation_without_a_programme_says_so(tmp_path: Path) -> None:
    root = write(tmp_path, {"mkdocs.yml": FILES["mkdocs.yml"]})
    status, _, told = run("2026", "-C", str(root))
    assert status == 2
    assert "non c'è ancora nessun programma" in told


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("calls/mense.yml", "aurora", "arora", "calls/mense.yml:7:16: participants[0]:"),
        ("members/aurora.yml", "name: Aurora", "naem: Aurora", "members/aurora.yml:1:1: naem:"),
    ],
)
def test_wrong_records_end_with_one_and_all_their_problems(
    root: Path, path: str, old: str, new: str, said: str
) -> None:
    write(root, {path: FILES[path].replace(old, new)})
    status, printed, told = run("2026", "-C", str(root), DAY)
    assert (status, printed) == (1, "")
    assert said in told
    assert list(Path.cwd().iterdir()) == []


def test_signs_that_no_font_has_are_named(root: Path) -> None:
    write(root, {"members/aurora.yml": "name: Aurora \u5408\u4f5c\n"})
    status, _, told = run("2026", "-C", str(root), DAY)
    assert status == 0
    assert "nessun carattere contiene questi segni: \u4f5c \u5408" in told


def test_a_place_that_cannot_be_written_to_is_told(root: Path) -> None:
    status, _, told = run("2026", "-C", str(root), DAY, "-o", "nowhere/x.pdf")
    assert status == 1
    assert "nowhere/x.pdf" in told
