"""A folder that is no site's is told by every command that works on one."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.reading.folders import FOLDERS

COMMANDS = [
    ["check"], ["export", "members"], ["report"], ["import", "members", "t.csv"], ["new", "member", "Arco"],
    ["schema"], ["schema", "member"], ["remind"], ["digest", "--since", "2026-01-01"], ["changes", "main"],
    ["programme", "2026"],
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_it_is_wrong_usage_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "t.csv").write_text("Id [id],Name [name]\n,Arco\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, [*command, "-C", "empty"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'empty' non è la cartella di un sito" in " ".join(done.stderr.split())
    assert list((tmp_path / "empty").iterdir()) == []


@pytest.mark.parametrize("folder", [folder for _, folder in FOLDERS])
def test_records_alone_are_a_site(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir(parents=True)
    assert CliRunner().invoke(main, ["export", "members", "--format", "csv", "-C", str(tmp_path)]).exit_code == 0
