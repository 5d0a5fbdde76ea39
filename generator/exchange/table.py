"""A table as rows of texts, whatever kind of file it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.languages import N_, Message


class TableError(Exception):
    """A file that cannot be read as a table; `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the one a spreadsheet shows beside it (the header is 1), or the line of a JSON file.

    `cells` holds the filled cells by column; `faults` are reasons, each with its column, why a cell is no good.
    """

    number: int
    cells: Mapping[str, str]
    faults: tuple[tuple[str, Message], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """All of a file: `columns` is None where rows have names of their own (JSON); `length` is None when unknown.

    `lettered`: whoever opens it sees a letter above each column.
    """

    rows: Iterable[Row]
    columns: tuple[str, ...] | None = None
    length: int | None = None
    notes: tuple[Message, ...] = ()
    lettered: bool = False


def header(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of the columns, empty for nameless ones. Raise `TableError` when one occurs twice or none is."""
    columns = tuple(name.strip() for name in names)
    while columns and not columns[-1]:
        columns = columns[:-1]
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise TableError(Message(N_("the column {name} occurs twice"), {"name": twice[0]}))
    if not columns:
        raise TableError(Message(N_("the first row should hold the names of the columns, and is empty")))
    return columns


def row(number: int, columns: tuple[str, ...], values: list[str], faults: tuple[tuple[str, Message], ...] = ()) -> Row:
    """Return the row whose `values` stand under `columns`."""
    cells = {name: value for name, value in zip(columns, values, strict=False) if name and value.strip()}
    if any(value.strip() for value in values[len(columns) :]):
        message = Message(N_("more cells than columns: is a separator missing its quotes?"))
        faults = (*faults, ("", message))
    return Row(number, cells, faults)


def filled(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows that hold something."""
    return (one for one in rows if one.cells or one.faults)
