"""The names of Italy's municipalities, in files that the map asks for where somebody looks closely."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable
from math import floor

from generator.publishing.map.grid import projected
from generator.publishing.map.italy import Town

ZOOM = 7
"""A file holds what lies in one tile of this zoom."""

_CELLS = 32
"""Cells side by side in a tile."""


def files(towns: Iterable[Town], known: Container[str]) -> dict[str, bytes]:
    """Return the files by name, `towns-X-Y.json`: longitude, latitude, name; without the names that are `known`."""
    found: dict[str, list[tuple[float, float, str]]] = defaultdict(list)
    for town in towns:
        if town.name not in known:
            x, y = (floor(at / _CELLS) for at in projected(town.longitude, town.latitude, ZOOM))
            found[f"towns-{x}-{y}.json"].append((round(town.longitude, 3), round(town.latitude, 3), town.name))
    return {
        name: json.dumps(within, ensure_ascii=False, separators=(",", ":")).encode()
        for name, within in sorted(found.items())
    }
