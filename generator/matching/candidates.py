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

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange
    from generator.matching.weighing import Scale
    from generator.vocabularies.distance import Point

_FEW = 40
"""Among so few offers it does not pay to look for the nearest."""
_CELLS_A_DEGREE = 2
_RINGS = 5
"""Rings of cells, the first of one cell, in which the nearest are looked for; then all are taken."""
_OPEN_RINGS = 2
"""Rings around it within which an offer that names no area may reach a need."""

Cell = tuple[int, int]
Path = tuple[str, ...]

_WITHIN = "within"
_OPEN: Path = ("open",)


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
            known = self._leads[key] = _Lead(self._offers, numbers[key[1]])
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
    """Offers that share a lead, by the areas in which they hold and by where their members are."""

    def __init__(self, offers: Sequence[Exchange], numbers: list[int]) -> None:
        self._offers = offers
        self._numbers = numbers

    def reaching(self, need: Exchange, most: int) -> Iterable[int]:
        """Return the offers that may reach a need: at least `most` of them where there are so many, the nearest."""
        if len(self._numbers) <= _FEW or need.point is None:
            return self._numbers
        paths = [path for path in need.reach.above if path in self._whole]
        if need.reach.stated:
            paths += [within for path in need.reach.keys if (within := (_WITHIN, *path)) in self._whole]
        small = [path for path in paths if len(self._whole[path]) <= _FEW]
        found = set(chain.from_iterable(self._whole[path] for path in small))
        found.update(*(self._cells.get((_OPEN, cell), ()) for cell in _square(need.point, _OPEN_RINGS)))
        large = [path for path in paths if len(self._whole[path]) > _FEW]
        # Those of a small area may lie anywhere in it, so that only the others say how far to look.
        enough = len(found) + most
        for ring in range(_RINGS if large else 0):
            for cell in _around(need.point, ring):
                for path in large:
                    found.update(self._cells.get((path, cell), ()))
            if len(found) >= enough:
                return found
        return found.union(*(self._whole[path] for path in large))

    @cached_property
    def _whole(self) -> dict[Path, list[int]]:
        """Offers by each area that they name; behind a mark, by those that theirs lies in."""
        found: dict[Path, list[int]] = defaultdict(list)
        for number in self._numbers:
            for path in _paths(self._offers[number]):
                found[path].append(number)
        return dict(found)

    @cached_property
    def _cells(self) -> dict[tuple[Path, Cell], list[int]]:
        """The same by the cell, too, in which the member is; only of areas that have many."""
        found: dict[tuple[Path, Cell], list[int]] = defaultdict(list)
        for path, numbers in self._whole.items():
            for number in numbers if path == _OPEN or len(numbers) > _FEW else ():
                if point := self._offers[number].point:
                    found[path, _cell(point)].append(number)
        return dict(found)


def _paths(offer: Exchange) -> Iterator[Path]:
    reach = offer.reach
    if not reach.stated:
        yield _OPEN
    for path in reach.above:
        if not (reach.stated and path in reach.keys):
            yield (_WITHIN, *path)
        else:
            yield path


def _cell(point: Point) -> Cell:
    return floor(point[0] * _CELLS_A_DEGREE), floor(point[1] * _CELLS_A_DEGREE)


def _around(point: Point, ring: int) -> Iterator[Cell]:
    x, y = _cell(point)
    if not ring:
        yield x, y
    for step in range(-ring, ring):
        yield x + step, y - ring
        yield x + ring, y + step
        yield x - step, y + ring
        yield x - ring, y - step


def _square(point: Point, rings: int) -> Iterator[Cell]:
    return chain.from_iterable(_around(point, ring) for ring in range(rings + 1))
