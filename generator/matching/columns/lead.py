"""The offers under one lead, by where they are: the nearest of them come first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from generator.matching.columns.columns import grouped

if TYPE_CHECKING:
    from generator.matching.columns.columns import Floats, Numbers

FEW = 200
"""Among so few offers it does not pay to look for the nearest."""
_FINENESS = ((1_500, 1), (12_000, 2), (100_000, 4))
"""Cells a degree, where there are fewer offers than so many; each is to hold about as many."""
_FINEST = 8
_RINGS = 5
"""Rings of cells, the first of one cell, in which the nearest are looked for; then all are taken."""

NOWHERE = -1
"""The cell of whoever says no place, and of all where there are few offers."""
_ROW, _ORIGIN = 1 << 13, 1 << 12
"""A cell's number is its column plus so many times its row, both counted from a corner far outside."""


class Ring(NamedTuple):
    """Offers about as far from a cell as each other. close: whether one that names no area may reach as far."""

    numbers: Numbers
    close: bool


class Lead:
    """Offers that share a lead, by their numbers, in their order."""

    def __init__(self, numbers: Numbers, cells: Cells, places: Numbers) -> None:
        """places: of all offers."""
        self.numbers = numbers
        self._places = places
        fineness = next((fineness for most, fineness in _FINENESS if len(numbers) < most), _FINEST)
        self._fineness = fineness
        self._cells = cells.of(fineness)

    def cells(self, places: Numbers) -> Numbers:
        """Return the cell in which each place is, `NOWHERE` where it is not known or there are few offers."""
        if len(self.numbers) <= FEW:
            return np.full(len(places), NOWHERE)
        return self._cells[places]

    def rings(self, cell: int) -> Iterator[Ring]:
        """Yield the offers, ring by ring around a cell; all at once where there is none."""
        if cell == NOWHERE:
            yield Ring(self.numbers, close=True)
            return
        cells = self._by_cell
        for ring, steps in enumerate(_STEPS):
            found = [cells[one] for step in steps if (one := cell + step) in cells]
            # An offer that names no area reaches about as far as a degree.
            yield Ring(_joined(found), ring <= self._fineness)
        row, column = divmod(cell, _ROW)
        far = [
            numbers
            for one, numbers in cells.items()
            if one == NOWHERE or max(abs(one // _ROW - row), abs(one % _ROW - column)) >= _RINGS
        ]
        yield Ring(_joined(far), close=False)

    @cached_property
    def _by_cell(self) -> dict[int, Numbers]:
        cells = self._cells[self._places[self.numbers]]
        return {cell: self.numbers[at] for cell, at in grouped(cells)}


class Cells:
    """The cells in which places are: points in degrees, NaN where a place is not known."""

    def __init__(self, points: Floats) -> None:
        self._points = points
        self._known: dict[int, Numbers] = {}

    def of(self, fineness: int) -> Numbers:
        """Return the cell of each place, where there are so many a degree."""
        if fineness not in self._known:
            rows, columns = np.floor(np.nan_to_num(self._points) * fineness).astype(np.int64).T + _ORIGIN
            self._known[fineness] = np.where(np.isnan(self._points[:, 0]), NOWHERE, rows * _ROW + columns)
        return self._known[fineness]


def _joined(arrays: list[Numbers]) -> Numbers:
    return np.concatenate(arrays) if arrays else np.empty(0, dtype=np.int64)


def _around(ring: int) -> Iterator[int]:
    """Yield the steps from a cell to those of a ring around it."""
    for row in range(-ring, ring + 1):
        for column in range(-ring, ring + 1):
            if max(abs(row), abs(column)) == ring:
                yield row * _ROW + column


_STEPS = tuple(tuple(_around(ring)) for ring in range(_RINGS))
