"""Which pairs of offers and needs are kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.candidates import Candidates
from generator.matching.reciprocity import DIGITS
from generator.processes.sharing import FEW, shared

if TYPE_CHECKING:
    from generator.matching.exchanges import Exchanges
    from generator.matching.explained import Explained

_PARTS = 64
"""So many parts are enough for every process to be busy to the end."""
_MANY = 4 * FEW
"""So many needs are a part at most: after each, what was gathered for it is let go."""


class Pairings(NamedTuple):
    """Kept pairs, need by need, as columns.

    counts: how many offers each need keeps. offers: their numbers, the best first. scores: theirs, in ten-thousandths.
    """

    counts: array[int]
    offers: array[int]
    scores: array[int]

    @classmethod
    def none(cls) -> Pairings:
        """Return columns without anything in them."""
        return cls(array("I"), array("I"), array("H"))


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
    return kept


class Keeping:
    """Finds what each need keeps."""

    def __init__(self, explained: Explained) -> None:
        self._explained = explained
        self._candidates = Candidates(explained.offers, explained.needs, explained.weights)

    def of(self, needs: Sequence[int]) -> Pairings:
        """Return what needs keep, in their order."""
        self._candidates.forget()
        self._explained.scoring.forget()
        kept = Pairings.none()
        for need in needs:
            best = self._best(need)
            kept.counts.append(len(best))
            kept.offers.extend([offer for _, offer in best])
            kept.scores.extend([-score for score, _ in best])
        return kept

    def _best(self, need: int) -> list[tuple[int, int]]:
        """Return the offers that a need keeps, as negative score in ten-thousandths and number, the best first."""
        explained = self._explained
        best, owners, seeker = explained.reciprocity.best, explained.offers.owners, explained.needs.owners[need]
        raised = 1.0 - explained.weights.raise_reciprocal
        found = []
        for score, offer in explained.scoring.of(need, self._candidates.of(need)):
            if best(owners[offer], seeker):
                score = 1.0 - (1.0 - score) * raised  # noqa: PLW2901
            found.append((-round(score * DIGITS), offer))
        found.sort()
        return found[: explained.weights.kept]


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
