"""Which documents travel with terms that many documents hold: those that searches for two of them put first.

Results of a search for two common words are the first of neither, and lie scattered over all files of documents. So
each of these documents travels with one of the two, with that which thereby serves the most searches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.inverted import Numbers, Scores

FIRST = 10
"""Results that a search shows at first."""

DEEP = 200
"""Documents of a term that its pairs are looked for among: those that it puts first."""

Places = NDArray[np.intp]
"""Places of documents among those that any pair may put first."""


class Need(NamedTuple):
    """A document that a search for two terms puts first."""

    one: str
    other: str
    document: int


def travelling(
    terms: Mapping[str, Scores], beginnings: Mapping[str, Scores], alone: int, most: int
) -> dict[str, set[int]]:
    """Return the documents that travel with each term and each beginning: the first of it `alone`, and of pairs.

    Pairs are of two terms, or of a term and a beginning. No more than `most` documents travel with any.
    """
    keys = [*terms, *beginnings]
    if not keys:
        return {}
    pairs = _Pairs([*terms.values(), *beginnings.values()], alone)
    found = {key: set(documents[:alone].tolist()) for key, documents in zip(keys, pairs.deep, strict=True)}
    needs = [
        Need(keys[one], keys[other], document) for one in range(len(terms)) for other, document in pairs.lacking(one)
    ]
    for term, document in _covering(needs, {term: most - len(some) for term, some in found.items()}):
        found[term].add(document)
    return found


def first(found: Scores, number: int) -> Numbers:
    """Return the documents that score most, best first; of those that score the same, the first ones."""
    falling = -found.scores
    documents = found.documents
    if len(falling) > number:
        # Few are sorted: those that are no worse than the last of them.
        some = np.flatnonzero(falling <= np.partition(falling, number - 1)[number - 1])
        falling, documents = falling[some], documents[some]
    return documents[np.argsort(falling, kind="stable")[:number]]


class _Pairs:
    """Scores of documents for many terms at once: those documents that any of the terms puts first.

    A search for two terms finds documents that hold both, and its first ones are among the first of either.
    """

    def __init__(self, scores: Sequence[Scores], alone: int) -> None:
        self.deep = [first(one, DEEP) for one in scores]
        self._documents = np.unique(np.concatenate(self.deep))
        shape = len(scores), len(self._documents)
        # A row for each term, in it a score for each document: none where the document does not hold the term.
        self._scores = np.full(shape, np.nan)
        self._alone, self._of_deep = np.zeros(shape, bool), np.zeros(shape, bool)
        self._places = np.zeros((len(scores), DEEP), np.intp)
        self._missing = np.ones((len(scores), DEEP), bool)
        for row, (one, deep) in enumerate(zip(scores, self.deep, strict=True)):
            _, at, of = np.intersect1d(self._documents, one.documents, assume_unique=True, return_indices=True)
            self._scores[row, at] = one.scores[of]
            places = np.searchsorted(self._documents, deep)
            self._places[row, : len(deep)] = places
            self._missing[row, : len(deep)] = False
            self._of_deep[row, places] = True
            self._alone[row, places[:alone]] = True

    def lacking(self, one: int) -> Iterator[tuple[int, int]]:
        """Yield each later term with the documents that it and this one put first and neither puts first `alone`."""
        later = slice(one + 1, None)
        own, theirs = self._places[one], self._places[later]
        of_own = self._scores[one][own] + self._scores[later][:, own]
        of_own[:, self._missing[one]] = np.nan
        of_theirs = self._scores[one][theirs] + np.take_along_axis(self._scores[later], theirs, 1)
        of_theirs[self._missing[later] | self._of_deep[one][theirs]] = np.nan
        falling = -np.concatenate([of_own, of_theirs], axis=1)
        places = np.concatenate([np.broadcast_to(own, theirs.shape), theirs], axis=1)
        for row, place in self._first(falling, places):
            if not self._alone[one, place] and not self._alone[one + 1 + row, place]:
                yield one + 1 + row, int(self._documents[place])

    def _first(self, falling: NDArray[np.float64], places: Places) -> Iterator[tuple[int, int]]:
        """Yield each row with the places of its first documents, in no order."""
        falling[np.isnan(falling)] = np.inf
        last = np.partition(falling, FIRST - 1, axis=1)[:, FIRST - 1]
        rows, columns = np.nonzero((falling <= last[:, None]) & (falling < np.inf))
        found = places[rows, columns]
        order = np.lexsort((found, falling[rows, columns], rows))
        rows, found = rows[order], found[order]
        begins = np.searchsorted(rows, rows)
        few = np.arange(len(rows)) - begins < FIRST
        yield from zip(rows[few].tolist(), found[few].tolist(), strict=True)


def _covering(needs: Iterable[Need], room: dict[str, int]) -> Iterator[tuple[str, int]]:
    """Yield terms with documents until each need is met by one of its terms: what meets most of them first.

    `room` says how many documents each term takes in; where neither takes in more, a need stays.
    """
    of: dict[tuple[str, int], list[Need]] = defaultdict(list)
    for need in needs:
        of[need.one, need.document].append(need)
        of[need.other, need.document].append(need)
    left = Counter({choice: len(some) for choice, some in of.items()})
    met: set[Need] = set()
    heap = [(-number, choice) for choice, number in left.items()]
    heapify(heap)
    while heap:
        number, choice = heappop(heap)
        if left[choice] != -number:
            if left[choice]:
                heappush(heap, (-left[choice], choice))
            continue
        if not room[choice[0]]:
            continue
        room[choice[0]] -= 1
        yield choice
        for need in of[choice]:
            if need not in met:
                met.add(need)
                left[need.one, need.document] -= 1
                left[need.other, need.document] -= 1
