"""CSV as spreadsheets write it: any of three separators, in any of the encodings that are met."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from generator.exchange.tables import Row, Table, TableError, filled, header, row
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
    try:
        yield from reader
    except csv.Error as problem:
        values = {"line": reader.line_num, "reason": str(problem)}
        raise TableError(Message(N_("line {line}: this is no CSV: {reason}"), values)) from None


def _rows(records: Iterator[list[str]], columns: tuple[str, ...]) -> Iterator[Row]:
    for number, values in enumerate(records, 2):
        yield row(number, columns, values)
