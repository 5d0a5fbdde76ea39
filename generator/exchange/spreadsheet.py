"""Rows of the first sheet of an XLSX workbook, as a person sees them there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from generator.exchange.table import Row, Table, TableError, filled, header, row
from generator.exchange.workbook_bombs import refuse_bombs
from generator.languages import N_, Message

MOST_ROWS = 2**20
"""As many as Excel has; a file may leave out any number of rows, which are read as empty ones."""
MOST_CELLS = 20_000_000
NOT_CALCULATED = N_("a formula without a saved value: open the file in a spreadsheet and save it, or paste values")
WRONG = N_("the cell shows the error {found}")

# The element's name, in whatever name space; what is not written byte by byte, or hides behind entities, may hold one.
_FORMULA = re.compile(rb"<(?:[\w.-]{1,40}:)?f[\s/>]|\0|<!E")
_LONGEST_TAG = 48


def read_spreadsheet(path: Path) -> Table:
    """Return the table of the first sheet. Raise `TableError` for a file that is no workbook, or a bomb."""
    with _told_apart():
        refuse_bombs(path)
        shown = _sheet(path, values=True)
        formulas = _sheet(path, values=False) if _may_have_formulas(path) else None
        length = shown.max_row
        # What a file says of its own size is not to be trusted: a million empty columns take minutes.
        for sheet in filter(None, (shown, formulas)):
            sheet.reset_dimensions()
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


def _sheet(path: Path, *, values: bool) -> Any:
    from openpyxl import load_workbook

    # Any: the stubs do not know that a workbook that is only read has sheets of another class.
    sheets: list[Any] = load_workbook(path, read_only=True, data_only=values, keep_links=False).worksheets
    return sheets[0]


def _may_have_formulas(path: Path) -> bool:
    """Return whether there is a formula in any part; of most tables there is none, and one reading is enough."""
    with ZipFile(path) as parts:
        for name in parts.namelist():
            end = b""
            with parts.open(name) as part:
                while block := part.read(2**20):
                    if _FORMULA.search(end + block):
                        return True
                    end = block[-_LONGEST_TAG:]
    return False


def _rows(shown: Any, formulas: Any) -> Iterator[tuple[list[str], dict[int, Message]]]:
    count = 0
    with closing(shown.parent), closing((formulas or shown).parent), closing(shown.iter_rows()) as seen:
        pairs = (
            zip_longest(seen, formulas.iter_rows(), fillvalue=()) if formulas else ((cells, cells) for cells in seen)
        )
        for number, (cells, sources) in enumerate(pairs, 1):
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
