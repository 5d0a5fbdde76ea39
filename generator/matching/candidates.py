"""Which offers are held against a need at all: those that share a lead with it and reach it, the nearest first.

Holding everything against everything would take time that grows with the square of the members.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from math import floor
from typing import TYPE_CHECKING

from generator.matching.weighing import APART, Scale

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange
    from generator.vocabularies.distance import Point

_FEW = 40
"""Among so few offers it does not pay to look for the nearest."""
_CLOSE = 4.0, 2
"""Cells a degree, and rings of them, within which an offer whose area misses the need may be close enough."""
_NEAR = 1.0, 2
"""The same for an offer that names no area."""
_A_CELL = 4
"""Offers in a cell, on the average, where the nearest are looked for."""
_DEGREES = 60
"""So many square degrees have co-operatives in them, in Italy."""

Cell = tuple[int, int]
Path = tuple[str, ...]


class Candidates:
    """Finds the offers that a need is held against; the order of the offers does not matter."""

    def __init__(self, offers: Sequence[Exchange], scale: Scale) -> None:
        self._offers = offers
        self._scale = scale
        self._leads: dict[object, _Lead] = {}
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        for (offered, sought), counts in scale.weights.kinds.items():
            if counts:
                self._kinds[sought].add(offered)
        self._services = self._by(lambda offer: offer.leads)

    def of(self, need: Exchange) -> set[int]:
        """Return the numbers of offers that may meet the need: of each lead the nearest, as many as are considered."""
        found: set[int] = set()
        offers, kinds = self._offers, self._kinds[need.kind]
        begins, ends, slug = need.begins, need.ends, need.ref[0]
        for lead, most in self._sought(need, self._scale.weights.considered):
            fitting = [
                number
                for number in lead.reaching(need, most)
                if (offer := offers[number]).begins <= ends
                and offer.ends >= begins
                and offer.kind in kinds
                and offer.ref[0] != slug
            ]
            found.update(fitting if len(fitting) <= most else self._nearest(fitting, need, most))
        return found

    def _sought(self, need: Exchange, most: int) -> Iterator[tuple[_Lead, int]]:
        """Yield what to look under, each with how many to take; fewer where the need is not surely about it."""
        for service in need.leads:
            if service in self._services:
                yield self._lead(("service", service), self._services), most if need.about[service] > 0.5 else most // 2
        words, kind = (self._uncoded, "uncoded") if need.service else (self._words, "word")
        for word in need.tells:
            if word in words:
                yield self._lead((kind, word), words), most // 2
        if need.stage >= 0:
            for stage in (need.stage - 1, need.stage, need.stage + 1):
                if (need.chain, stage) in self._stages:
                    yield self._lead(("stage", (need.chain, stage)), self._stages), most

    def _nearest(self, numbers: Iterable[int], need: Exchange, most: int) -> list[int]:
        """Return the nearest, as the crow flies through the ground: that puts them in the same order, and is quick."""
        if need.at is None:
            return sorted(numbers, key=lambda number: (-self._offers[number].ends, number))[:most]
        (xs, ys, zs), (x, y, z) = self._points, need.at
        far = sorted(
            [
                (
                    (east := x - xs[number]) * east + (north := y - ys[number]) * north + (up := z - zs[number]) * up,
                    number,
                )
                for number in numbers
            ]
        )
        return [number for _, number in far[:most]]

    @cached_property
    def _points(self) -> tuple[array[float], ...]:
        """Where each offer is, as columns; what has no place is farther than anything on earth."""
        points = [offer.at or (9.0, 9.0, 9.0) for offer in self._offers]
        return tuple(array("d", column) for column in zip(*points, strict=True))

    def _lead(self, key: tuple[str, object], numbers: dict[object, list[int]]) -> _Lead:
        known = self._leads.get(key)
        if known is None:
            known = self._leads[key] = _Lead(self._offers, numbers[key[1]], self._scale)
        return known

    @cached_property
    def _words(self) -> dict[object, list[int]]:
        return self._by(lambda offer: offer.tells)

    @cached_property
    def _uncoded(self) -> dict[object, list[int]]:
        return self._by(lambda offer: () if offer.service else offer.tells)

    @cached_property
    def _stages(self) -> dict[object, list[int]]:
        return self._by(lambda offer: ((offer.chain, offer.stage),) if offer.stage >= 0 else ())

    def _by(self, keys: Callable[[Exchange], Iterable[object]]) -> dict[object, list[int]]:
        numbers: dict[object, list[int]] = defaultdict(list)
        for number, offer in enumerate(self._offers):
            for key in keys(offer):
                numbers[key].append(number)
        return dict(numbers)


class _Lead:
    """Offers that share a lead, by where they hold."""

    def __init__(self, offers: Sequence[Exchange], numbers: list[int], scale: Scale) -> None:
        self._offers = offers
        self._numbers = numbers
        self._scale = scale

    def reaching(self, need: Exchange, most: int) -> Iterable[int]:
        """Return the offers that reach a need, or may; of those of one area at least the nearest `most`."""
        if len(self._numbers) <= _FEW or need.point is None:
            return self._numbers
        return set(chain.from_iterable(self._parts(need, need.point, most)))

    def _parts(self, need: Exchange, point: Point, most: int) -> Iterator[Iterable[int]]:
        covering, within = self._covering, self._within
        for path in need.reach.above:
            if path in covering:
                yield covering[path].near(point, most)
        if need.reach.stated:
            for path in need.reach.keys:
                if path in within:
                    yield within[path].near(point, most)
        yield self._open.around(point, *_NEAR)
        relation, reach, offers = self._scale.relation, need.reach, self._offers
        for number in self._all.around(point, *_CLOSE):
            if relation(offers[number].reach, reach) == APART:
                yield (number,)

    @cached_property
    def _covering(self) -> dict[Path, _Places]:
        """Offers by each area that they name."""
        return self._placed(lambda offer: offer.reach.keys if offer.reach.stated else ())

    @cached_property
    def _within(self) -> dict[Path, _Places]:
        """Offers by each area that theirs lies in, or that they stand in where they name none."""
        return self._placed(
            lambda offer: offer.reach.above - offer.reach.keys if offer.reach.stated else offer.reach.above
        )

    @cached_property
    def _open(self) -> _Places:
        return _Places(self._offers, [number for number in self._numbers if not self._offers[number].reach.stated])

    @cached_property
    def _all(self) -> _Places:
        return _Places(self._offers, self._numbers)

    def _placed(self, paths: Callable[[Exchange], Iterable[Path]]) -> dict[Path, _Places]:
        found: dict[Path, list[int]] = defaultdict(list)
        for number in self._numbers:
            for path in paths(self._offers[number]):
                found[path].append(number)
        return {path: _Places(self._offers, numbers) for path, numbers in found.items()}


class _Places:
    """Offers by where their members are."""

    __slots__ = ("_cells", "_numbers", "_offers")

    def __init__(self, offers: Sequence[Exchange], numbers: list[int]) -> None:
        self._offers = offers
        self._numbers = numbers
        self._cells: tuple[float, dict[Cell, list[int]]] | None = None

    def near(self, point: Point, least: int) -> Iterable[int]:
        """Return at least so many of the nearest, where there are so many."""
        if len(self._numbers) <= max(_FEW, least):
            return self._numbers
        grain, cells = self._in_cells(max(0.5, (len(self._numbers) / (_A_CELL * _DEGREES)) ** 0.5))
        x, y = _cell(point, grain)
        found: list[int] = []
        ring = 0
        while len(found) < least:
            for cell in _around(x, y, ring):
                found += cells.get(cell, ())
            ring += 1
            if ring > _FARTHEST * grain:
                return self._numbers
        return found

    def around(self, point: Point, grain: float, rings: int) -> Iterator[int]:
        """Yield those in the cells around a point; of a few, all."""
        if len(self._numbers) <= _FEW:
            yield from self._numbers
            return
        grain, cells = self._in_cells(grain)
        x, y = _cell(point, grain)
        for cell in _square(x, y, rings):
            yield from cells.get(cell, ())

    def _in_cells(self, grain: float) -> tuple[float, dict[Cell, list[int]]]:
        if self._cells is None:
            cells: dict[Cell, list[int]] = defaultdict(list)
            for number in self._numbers:
                point = self._offers[number].point
                if point is not None:
                    cells[_cell(point, grain)].append(number)
            self._cells = grain, dict(cells)
        return self._cells


_FARTHEST = 8
"""Degrees to each side beyond which all offers are as good as the nearest."""


def _cell(point: Point, grain: float) -> Cell:
    return floor(point[0] * grain), floor(point[1] * grain)


def _around(x: int, y: int, ring: int) -> Iterator[Cell]:
    if not ring:
        yield x, y
        return
    for step in range(-ring, ring):
        yield x + step, y - ring
        yield x + ring, y + step
        yield x - step, y + ring
        yield x - ring, y - step


def _square(x: int, y: int, rings: int) -> Iterator[Cell]:
    span = range(-rings, rings + 1)
    return ((x + east, y + north) for east in span for north in span)
