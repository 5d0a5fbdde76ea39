"""Where the items that a table counts stand in a record's file now: lists may have changed since it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from generator.exchange.refusal import Refused
from generator.exchange.round_trip.columns import Column, at, columns
from generator.languages import N_, Message

if TYPE_CHECKING:
    from generator.exchange.round_trip.base import Base
    from generator.exchange.round_trip.choices import Choices
    from generator.reading.yaml_text import Tree
    from generator.writing.template import Field

Cells: TypeAlias = Mapping[str, str]
"""A row's cells by the names of their columns."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the items of one list stand: `at` holds their numbers in the file by those in the table.

    An item that is in none of both is a new one. `lost` are those of which nobody can say where they stand, or whether
    they do, with the reason.
    """

    at: Mapping[int, int]
    lost: Mapping[int, Message]


@dataclass(frozen=True)
class Items:
    """The columns of a list of groups in a table, by the number of the item; `one` is the list's field."""

    name: str
    one: Field
    columns: Mapping[int, Sequence[Column]]

    def placed(self, cells: Cells, tree: Tree, base: Base | None, choices: Choices) -> Placed:
        """Return where the items of a row stand in its record, by their identifiers where they have any."""
        row = _Row(self, cells, tree, choices)
        if base is None:
            return row.by_cells() if "id" in self.one.fields else row.in_order()
        if not row.now and not base.numbers(f"{self.name}["):
            # Of most lists most members have nothing: ten thousand times a dozen.
            return row.in_order()
        if base.says_all(f"{self.name}[", tree, columns({self.name: self.one}, [{self.name: row.now}])):
            return row.in_order()
        if (done := row.as_in_file(base)) is not None:
            return done
        return row.by_base(base) if "id" in self.one.fields else row.nowhere()


def numbered(known: Sequence[Column], fields: Mapping[str, Field]) -> Iterator[Items]:
    """Yield the lists of groups that a table has columns of."""
    found: dict[str, dict[int, list[Column]]] = {}
    for column in known:
        if len(column.path) > 1 and isinstance(number := column.path[1], int):
            found.setdefault(str(column.path[0]), {}).setdefault(number, []).append(column)
    return (Items(name, fields[name], by_number) for name, by_number in found.items())


def here(column: Column, placed: Mapping[str, Placed], tree: Tree) -> Column:
    """Return the column of the place where an item stands now, behind the list's end for a new one.

    Raise `Refused` where nobody can say.
    """
    if len(column.path) == 1 or not isinstance(number := column.path[1], int):
        return column
    name = str(column.path[0])
    if number in placed[name].lost:
        raise Refused(placed[name].lost[number])
    return _at_number(column, placed[name].at.get(number, len(_list(tree, name))))


@dataclass(frozen=True)
class _Row:
    """A row's items of one list, and the list as it is in the file."""

    items: Items
    cells: Cells
    tree: Tree
    choices: Choices

    @property
    def now(self) -> list[Tree]:
        return _list(self.tree, self.items.name)

    def in_order(self) -> Placed:
        """Return the items at their own numbers: the list is what it was, or nothing is known of what it was."""
        return Placed({number: number for number in self.items.columns if number < len(self.now)}, {})

    def as_in_file(self, base: Base) -> Placed | None:
        """Return the items as they stand in the file where it says all that the table says, None where it does not."""
        numbers = sorted({*self.items.columns, *base.numbers(f"{self.items.name}[")})
        filled = [number for number in numbers if self._is_filled(number, base)]
        if len(filled) != len(self.now) or not all(map(self._is_same, filled, range(len(filled)))):
            return None
        return Placed({number: real for real, number in enumerate(filled)}, {})

    def by_base(self, base: Base) -> Placed:
        """Return the items where the identifiers are that they had when the table was written."""
        known = base.numbers(f"{self.items.name}[") & self.items.columns.keys()
        found = {number: real for number in known if (real := self._with_id(number, base)) is not None}
        for number in self.items.columns:
            # A new item that an earlier import took, or one whose identifier it changed.
            real = self._by_cell(number)
            if number not in found and real is not None and real not in found.values():
                found[number] = real
        # What was emptied in the table as well is as it should be.
        gone = [number for number in known if number not in found and any(map(self._cell, self._columns(number)))]
        return Placed(found, dict.fromkeys(gone, Message(_GONE)))

    def by_cells(self) -> Placed:
        """Return the items where the identifiers are that the table says; a new one never takes another's place."""
        found = {number: real for number in self.items.columns if (real := self._by_cell(number)) is not None}
        lost: dict[int, Message] = {}
        for number in self.items.columns:
            if number in found or number >= len(self.now) or number in found.values():
                continue
            if said := self._id(number):
                lost[number] = Message(_NO_SUCH, {"id": said})
            else:
                found[number] = number
        return Placed(found, lost)

    def nowhere(self) -> Placed:
        """Return no place for any item: the list has changed, and nothing tells its items apart."""
        return Placed({}, dict.fromkeys(self.items.columns, Message(_CHANGED)))

    def _with_id(self, number: int, base: Base) -> int | None:
        name = f"{self._prefix(number)}id"
        return _only(real for real, item in enumerate(self.now) if (one := at(item, ("id",))) and base.says(name, one))

    def _by_cell(self, number: int) -> int | None:
        said = self._id(number)
        return _only(real for real, item in enumerate(self.now) if said and at(item, ("id",)) == said)

    def _id(self, number: int) -> str:
        return self.cells.get(f"{self._prefix(number)}id", "").strip()

    def _is_filled(self, number: int, base: Base) -> bool:
        """Return whether the table has anything of an item, be it in a column that was taken out of it."""
        shown = {column.name for column in self._columns(number)}
        hidden = (name for name in base.digests if name.startswith(self._prefix(number)) and name not in shown)
        return any(hidden) or any(map(self._cell, self._columns(number)))

    def _is_same(self, number: int, real: int) -> bool:
        return all(
            _at_number(column, real).says(self._cell(column), self.tree, self.choices)
            for column in self._columns(number)
        )

    def _columns(self, number: int) -> Sequence[Column]:
        return self.items.columns.get(number, ())

    def _cell(self, column: Column) -> str:
        return self.cells.get(column.name, "")

    def _prefix(self, number: int) -> str:
        return f"{self.items.name}[{number}]."


def is_touched(column: Column, cell: str, base: Base | None, choices: Choices) -> bool:
    """Return whether a cell says anything else than when the table was written."""
    try:
        return bool(cell) if base is None else not base.says(column.name, column.value(cell, choices))
    except Refused:
        return True


def _at_number(column: Column, number: int) -> Column:
    return column if column.path[1] == number else replace(column, path=(column.path[0], number, *column.path[2:]))


def _list(tree: Tree, name: str) -> list[Tree]:
    found = at(tree, (name,))
    return found if isinstance(found, list) else []


def _only(found: Iterator[int]) -> int | None:
    """Return the one number that was found, None where there is none or more than one."""
    first = next(found, None)
    return first if next(found, None) is None else None


_GONE = N_("this item is no longer in the file, or has another identifier there: export again, and change it there")
_NO_SUCH = N_("no item in the file has the identifier '{id}': export again, and change it there")
_CHANGED = N_("this list was changed in the file since the table was written: export again, and change it there")
