"""Rows of the first sheet of an XLSX workbook, as a person sees them there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from generator.exchange.tables import Row, Table, TableError, filled, header, row
from generator.languages import N_, Message

LARGEST_UNPACKED = 2**30
SMALL, MOST_TIMES = 16 * 2**20, 100
"""A part of more bytes than the first may unpack to so many times its size; a table's do to ten or twenty."""
MOST_TAGS = 8_000_000
"""Of the parts that are read as a whole, all but the sheets; texts of 100,000 rows, as Excel saves them, have half."""
MOST_ROWS = 2**20
"""As many as Excel has; a file may leave out any number of rows, which are read as empty ones."""
MOST_CELLS = 20_000_000
NOT_CALCULATED = N_("a formula without a saved value: open the file in a spreadsheet and save it, or paste values")
WRONG = N_("the cell shows the error {found}")


def read_spreadsheet(path: Path) -> Table:
    """Return the table of the first sheet. Raise `TableError` for a file that is no workbook, or a bomb."""
    with _told_apart():
        _refuse_bombs(path)
        shown, formulas = _sheet(path, values=True), _sheet(path, values=False)
        length = shown.max_row
        # What a file says of its own size is not to be trusted: a million empty columns take minutes.
        shown.reset_dimensions()
        formulas.reset_dimensions()
        rows = _rows(shown, formulas)
        columns = header(_first(rows))
    return Table(filled(_with_header(rows, columns)), columns, length - 1 if length else None, lettered=True)


def said(value: object) -> str:
    """Return a cell's value as text: whole numbers without `.0`, dates as ISO 8601, a midnight as its day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(timespec="minutes")
    if isinstance(value, dt.time):
        return value.isoformat(timespec="minutes")
    return str(value)


def _refuse_bombs(path: Path) -> None:
    """Raise TableError for a workbook that would take openpyxl, which reads it twice, minutes or the memory."""
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


def _sheet(path: Path, *, values: bool) -> Any:
    from openpyxl import load_workbook

    # Any: the stubs do not know that a workbook that is only read has sheets of another class.
    sheets: list[Any] = load_workbook(path, read_only=True, data_only=values, keep_links=False).worksheets
    return sheets[0]


def _rows(shown: Any, formulas: Any) -> Iterator[tuple[list[str], dict[int, Message]]]:
    count = 0
    with closing(shown.parent), closing(formulas.parent):
        for number, (cells, sources) in enumerate(
            zip_longest(shown.iter_rows(), formulas.iter_rows(), fillvalue=()), 1
        ):
            count += len(cells)
            if number > MOST_ROWS or count > MOST_CELLS:
                values = {"rows": MOST_ROWS, "cells": MOST_CELLS}
                raise TableError(Message(N_("the sheet has more than {rows} rows or {cells} cells"), values))
            faults = {
                at: fault
                for at, (cell, source) in enumerate(zip(cells, sources, strict=False))
                if (fault := _fault(cell, source))
            }
            yield [said(cell.value) for cell in cells], faults


def _fault(cell: Any, source: Any) -> Message | None:
    if source.data_type == "f" and cell.value is None:
        return Message(NOT_CALCULATED)
    return Message(WRONG, {"found": cell.value}) if cell.data_type == "e" else None


def _first(rows: Iterator[tuple[list[str], dict[int, Message]]]) -> list[str]:
    values, _ = next(rows, ([], {}))
    return values


def _with_header(rows: Iterator[tuple[list[str], dict[int, Message]]], columns: tuple[str, ...]) -> Iterator[Row]:
    with _told_apart():
        for number, (values, faults) in enumerate(rows, 2):
            named = tuple((columns[at] if at < len(columns) else "", fault) for at, fault in faults.items())
            yield row(number, columns, values, named)


@contextmanager
def _told_apart() -> Iterator[None]:
    # openpyxl lets out whatever its parts meet in a damaged file.
    try:
        yield
    except (BadZipFile, LookupError, ValueError, TypeError, OSError, AttributeError, SyntaxError) as problem:
        raise TableError(Message(N_("this is no XLSX workbook: {reason}"), {"reason": str(problem)})) from None
