"""CSV as spreadsheets write it: any of three separators, in any of the encodings that are met."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from generator.exchange.table import Row, Table, TableError, filled, header, row
from generator.languages import N_, Message

SEPARATORS = ",;\t"
GUESSED = N_("the file is not UTF-8; it was read as Windows-1252: check the accents")


def read_separated(path: Path) -> Table:
    """Return the table of a CSV file. Raise `TableError` for one that is no CSV."""
    text, notes = decoded(path.read_bytes())
    length = sum(1 for _ in _records(text))
    records = _records(text)
    columns = header(next(records, []))
    return Table(filled(_rows(records, columns)), columns, max(length - 1, 0), notes)


def decoded(content: bytes) -> tuple[str, tuple[Message, ...]]:
    """Return the text of a file, and a note when its encoding had to be guessed."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), (Message(GUESSED),)


def separator(text: str) -> str:
    """Return the separator that cuts the first line, quoted parts aside, into most cells."""
    first = "".join(part for index, part in enumerate(text.partition("\n")[0].split('"')) if index % 2 == 0)
    return max(SEPARATORS, key=first.count)


def _records(text: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator(text), strict=True)
    begins = 1
    try:
        for record in reader:
            yield record
            begins = reader.line_num + 1
    except csv.Error as problem:
        raise TableError(_wrong(str(problem), begins, reader.line_num)) from None


def _wrong(reason: str, begins: int, line: int) -> Message:
    """Return what is wrong with the row that begins on a line and was read up to another, in the catalogue's words."""
    if reason == "unexpected end of data":
        return Message(N_("the row that begins on line {line} opens a quote that is never closed"), {"line": begins})
    if reason.startswith("field larger"):
        values = {"line": begins, "limit": csv.field_size_limit()}
        text = N_("the row that begins on line {line} has a cell of over {limit} characters: is a quote never closed?")
        return Message(text, values)
    if " expected after " in reason:
        text = N_(
            "line {line}: text after a closing quote, in the row that begins on line {begins}: is a quote of it never "
            "closed, or one inside quotes not written twice?"
        )
        return Message(text, {"line": line, "begins": begins})
    return Message(N_("line {line}: this is no CSV: {reason}"), {"line": line, "reason": reason})


def _rows(records: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Row]:
    for number, values in enumerate(records, 2):
        yield row(number, columns, values)
