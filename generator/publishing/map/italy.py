"""Italy by its own open data: every cell belongs to the province of the nearest municipality."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.publishing.map.grid import Cell, cell_of
from generator.vocabularies.tables import rows, uncommented


class Town(NamedTuple):
    """A municipality as the map needs it: degrees, and the sigla of its province."""

    name: str
    province: str
    longitude: float
    latitude: float


def towns() -> list[Town]:
    """Return every municipality, in the order of the codes."""
    header, *lines = uncommented("municipalities")
    columns = header.split("\t")
    name, province = columns.index("name"), columns.index("province")
    longitude, latitude = columns.index("longitude"), columns.index("latitude")
    cells = (line.split("\t") for line in lines)
    return [Town(one[name], one[province], float(one[longitude]), float(one[latitude])) for one in cells]


def provinces(known: Iterable[Town], land: Iterable[Cell], level: int) -> dict[Cell, str]:
    """Return the province of each cell of the country, from the municipalities outwards, one cell at a time.

    A municipality's own cell is land even where the outline, which leaves out the smallest islands, says sea. An
    island without municipality belongs to nobody, and is left out.
    """
    found = {cell_of(town.longitude, town.latitude, level): town.province for town in known}
    country, edge = {*land, *found}, deque(found)
    while edge:
        cell = edge.popleft()
        for beside in cell.around():
            if beside in country and beside not in found:
                found[beside] = found[cell]
                edge.append(beside)
    return found


def regions() -> Mapping[str, str]:
    """Return the region's code of each province."""
    return {cells["sigla"]: cells["region"] for cells in rows("provinces")}
