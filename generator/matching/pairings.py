"""Which pairs of offers and needs are kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from generator.matching.columns.candidates import Candidates
from generator.matching.columns.columns import Columns
from generator.matching.columns.common import Common
from generator.matching.columns.postings import Keys
from generator.matching.columns.reciprocity import Reciprocity
from generator.matching.columns.scoring import Scoring
from generator.matching.weighing import DIGITS
from generator.processes.sharing import FEW, shared

if TYPE_CHECKING:
    from generator.matching.exchanges import Exchanges
    from generator.matching.explained import Explained

_PARTS = 8
"""So many parts are enough for every process to be busy to the end."""
_MANY = 8 * FEW
"""So many needs are a part at most: all pairs of a part are in the memory at once."""


class Pairings(NamedTuple):
    """Kept pairs, need by need, as columns.

    counts: how many offers each need keeps. offers: their numbers, the best first. scores: theirs, in ten-thousandths.
    returned: 1 where each of the two members has what the other seeks.
    """

    counts: array[int]
    offers: array[int]
    scores: array[int]
    returned: array[int]

    @classmethod
    def none(cls) -> Pairings:
        """Return columns without anything in them."""
        return cls(array("I"), array("I"), array("H"), array("B"))


def pairings(explained: Explained, workers: int | None) -> Pairings:
    """Return the pairs that are kept. workers: processes that may share the work."""
    needs, kept = explained.needs, Pairings.none()
    if not len(explained.offers) or not len(needs):
        kept.counts.extend(0 for _ in range(len(needs)))
        return kept
    parts = list(_parts(needs))
    found = dict(shared(Keeping(explained).of, parts, workers))
    # Where each need's pairs are: in which part, from where and to where.
    spans = [(0, 0, 0)] * len(needs)
    for number, part in enumerate(parts):
        for need, (start, end) in zip(part, pairwise(accumulate(found[number].counts, initial=0)), strict=True):
            spans[need] = number, start, end
    for number, start, end in spans:
        kept.counts.append(end - start)
        kept.offers.extend(found[number].offers[start:end])
        kept.scores.extend(found[number].scores[start:end])
        kept.returned.extend(found[number].returned[start:end])
    return kept


class Keeping:
    """Finds what each need keeps."""

    def __init__(self, explained: Explained) -> None:
        self._offers, self._needs = Columns(explained.offers), Columns(explained.needs)
        self._weights = explained.weights
        common = Common(explained.offers.shared, explained.scale)
        keys = Keys(common)
        offered = keys.offered(self._offers)
        self.candidates = Candidates(self._offers, self._needs, common, keys, offered, explained.weights)
        self.scoring = Scoring(self._offers, self._needs, common)
        self.reciprocity = Reciprocity(self._offers, self._needs, common, keys, offered, self.scoring)

    def of(self, needs: Sequence[int]) -> Pairings:
        """Return what needs keep, in their order."""
        numbers = np.array(needs)
        at, offers = self.candidates.of(numbers)
        reaching, scores = self.scoring.of(offers, numbers[at])
        at, offers = at[reaching], offers[reaching]
        returned = self.reciprocity.of(self._offers.owners[offers], self._needs.owners[numbers[at]])
        scores[returned] = 1.0 - (1.0 - scores[returned]) * (1.0 - self._weights.raise_reciprocal)
        digits = np.rint(scores * DIGITS).astype(np.int64)
        order = np.lexsort((offers, -digits, at))
        at = at[order]
        # How many of the same need stand before each.
        rank = np.arange(len(at)) - np.searchsorted(at, at)
        kept = order[rank < self._weights.kept]
        counts = np.minimum(np.bincount(at, minlength=len(numbers)), self._weights.kept)
        return Pairings(
            array("I", counts.tolist()),
            array("I", offers[kept].tolist()),
            array("H", digits[kept].tolist()),
            array("B", returned[kept].tolist()),
        )


def _parts(needs: Exchanges) -> Iterator[list[int]]:
    """Yield needs, those next to each other that are held against the same offers: they share the work."""
    numbers = sorted(range(len(needs)), key=partial(_neighbourhood, needs))
    size = max(FEW, min(_MANY, len(numbers) // _PARTS))
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _service(needs: Exchanges, number: int) -> str:
    subject = needs.subject(number)
    return subject.service or min(subject.leads, default="")


def _neighbourhood(needs: Exchanges, number: int) -> tuple[str, int, int]:
    latitude, longitude = place.point if (place := needs.place(number)) else (0.0, 0.0)
    return _service(needs, number), round(latitude), round(longitude)
