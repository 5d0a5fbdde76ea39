"""Tables as the office has them in its hands: written, changed cell by cell, and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result

from generator.cli import main

ROOT = Path(__file__).parents[3]
UK = ROOT / "../shared/data/coops-uk.csv"
NAUGHTY = ROOT / "../shared/data/naughty-strings.json"
MEMBER = """\
# by hand
name: 'Arco'  # as they say
status: active
summary: Pane.
sdg: [8, 9]
contacts:
  phone: +39 030 1
"""
CHANNELS = """\
name: Arco
channels:
  # the first
  - kind: facebook
    url: https://a.example/
  - kind: other
    url: https://b.example/
"""
ONE_LINE = ("name", "summary", "address.street", "contacts.phone", "size.members", "size.employees")


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-C", str(site)])


def exported(site: Path, kind: str = "members", form: str = "xlsx") -> Path:
    path = site / f"{kind}.{form}"
    done = run(site, "export", kind, "--format", form, "--output", str(path))
    assert (done.exit_code, done.output) == (0, "")
    return path


def returned(site: Path, path: Path, *more: str) -> Result:
    return run(site, "import", path.stem, str(path), "--update", *more)


def files(site: Path, kind: str = "members") -> dict[str, str]:
    return {path.stem: path.read_bytes().decode() for path in sorted((site / kind).glob("*.yml"))}


class Sheet:
    """A workbook as the office has it open: cells by identifier and by the name in the header's brackets."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book.worksheets[0]
        self.columns = {cell.value.rpartition(" [")[2][:-1]: cell.column for cell in self.sheet[1]}
        self.rows = {cell.value: cell.row for cell in self.sheet["A"][1:]}

    def cell(self, slug: str, name: str) -> Any:
        return self.sheet.cell(self.rows[slug], self.columns[name])

    def put(self, slug: str, **values: Any) -> None:
        for name, value in values.items():
            self.cell(slug, name.replace("__", ".")).value = value
        self.book.save(self.path)

    def add(self, **values: Any) -> None:
        row = self.sheet.max_row + 1
        for name, value in values.items():
            self.sheet.cell(row, self.columns[name.replace("__", ".")]).value = value
        self.book.save(self.path)


def changes(old: str, new: str) -> Iterator[str]:
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))
