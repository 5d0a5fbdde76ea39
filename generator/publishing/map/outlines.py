"""The outlines of countries, from Natural Earth by way of the npm package `world-atlas`, which is TopoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

from generator.publishing.map.grid import Point, Ring

Arcs = Sequence[int]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

NEAR = 6
"""Islands so many degrees from the largest part belong to it on the map."""


class Outlines:
    """The countries of one file, by Natural Earth's English name; arcs are read when a country needs them.

    TopoJSON, https://github.com/topojson/topojson-specification: borders are arcs that neighbours share, written as
    steps on a grid; a negative number stands for an arc that is walked backwards.
    """

    def __init__(self, path: Path) -> None:
        self._topology = json.loads(path.read_bytes())
        self._known: dict[int, list[Point]] = {}

    @cached_property
    def _countries(self) -> Mapping[str, Mapping[str, Any]]:
        found = self._topology["objects"]["countries"]["geometries"]
        return {one["properties"]["name"]: one for one in sorted(found, key=lambda one: str(one["properties"]["name"]))}

    def __iter__(self) -> Iterator[str]:
        return iter(self._countries)

    def __contains__(self, country: object) -> bool:
        return country in self._countries

    def polygons(self, country: str) -> Iterator[list[Ring]]:
        """Yield the polygons of a country, each as its rings; none for a country that is not known."""
        geometry = self._countries.get(country, {})
        polygons = geometry.get("arcs", ())
        for polygon in polygons if geometry.get("type") == "MultiPolygon" else (polygons,):
            yield [self._ring(ring) for ring in polygon]

    def rings(self, country: str) -> list[Ring]:
        """Return all rings of a country."""
        return [ring for polygon in self.polygons(country) for ring in polygon]

    def mainland(self, country: str) -> list[Ring]:
        """Return the rings of a country's largest polygon and of those near it: no Guyana with France."""
        polygons = [polygon for polygon in self.polygons(country) if polygon]
        boxes = [_box(polygon[0]) for polygon in polygons]
        largest = max(boxes, key=_size, default=None)
        return [
            ring
            for polygon, box in zip(polygons, boxes, strict=True)
            if largest and _near(box, largest)
            for ring in polygon
        ]

    def neighbours(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of countries that share a border."""
        owners: dict[int, str] = {}
        for country, geometry in self._countries.items():
            for number in _numbers(geometry.get("arcs", ())):
                other = owners.setdefault(number if number >= 0 else ~number, country)
                if other != country:
                    yield other, country

    def _ring(self, arcs: Arcs) -> list[Point]:
        points: list[Point] = []
        for number in arcs:
            arc = self._arc(number) if number >= 0 else self._arc(~number)[::-1]
            points += arc[1:] if points else arc
        return points

    def _arc(self, number: int) -> list[Point]:
        if number not in self._known:
            (by_x, by_y), (from_x, from_y) = (
                self._topology["transform"]["scale"],
                self._topology["transform"]["translate"],
            )
            steps = self._topology["arcs"][number]
            xs, ys = accumulate(step[0] for step in steps), accumulate(step[1] for step in steps)
            self._known[number] = [(x * by_x + from_x, y * by_y + from_y) for x, y in zip(xs, ys, strict=True)]
        return self._known[number]


def _numbers(arcs: Sequence[Any]) -> Iterator[int]:
    for one in arcs:
        if isinstance(one, int):
            yield one
        else:
            yield from _numbers(one)


def _box(ring: Ring) -> Box:
    xs, ys = zip(*ring, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _near(box: Box, other: Box) -> bool:
    return (
        box[0] < other[2] + NEAR and box[2] > other[0] - NEAR and box[1] < other[3] + NEAR and box[3] > other[1] - NEAR
    )
