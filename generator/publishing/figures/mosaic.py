"""Italy as a mosaic: a tile for each cell of a coarse grid that holds municipalities, in the region of most of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.publishing.map import italy
from generator.publishing.map.grid import Cell, cell_of
from generator.publishing.members.ways import slug_of

if TYPE_CHECKING:
    from generator.publishing.figures.row import Row
    from generator.vocabularies import Vocabularies

LEVEL = 5
"""Of the grid: tiles of some 27 km, 470 of them."""
TILE = 9
"""A tile's side in the drawing's units; the joint between two takes what is left of ten."""
TONES = 4


class Region(NamedTuple):
    """A region: the path of its tiles, its members, how deep its tone is (0 for none), and where its number stands."""

    path: str
    members: int
    tone: int
    x: float
    y: float


class Mosaic(NamedTuple):
    """The regions, and the size of the drawing."""

    width: int
    height: int
    regions: tuple[Region, ...]


def mosaic(rows: Iterable[Row], vocabularies: Vocabularies) -> Mosaic | None:
    """Return the map of the members by region; None where no row is one of Italy's regions."""
    counts = {row.key: row.counts[0] for row in rows}
    members = {code: counts.get(slug_of(region.name), 0) for code, region in vocabularies.regions.items()}
    most = max(members.values(), default=0)
    if not most:
        return None
    tiles = _tiles()
    west, north = min(cell.column for cell in tiles), min(cell.row for cell in tiles)
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in sorted(tiles, key=lambda cell: (cell.row, cell.column)):
        found[tiles[cell]].append(Cell(cell.column - west, cell.row - north))
    regions = tuple(_region(found[code], members[code], most) for code in members if code in found)
    width, height = (max(part) for part in zip(*(cell for cells in found.values() for cell in cells), strict=True))
    return Mosaic(10 * (width + 1), 10 * (height + 1), regions)


def _tiles() -> Mapping[Cell, str]:
    """Return the code of the region of each cell: of most municipalities in it, the lower code of equals."""
    regions = italy.regions()
    votes: dict[Cell, Counter[str]] = defaultdict(Counter)
    for town in italy.towns():
        votes[cell_of(town.longitude, town.latitude, LEVEL)][regions[town.province]] += 1
    return {cell: min(found, key=lambda code: (-found[code], code)) for cell, found in votes.items()}


def _region(cells: list[Cell], members: int, most: int) -> Region:
    path = "".join(f"M{10 * cell.column} {10 * cell.row}h{TILE}v{TILE}h-{TILE}z" for cell in cells)
    tone = -(-members * TONES // most)
    middle = _heart(cells)
    return Region(path, members, tone, 10 * middle.column + TILE / 2, 10 * middle.row + TILE / 2)


def _heart(cells: list[Cell]) -> Cell:
    """Return the cell that is nearest to the middle of all, so that what stands there stands within the region."""
    column, row = (sum(part) / len(cells) for part in zip(*cells, strict=True))
    return min(cells, key=lambda cell: ((cell.column - column) ** 2 + (cell.row - row) ** 2, cell))
