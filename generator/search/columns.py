"""Columns by which documents are filtered, sorted and placed: fetched when they come into use.

A column holds `values` in their order: a label, or a label and the place of the value that it lies within in the
column `within` (a province in its region). It says for each document, by its number, which values it has. Where that
is one, as `runs`: place, how many documents, place, how many…, -1 for none; documents stand in the order of where they
are. Where it may be several, as `lists`: places for each document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

NONE = -1


class Value(NamedTuple):
    """A value of a column: `order` puts values in their order, `above` is the label of the one that it lies within."""

    order: tuple[int, str]
    label: str
    above: str = ""


@dataclass(frozen=True)
class Single:
    """One value, or none, for each document; `within` is the column in which values lie within others."""

    rows: Sequence[Value | None]
    within: str = ""
    above: Sequence[Value] = ()

    @property
    def values(self) -> list[Value]:
        """All values in their order."""
        return sorted({value for value in self.rows if value is not None})

    def content(self) -> Mapping[str, object]:
        """Return the column as it is written."""
        places = {value: place for place, value in enumerate(self.values)}
        codes = (NONE if value is None else places[value] for value in self.rows)
        runs = [number for code, same in groupby(codes) for number in (code, sum(1 for _ in same))]
        if not self.within:
            return {"values": [value.label for value in places], "runs": runs}
        parents = {value.label: place for place, value in enumerate(self.above)}
        return {"within": self.within, "values": [[one.label, parents[one.above]] for one in places], "runs": runs}


@dataclass(frozen=True)
class Several:
    """Any number of values for each document."""

    rows: Sequence[Iterable[Value]]

    def content(self) -> Mapping[str, object]:
        """Return the column as it is written."""
        rows = [set(row) for row in self.rows]
        places = {value: place for place, value in enumerate(sorted(set().union(*rows)))}
        return {
            "values": [value.label for value in places],
            "lists": [sorted(places[value] for value in row) for row in rows],
        }


@dataclass(frozen=True)
class Numbers:
    """A number, or none, for each document."""

    rows: Sequence[int | None]

    def content(self) -> Mapping[str, object]:
        """Return the column as it is written: the numbers, null for none."""
        return {"numbers": list(self.rows)}


Column = Single | Several | Numbers
