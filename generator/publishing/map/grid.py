"""The grid of cells that the map's ground is woven on: squares of the Mercator plane, finer with each level.

At level n the world is `32 * 2 ** n` cells wide, so that a cell is eight pixels wide on a web map at zoom n.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import asinh, atan, ceil, degrees, pi, radians, sinh, tan
from typing import NamedTuple

Point = tuple[float, float]
Ring = Sequence[Point]
"""Points of degrees, longitude first as in GeoJSON; the last one is the first again."""

NORTH, SOUTH = 84.0, -60.0
"""Beyond these degrees nothing is drawn: the plane has no poles, and nobody lives in Antarctica."""


class Cell(NamedTuple):
    """A square of a grid: its column from the west, its row from the north."""

    column: int
    row: int

    def around(self) -> Iterator[Cell]:
        """Yield the four cells beside it."""
        yield Cell(self.column, self.row - 1)
        yield Cell(self.column - 1, self.row)
        yield Cell(self.column + 1, self.row)
        yield Cell(self.column, self.row + 1)


def projected(longitude: float, latitude: float, level: int) -> Point:
    """Return the place of a point on the grid of a level, in cells."""
    across = 32 << level
    flat = min(max(latitude, SOUTH), NORTH)
    return (longitude + 180) / 360 * across, (1 - asinh(tan(radians(flat))) / pi) / 2 * across


def placed(cell: Cell, level: int) -> Point:
    """Return the degrees of a cell's middle, longitude first."""
    across = 32 << level
    return (cell.column + 0.5) / across * 360 - 180, degrees(atan(sinh(pi * (1 - 2 * (cell.row + 0.5) / across))))


def cell_of(longitude: float, latitude: float, level: int) -> Cell:
    """Return the cell that a point lies in."""
    column, row = projected(longitude, latitude, level)
    return Cell(int(column), int(row))


class Span(NamedTuple):
    """Cells side by side in a row: the first, and the one after the last."""

    row: int
    start: int
    end: int


def filled(rings: Iterable[Ring], level: int) -> Iterator[Span]:
    """Yield the cells whose middle lies within the rings; what lies within two of them is a hole."""
    for row, crossings in sorted(_crossings(rings, level).items()):
        crossings.sort()
        for west, east in zip(crossings[::2], crossings[1::2], strict=True):
            start, end = ceil(west - 0.5), ceil(east - 0.5)
            if start < end:
                yield Span(row, start, end)


def cells(spans: Iterable[Span]) -> Iterator[Cell]:
    """Yield each cell of spans."""
    return (Cell(column, span.row) for span in spans for column in range(span.start, span.end))


def _crossings(rings: Iterable[Ring], level: int) -> dict[int, list[float]]:
    """Return where the rings cross the middle of each row."""
    found: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        points = [projected(longitude, latitude, level) for longitude, latitude in ring]
        for (x, y), (to_x, to_y) in pairwise(points):
            low, high = (y, to_y) if y < to_y else (to_y, y)
            for row in range(ceil(low - 0.5), ceil(high - 0.5)):
                found[row].append(x + (row + 0.5 - y) * (to_x - x) / (to_y - y))
    return found
