"""The offers under one lead, by where they are: the nearest of them come first."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.tables import Known

if TYPE_CHECKING:
    from generator.matching.exchange import Place

Cell = tuple[int, int]

FEW = 200
"""Among so few offers it does not pay to look for the nearest."""
_FINENESS = ((1_500, 1), (12_000, 2), (100_000, 4))
"""Cells a degree, where there are fewer offers than so many; each is to hold about as many."""
_FINEST = 8
_RINGS = 5
"""Rings of cells, the first of one cell, in which the nearest are looked for; then all are taken."""


class Ring(NamedTuple):
    """Offers about as far from a cell as each other. close: whether one that names no area may reach as far."""

    numbers: Sequence[int]
    close: bool


class Lead:
    """Offers that share a lead. places: of all offers, by their numbers in `known`."""

    def __init__(self, numbers: array[int], places: array[int], known: Sequence[Place | None]) -> None:
        self.numbers = numbers
        self._places = places
        self._known = known
        self._fineness = next((fineness for most, fineness in _FINENESS if len(numbers) < most), _FINEST)

    def cell(self, place: Place | None) -> Cell | None:
        """Return the cell in which a place is, None where it is not known or there are few offers."""
        if place is None or len(self.numbers) <= FEW:
            return None
        latitude, longitude = place.point
        return floor(latitude * self._fineness), floor(longitude * self._fineness)

    def rings(self, cell: Cell | None) -> Iterator[Ring]:
        """Yield the offers, ring by ring around a cell; all at once where there is none."""
        if cell is None:
            yield Ring(self.numbers, close=True)
            return
        cells = self._by_cell
        for ring in range(_RINGS):
            found = [cells[one] for one in _around(cell, ring) if one in cells]
            # An offer that names no area reaches about as far as a degree.
            yield Ring([*chain.from_iterable(found)], ring <= self._fineness)
        x, y = cell
        far = [
            numbers for one, numbers in cells.items() if one is None or max(abs(one[0] - x), abs(one[1] - y)) >= _RINGS
        ]
        yield Ring(list(chain.from_iterable(far)), close=False)

    @cached_property
    def _by_cell(self) -> dict[Cell | None, array[int]]:
        places, cells = self._places, Known(self.cell, self._known)
        found: dict[Cell | None, array[int]] = defaultdict(lambda: array("I"))
        for number in self.numbers:
            found[cells[places[number]]].append(number)
        return dict(found)


def _around(cell: Cell, ring: int) -> Iterator[Cell]:
    x, y = cell
    if not ring:
        yield x, y
    for step in range(-ring, ring):
        yield x + step, y - ring
        yield x + ring, y + step
        yield x - step, y + ring
        yield x - ring, y - step
