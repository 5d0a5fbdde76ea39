"""The command itself: what it needs, and what it lists."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.intake.outbox import Entry, Outbox


def intake(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["intake", "--language", "en", *arguments], env=environment)


def test_a_setting_that_is_missing_is_named() -> None:
    done = intake(INTAKE_REPOSITORY="", INTAKE_DATA="")
    assert done.exit_code == 2
    assert "INTAKE_REPOSITORY is not set: the intake service needs it" in done.output


def test_without_its_packages_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith(("generator.intake", "altcha"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altcha.v1", None)
    done = intake(INTAKE_REPOSITORY="https://x.example/y.git", INTAKE_DATA=str(tmp_path / "data"))
    assert done.exit_code == 2
    assert "install what the service runs on: coop-restart[intake]" in done.output


def test_the_outbox_is_listed_with_its_notes(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox.sqlite")
    kept = '{"note": "Two lines\\nof words"}'
    outbox.accept("abc", Entry("key-1234", "d", False, kept, "base", {}, "New member: Stella", "m", "b"), 0.0)
    outbox.close()
    done = intake("--list", INTAKE_REPOSITORY="https://x.example/y.git", INTAKE_DATA=str(tmp_path))
    assert done.exit_code == 0
    assert done.output == "01/01/1970  abc  received  New member: Stella\n    Two lines\n    of words\n"
