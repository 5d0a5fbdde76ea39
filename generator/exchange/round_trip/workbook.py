"""The table as a workbook: choices to pick from, locked what is only worked out, and no text that becomes a formula."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from copy import copy
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.datavalidation import DataValidation

from generator.exchange.cell_names import letters
from generator.exchange.round_trip.cells import guarded, needs_mark
from generator.exchange.round_trip.choices import BETWEEN
from generator.exchange.spreadsheet import said
from generator.languages import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.exchange.round_trip.columns import Column
    from generator.exchange.round_trip.table import RecordTable

MORE_ROWS = 500
"""Rows below the last record that have the choices too, for new ones."""

_SHEET, _LISTS = N_("Records"), N_("Choices")
_TEXT, _DAY = "@", "yyyy-mm-dd"
_WIDTHS = (12, 36)
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
# A workbook says when it was made, and so does each of its parts: the same records shall give the same bytes.
_MADE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_THEN = (1980, 1, 1, 0, 0, 0)


def workbook(table: RecordTable) -> bytes:
    """Return the table as an XLSX file, whose first sheet an import reads."""
    book = Workbook(write_only=True)
    # Any: the stubs do not know all that a sheet which is only written can do.
    sheet: Any = book.create_sheet(table.language.gettext(_SHEET))
    _Sheet(table, sheet).write()
    lists: Any = book.create_sheet(table.language.gettext(_LISTS))
    lists.sheet_state = "hidden"
    _choose(table, sheet, lists)
    content = BytesIO()
    book.save(content)
    return _timeless(content.getvalue())


class _Sheet:
    """Writes the first sheet, row by row."""

    def __init__(self, table: RecordTable, sheet: Any) -> None:
        self.table = table
        self.sheet = sheet
        self.locked = 1 + len(table.worked_out)
        self.base = self.locked + len(table.columns)
        self.styles = {
            name: _style(sheet, form, locked, prefix)
            for name, (form, locked, prefix) in {
                "locked": (_TEXT, True, False), "text": (_TEXT, False, False), "quoted": (_TEXT, False, True),
                "number": ("General", False, False), "day": (_DAY, False, False),
            }.items()
        }  # fmt: skip

    def write(self) -> None:
        header = self.table.header
        self._lay_out(header)
        self.sheet.append([self._heading(text) for text in header])
        for slug in self.table.trees:
            self.sheet.append(list(self._cells(self.table.row(slug))))

    def _lay_out(self, header: Sequence[str]) -> None:
        self.sheet.freeze_panes = "B2"
        self.sheet.auto_filter.ref = f"A1:{letters(len(header) - 1)}{len(self.table.trees) + 1}"
        for at, text in enumerate(header):
            dimension = self.sheet.column_dimensions[letters(at)]
            dimension.width = min(max(len(text), _WIDTHS[0]), _WIDTHS[1])
            dimension.hidden = at == self.base
            if at == 0:
                # A new record may be given an identifier; those of the others are locked cell by cell.
                dimension.protection = Protection(locked=False)
            if self.locked <= at < self.base:
                dimension.number_format = _DAY if self.table.columns[at - self.locked].field.day else _TEXT
                dimension.protection = Protection(locked=False)
        protection = self.sheet.protection
        protection.sheet = True
        # Each of these says what is forbidden.
        for name in ("formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter"):
            setattr(protection, name, False)

    def _heading(self, text: str) -> Any:
        cell = WriteOnlyCell(self.sheet, text)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="FFEDEDE7")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def _cells(self, row: Sequence[str]) -> Iterator[Any]:
        for at, text in enumerate(row):
            if not text:
                yield None
            elif at < self.locked or at == self.base:
                yield self._cell(text, "locked")
            else:
                yield self._typed(text, self.table.columns[at - self.locked])

    def _typed(self, text: str, column: Column) -> Any:
        value = _value(text) if column.field.typed and not column.field.many else text
        if isinstance(value, str):
            mark = guarded(text) != text and not needs_mark(text)
            return self._cell(guarded(text) if needs_mark(text) else text, "quoted" if mark else "text")
        return self._cell(value, "day" if isinstance(value, dt.date) else "number")

    def _cell(self, value: Any, style: str) -> Any:
        cell: Any = WriteOnlyCell(self.sheet)
        cell.value = value
        if isinstance(value, str):
            # Never a formula, never an error, whatever it looks like.
            cell.data_type = "s"
        cell._style = copy(self.styles[style])
        return cell


def _style(sheet: Any, form: str, locked: bool, prefix: bool) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.number_format = form
    cell.protection = Protection(locked=locked)
    cell.alignment = Alignment(vertical="top")
    cell.quotePrefix = prefix
    return cell._style


def _value(text: str) -> str | int | float | bool | dt.date:
    """Return a number, a day or a truth value, where the spreadsheet gives back the very text; else the text."""
    found: str | int | float | bool | dt.date = text
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        found = float(text) if "." in text else int(text)
    else:
        try:
            found = dt.datetime.combine(dt.date.fromisoformat(text), dt.time())
        except ValueError:
            return text
    return found if said(found) == text else text


def _choose(table: RecordTable, sheet: Any, lists: Any) -> None:
    """Write the choices into their sheet, and let the columns that take them pick from there."""
    first = 1 + len(table.worked_out)
    known: dict[tuple[str, ...], list[int]] = {}
    for at, column in enumerate(table.columns, first):
        labels = {} if column.field.many else table.choices.of(column.field)
        if labels:
            known.setdefault(_entries(labels), []).append(at)
    longest = max(map(len, known), default=0)
    for number in range(longest):
        lists.append([entries[number] if number < len(entries) else None for entries in known])
    for place, (entries, places) in enumerate(known.items()):
        source = f"'{lists.title}'!${letters(place)}$1:${letters(place)}${len(entries)}"
        for at in places:
            sheet.data_validations.append(_validation(table.columns[at - first], source, letters(at), len(table.trees)))


def _entries(labels: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{code}{BETWEEN}{label}" if label else code for code, label in labels.items())


def _validation(column: Column, source: str, letter: str, rows: int) -> Any:
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorStyle = "stop" if column.field.codes else "warning"
    rule.promptTitle, rule.prompt = column.label[-32:], column.field.help[:255]
    rule.showInputMessage = True
    rule.add(f"{letter}2:{letter}{rows + 1 + MORE_ROWS}")
    return rule


def _timeless(content: bytes) -> bytes:
    told = BytesIO()
    with ZipFile(BytesIO(content)) as parts, ZipFile(told, "w", ZIP_DEFLATED) as steady:
        for name in sorted(parts.namelist()):
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = _MADE.sub(rb"\g<1>2000-01-01T00:00:00Z", data)
            steady.writestr(ZipInfo(name, _THEN), data, ZIP_DEFLATED)
    return told.getvalue()
