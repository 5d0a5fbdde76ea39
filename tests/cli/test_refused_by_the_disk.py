"""Commands where the disk says no. A file stands where a folder is wanted, which stops root as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: F\ntheme: {language: en}\nplugins: [{coop-restart: {office_email: o@f.example}}]\n",
        encoding="utf-8",
    )
    tracks = tmp_path / "content/programme/tracks"
    tracks.mkdir(parents=True)
    (tracks / "reti.yml").write_text("number: 1\ntitle: Reti\n", encoding="utf-8")
    (tmp_path / "table.csv").write_text("Nome\nArco\n", encoding="utf-8")
    (tmp_path / "exported.csv").write_text('"Identifier [id]","Name [name]"\n,Arco\n', encoding="utf-8")
    (tmp_path / "m.yml").write_text(
        "record: member\nslug: {from: [Nome]}\nfields:\n  name: {column: Nome}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def tree(root: Path) -> list[str]:
    found = sorted(str(path.relative_to(root)) for path in root.rglob("*"))
    return [path for path in found if not path.startswith(".cache")]


@pytest.mark.parametrize(
    ("arguments", "blocked", "told"),
    [
        (["new", "member", "Arco"], "members", "members"),
        (["new", "initiative", "Arco", "--year", "2027"], f"content/programme/{2027}", "content/programme/2027"),
        (["init", "blocked/new", "--empty", "--language", "en"], "blocked", "blocked/new"),
        (["schema"], "schemas", "schemas"),
        (["schema", "--pages-cms"], ".pages.yml/a", ".pages.yml"),
        (["export", "members", "--format", "json", "--output", "blocked/m.json"], "blocked", "blocked/m.json"),
    ],
)
def test_what_the_disk_refuses_is_told_with_its_path_and_leaves_nothing_behind(
    site: Path, arguments: list[str], blocked: str, told: str
) -> None:
    (site / blocked).parent.mkdir(exist_ok=True)
    (site / blocked).touch()
    before = tree(site)
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Error: {told}")
    assert " cannot be read or written: " in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert tree(site) == before


@pytest.mark.parametrize("arguments", [["table.csv", "--mapping", "m.yml"], ["exported.csv", "--update"]])
def test_an_import_that_the_disk_stops_says_how_far_it_came(site: Path, arguments: list[str]) -> None:
    (site / "members").touch()
    done = run("import", "members", *arguments)
    assert done.exit_code == 1
    assert done.stderr == "members cannot be read or written: there is something of this name already\n"
    assert done.stdout == "0 written, 0 updated, 0 unchanged, 0 already there, 0 refused\n"


def test_a_site_s_language_tells_it(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: F\ntheme: {language: it}\n", encoding="utf-8")
    (site / "members").touch()
    done = run("new", "member", "Arco")
    assert done.stderr == "Error: members non si può leggere o scrivere: c'è già qualcosa con questo nome\n"
