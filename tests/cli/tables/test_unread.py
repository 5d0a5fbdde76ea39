"""What cannot be read is told, counted and left out of a table, and no table is made of nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from tests.cli.tables.sheets import (
    Sheet,
    exported,
    returned,
    run,
)


def reads_everything() -> bool:
    """Return whether the one who runs the tests may read a file that nobody may read."""
    with NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        return os.access(file.name, os.R_OK)


needs_rights = pytest.mark.skipif(reads_everything(), reason="whoever runs this may read everything")


def test_a_file_that_cannot_be_read_is_told_and_left_out(site: Path) -> None:
    (site / "members/baleno.yml").write_text("name: [\n", encoding="utf-8")
    done = run(site, "export", "members", "--format", "csv")
    assert done.exit_code == 1
    assert done.stderr.startswith("members/baleno.yml:")
    assert done.stderr.endswith("1 file was left out: coop-restart check says what is wrong with it\n")
    assert "arco;" in done.stdout
    assert "baleno" not in done.stdout


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_no_file_to_read_is_told_counted_and_left_out(site: Path, form: str) -> None:
    (site / "members/baleno.yml").mkdir()
    (site / "members/circo.yml").symlink_to(site / "members/none")
    (site / "members/Duna.yml").write_text("name: Duna\n", encoding="utf-8")
    done = run(site, "export", "members", "--format", form)
    assert (done.exit_code, "Arco" in done.stdout, "Duna" in done.stdout) == (1, True, False)
    assert [line.partition(":")[0] for line in done.stderr.splitlines()[:-1]] == [
        "members/Duna.yml", "members/baleno.yml", "members/circo.yml",
    ]  # fmt: skip
    assert done.stderr.endswith("\n3 files were left out: coop-restart check says what is wrong with them\n")


@needs_rights
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_without_permission_is_told_and_left_out(site: Path, form: str) -> None:
    (site / "members/baleno.yml").write_text("name: Baleno\n", encoding="utf-8")
    (site / "members/baleno.yml").chmod(0)
    done = run(site, "export", "members", "--format", form)
    assert (done.exit_code, "Arco" in done.stdout) == (1, True)
    assert done.stderr.startswith("members/baleno.yml:1:1: this cannot be read: Permission denied\n1 file was left out")


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_no_table_is_written_of_a_folder_that_cannot_be_read(site: Path, form: str) -> None:
    shutil.rmtree(site / "members")
    (site / "members").write_text("no folder", encoding="utf-8")
    output = site / f"members.{form}"
    done = run(site, "export", "members", "--format", form, "--output", str(output))
    assert (done.exit_code, done.stdout, output.exists()) == (1, "", False)
    assert done.stderr == "members:1:1: this cannot be read: what should be a folder is none\n"


@needs_rights
@pytest.mark.parametrize("command", [["export", "members", "--format", "csv"], ["report"]])
def test_a_folder_without_permission_is_an_error(site: Path, command: list[str]) -> None:
    (site / "members").chmod(0)
    done = run(site, *command)
    (site / "members").chmod(0o755)
    assert done.exit_code == 1
    assert done.stderr == "members:1:1: this cannot be read: Permission denied\n"


def test_a_row_whose_file_cannot_be_read_is_refused(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.put("arco", name="Arca")
    (site / "members/arco.yml").unlink()
    (site / "members/arco.yml").mkdir()
    done = returned(site, sheet.path)
    reason = "members/arco.yml cannot be read: mend it first (coop-restart check)"
    assert (done.exit_code, done.stderr) == (1, f"members.xlsx:2: {reason}\n")
