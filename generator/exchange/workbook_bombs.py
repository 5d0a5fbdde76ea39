"""Workbooks that would take minutes or the memory to read: refused by what their parts are, before any is read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from generator.exchange.table import TableError
from generator.languages import N_, Message

LARGEST_UNPACKED = 2**30
SMALL, MOST_TIMES = 16 * 2**20, 100
"""A part of more bytes than the first may unpack to so many times its size; a table's do to ten or twenty."""
MOST_TAGS = 8_000_000
"""Of the parts that are read as a whole, all but the sheets; texts of 100,000 rows, as Excel saves them, have half."""


def refuse_bombs(path: Path) -> None:
    """Raise TableError for a workbook that would take openpyxl, which may read it twice, minutes or the memory."""
    with ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
            limit = LARGEST_UNPACKED // 2**20
            raise TableError(Message(N_("{path} is larger than {limit} MiB"), {"path": path, "limit": limit}))
        if any(part.file_size > max(SMALL, part.compress_size * MOST_TIMES) for part in parts.infolist()):
            values = {"path": path, "times": MOST_TIMES}
            raise TableError(Message(N_("{path} unpacks to more than {times} times its size: no table does"), values))
        whole = [name for name in parts.namelist() if not name.startswith("xl/worksheets/")]
        _refuse_tags(path, parts, whole)
        # Where the texts are, the workbook says: it may be among the sheets.
        _refuse_tags(path, parts, {_texts(path)} & set(parts.namelist()))


def _refuse_tags(path: Path, parts: ZipFile, names: Iterable[str]) -> None:
    count = 0
    for name in names:
        with parts.open(name) as part:
            while block := part.read(2**20):
                count += block.count(b"<")
                if count > MOST_TAGS:
                    raise TableError(Message(N_("{path} has too many texts or styles"), {"path": path}))


def _texts(path: Path) -> str:
    """Return the name of the part with the texts that cells refer to, empty where there is none."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.xml.constants import SHARED_STRINGS

    reader: Any = ExcelReader(path, read_only=True)
    with closing(reader.archive):
        reader.read_manifest()
        found = reader.package.find(SHARED_STRINGS)
    return str(found.PartName)[1:] if found is not None else ""
