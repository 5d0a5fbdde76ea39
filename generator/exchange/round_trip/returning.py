"""An exported table comes back: each cell that says something else changes its field, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.exchange.amending import Amending
from generator.exchange.filed import Fate, Filed
from generator.exchange.placing import is_there
from generator.exchange.refusal import Finding, Refused
from generator.exchange.round_trip.base import NAME, Base
from generator.exchange.round_trip.choices import Choices
from generator.exchange.round_trip.columns import Column, at, columns, named
from generator.exchange.round_trip.items import Items, Placed, here, is_touched, numbered
from generator.exchange.round_trip.new_records import NewRecords
from generator.exchange.round_trip.table import ID
from generator.languages import N_, Message
from generator.reading.naming import is_slug
from generator.reading.quoting import shown
from generator.writing.changing import changed
from generator.writing.nodes import EditError

if TYPE_CHECKING:
    from generator.exchange.table import Row
    from generator.reading.yaml_text import Tree
    from generator.records.federation import Kind
    from generator.writing.differences import Path as Way

_BOTH = N_("changed in the file as well since the table was written, to '{found}': export again, and change it there")


def headers(table_columns: Sequence[str]) -> dict[str, str]:
    """Return the columns of a table by the names in their brackets; none where it is no exported one."""
    found = {name: column for column in table_columns if (name := named(column)) is not None}
    return found if ID in found else {}


@dataclass
class Returning:
    """Brings the rows of an exported table into the folder of a site; `amending` changes the files that are there."""

    kind: Kind
    amending: Amending
    choices: Choices
    headers: Mapping[str, str]
    update: bool = False
    _columns: list[Column] = field(init=False)
    _lists: Sequence[Items] = field(init=False)
    _seen: set[str] = field(default_factory=set)
    _new_records: NewRecords = field(init=False)

    def __post_init__(self) -> None:
        self._new_records = NewRecords(self.kind, self.amending, named=NAME in self.headers)
        known = columns(self.amending.fields, [_roomy(self.headers)])
        self._columns = [column for column in known if column.name in self.headers]
        self._lists = tuple(numbered(self._columns, self.amending.fields))

    def unknown(self) -> list[str]:
        """Return the columns that are none of ours; what is only worked out begins with `=`."""
        known = {ID, *(column.name for column in self._columns)}
        return [header for name, header in self.headers.items() if name not in known and not name.startswith("=")]

    def __call__(self, row: Row) -> Filed:
        """Bring one row home, or say why not. Raise OSError when the disk will not have it."""
        slug = row.cells.get(self.headers[ID], "").strip()
        path = self._new_records.path(slug)
        if row.faults:
            return _refused(path, *(Finding(row.number, column, message) for column, message in row.faults))
        if not slug:
            return self._new(row)
        try:
            is_new = self._is_new(row, slug)
        except Refused as reason:
            return _refused(path, Finding(row.number, ID, reason.message))
        if is_new:
            return self._new(row, slug)
        return self._amended(row, path) if self.update else Filed(Fate.THERE, path)

    def _is_new(self, row: Row, slug: str) -> bool:
        """Return whether a row gives a new record its identifier. Raise `Refused` where it cannot have it."""
        if slug in self._seen:
            raise Refused(Message(N_("an earlier row has the identifier '{id}'"), {"id": slug}))
        self._seen.add(slug)
        if is_slug(slug) and is_there(self.amending.root / self._new_records.path(slug)):
            return False
        if NAME not in self.headers or self._base(row) is not None:
            message = N_("no file has the identifier '{id}': leave the cell empty for a new record")
            raise Refused(Message(message, {"id": slug}))
        self._new_records.require_name(slug)
        return True

    def _amended(self, row: Row, path: str) -> Filed:
        findings: list[Finding] = []
        base = self._base(row)
        filed = self.amending(row.number, path, lambda tree: self._changed(row, tree, base, findings))
        return _refused(path, *findings) if findings else filed

    def _base(self, row: Row) -> Base | None:
        return Base.read(row.cells.get(self.headers.get(NAME, ""), ""))

    def _changed(self, row: Row, tree: dict[str, Any], base: Base | None, findings: list[Finding]) -> dict[str, Any]:
        cells = {column.name: row.cells.get(self.headers[column.name], "") for column in self._columns}
        placed = {items.name: items.placed(cells, tree, base, self.choices) for items in self._lists}
        change = _Change(tree, placed)
        for column in self._columns:
            try:
                for value in self._news(column, cells[column.name], _Before(tree, base, placed)):
                    change.put(column.path, value)
            except (Refused, EditError) as reason:
                findings.append(Finding(row.number, column.name, reason.message))
        return tree if findings else change.tidy()

    def _news(self, column: Column, cell: str, before: _Before) -> Iterator[Tree]:
        """Yield what a cell puts into the record, where it says anything new. Raise `Refused`."""
        tree, base = before.tree, before.base
        try:
            one = here(column, before.placed, tree)
        except Refused:
            if is_touched(column, cell, base, self.choices):
                raise
            return
        # A row that somebody typed has not emptied what it leaves out.
        is_typed = base is None and NAME in self.headers
        if one.is_unchanged(cell, tree, self.choices) or (is_typed and not cell):
            return
        value, found = one.changed(cell, tree, self.choices), at(tree, one.path)
        # Taken already by an earlier import, though the cell says it in other words than an export would.
        is_taken = value == found
        # Not changed in the table, but in the file since the table was written.
        if is_taken or (base is not None and base.says(column.name, value)):
            return
        if base is not None and not base.says(column.name, found):
            values = {"found": shown(one.cell(tree, self.choices)) or "–"}
            raise Refused(Message(_BOTH, values))
        yield value

    def _new(self, row: Row, own: str = "") -> Filed:
        findings: list[Finding] = []
        tree = self._changed(row, {}, None, findings)
        filed = self._new_records(row.number, tree, own) if not findings else _refused("", *findings)
        if filed.fate is Fate.WRITTEN:
            self._seen.add(Path(filed.path).stem)
        return filed


class _Before(NamedTuple):
    """A record as it is in its file, what it said when the table was written, and where the items of lists stand."""

    tree: Tree
    base: Base | None
    placed: Mapping[str, Placed]


class _Change:
    """Puts values into a record, and takes away what is left empty by that."""

    def __init__(self, tree: dict[str, Any], placed: Mapping[str, Placed]) -> None:
        self.tree: Tree = tree
        self.places: dict[Way, int] = {
            (name, number): real for name, one in placed.items() for number, real in one.at.items()
        }
        self.emptied: set[Way] = set()

    def put(self, path: Way, value: Tree) -> None:
        """Put a value at a path. A numbered column of an item that stands nowhere begins the next one of its list."""
        real: Way = ()
        for number, part in enumerate(path):
            if isinstance(part, int):
                items = at(self.tree, real)
                end = len(items) if isinstance(items, list) else 0
                part = self.places.setdefault(path[: number + 1], end)  # noqa: PLW2901
            real = (*real, part)
        self.tree = changed(self.tree, [(real, value)])
        if value is None:
            self.emptied |= {real[:end] for end in range(1, len(real))}

    def tidy(self) -> dict[str, Any]:
        """Return the record without the groups and items that have nothing left in them."""
        for path in sorted(self.emptied, key=_inner_and_last_first):
            if at(self.tree, path) in ({}, []):
                self.tree = changed(self.tree, [(path, None)])
        return self.tree if isinstance(self.tree, dict) else {}


def _inner_and_last_first(path: Way) -> tuple[Any, ...]:
    return (-len(path), tuple(-part if isinstance(part, int) else 0 for part in path))


def _refused(path: str, *findings: Finding) -> Filed:
    return Filed(Fate.REFUSED, path, findings)


def _roomy(names: Mapping[str, str]) -> dict[str, Any]:
    """Return a record with as many items in its lists as the columns count."""
    record: dict[str, Any] = {}
    for name in names:
        head, found, rest = name.partition("[")
        if found and rest.partition("]")[0].isdigit():
            items = record.setdefault(head, [])
            items.extend({} for _ in range(int(rest.partition("]")[0]) + 1 - len(items)))
    return record
