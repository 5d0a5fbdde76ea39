"""Which offers are held against a need at all: those that share a lead with it, the nearest first.

Holding everything against everything would take time that grows with the square of the members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from math import floor
from typing import TYPE_CHECKING, TypeVar

from generator.matching.weighing import APART, OPEN, Scale

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange

_FEW = 48
"""Among so few offers it does not pay to look for the nearest."""
_CELLS_A_DEGREE = 4
_RINGS = 3
"""Rings of cells that are looked up one by one; beyond, the cells with something in them are put in order."""
_CLOSE, _FAR = 2, 8
"""Rings beyond which an offer whose area misses the need, or which names none, is too far away to count."""
_WORDS = 4
"""Where a service's code is missing, offers are looked for by so many words, the most telling."""

Cell = tuple[int, int]
Key = TypeVar("Key")


class Candidates:
    """Finds the offers that a need is held against; the order of the offers does not matter."""

    def __init__(self, offers: Sequence[Exchange], scale: Scale) -> None:
        self._offers = offers
        self._scale = scale
        self._kinds: defaultdict[str, set[str]] = defaultdict(set)
        for (offered, sought), counts in scale.weights.kinds.items():
            if counts:
                self._kinds[sought].add(offered)

    def of(self, need: Exchange) -> set[int]:
        """Return the numbers of offers that may meet the need: of each lead at least so many as are to be considered,
        where there are so many, the nearest.
        """
        found: set[int] = set()
        for bucket in self._buckets(need):
            left = self._scale.weights.considered
            for ring, numbers in bucket.rings(need):
                left -= self._gather(ring, numbers, need, found)
                if left <= 0:
                    break
        return found

    def _gather(self, ring: int, numbers: Iterable[int], need: Exchange, found: set[int]) -> int:
        """Add those of a ring that may meet the need, and return how many of them reach it."""
        offers, kinds, slug, reach = self._offers, self._kinds[need.kind], need.ref[0], need.reach
        begins, ends, known, reaching = need.begins, need.ends, self._scale.relations(reach), 0
        for number in numbers:
            offer = offers[number]
            if offer.kind in kinds and offer.begins <= ends and offer.ends >= begins and offer.ref[0] != slug:
                level = known.get(offer.reach.number)
                if level is None:
                    level = self._scale.relation(offer.reach, reach)
                if level == APART:
                    if ring <= _CLOSE:
                        found.add(number)
                elif level != OPEN or ring <= _FAR:
                    found.add(number)
                    reaching += 1
        return reaching

    def _buckets(self, need: Exchange) -> Iterator[_Bucket]:
        for service in need.leads:
            yield self._services[service]
        words = self._words_uncoded if need.service else self._words
        for word in sorted(need.words, key=lambda word: (-need.words[word], word))[:_WORDS]:
            if word in words:
                yield words[word]
        if need.stage >= 0:
            for stage in (need.stage - 1, need.stage, need.stage + 1):
                yield self._stages[need.chain, stage]

    @cached_property
    def _services(self) -> defaultdict[str, _Bucket]:
        return self._by((service, number) for number, offer in enumerate(self._offers) for service in offer.leads)

    @cached_property
    def _words(self) -> defaultdict[str, _Bucket]:
        return self._by((word, number) for number, offer in enumerate(self._offers) for word in offer.words)

    @cached_property
    def _words_uncoded(self) -> defaultdict[str, _Bucket]:
        uncoded = ((number, offer) for number, offer in enumerate(self._offers) if not offer.service)
        return self._by((word, number) for number, offer in uncoded for word in offer.words)

    @cached_property
    def _stages(self) -> defaultdict[tuple[str, int], _Bucket]:
        staged = ((number, offer) for number, offer in enumerate(self._offers) if offer.stage >= 0)
        return self._by(((offer.chain, offer.stage), number) for number, offer in staged)

    def _by(self, keyed: Iterable[tuple[Key, int]]) -> defaultdict[Key, _Bucket]:
        buckets: defaultdict[Key, _Bucket] = defaultdict(lambda: _Bucket(self._offers))
        for key, number in keyed:
            buckets[key].numbers.append(number)
        return buckets


class _Bucket:
    """Offers that share a lead, by where they are."""

    def __init__(self, offers: Sequence[Exchange]) -> None:
        self.numbers: list[int] = []
        self._offers = offers

    def rings(self, need: Exchange) -> Iterator[tuple[int, Iterable[int]]]:
        """Yield the offers ring by ring around the need, each with the ring's number; those without a place last.

        Few, or those of a need whose own place is not known, come together.
        """
        if len(self.numbers) <= _FEW or need.point is None:
            yield 0, self.numbers
            return
        x, y = _cell(need.point)
        cells = self._cells
        for ring in range(_RINGS + 1):
            yield ring, chain.from_iterable(cells[cell] for cell in _around(x, y, ring) if cell in cells)
        beyond: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            ring = max(abs(cell[0] - x), abs(cell[1] - y))
            if ring > _RINGS:
                beyond[ring].append(cell)
        for ring in sorted(beyond):
            yield ring, chain.from_iterable(cells[cell] for cell in beyond[ring])
        yield 0, self._placeless

    @cached_property
    def _cells(self) -> dict[Cell, list[int]]:
        cells: dict[Cell, list[int]] = defaultdict(list)
        for number in self.numbers:
            point = self._offers[number].point
            if point is not None:
                cells[_cell(point)].append(number)
        return dict(cells)

    @cached_property
    def _placeless(self) -> list[int]:
        return [number for number in self.numbers if self._offers[number].point is None]


def _cell(point: tuple[float, float]) -> Cell:
    return floor(point[0] * _CELLS_A_DEGREE), floor(point[1] * _CELLS_A_DEGREE)


def _around(x: int, y: int, ring: int) -> Iterator[Cell]:
    if not ring:
        yield x, y
        return
    for step in range(-ring, ring):
        yield x + step, y - ring
        yield x + ring, y + step
        yield x - step, y + ring
        yield x - ring, y - step
