"""Which documents travel with terms that many documents hold: those that searches for two of them put first.

Results of a search for two common words are the first of neither, and lie scattered over all files of documents. So
each of these documents travels with one of the two, with that which thereby serves the most searches.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush, nsmallest
from itertools import combinations
from typing import NamedTuple

from generator.processes.sharing import in_order

FIRST = 10
"""Results that a search shows at first."""

DEEP = 200
"""Documents of a term that its pairs are looked for among: those that it puts first."""

PART = 1_000
"""So many pairs are looked at at a time by one process."""

Scores = Mapping[int, float]
"""What documents score for one term."""


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
    scores = {**terms, **beginnings}
    ranked = {term: first(of, DEEP) for term, of in scores.items()}
    deep = {term: frozenset(documents) for term, documents in ranked.items()}
    found = {term: set(documents[:alone]) for term, documents in ranked.items()}
    pairs = [*combinations(terms, 2), *((one, other) for one in terms for other in beginnings)]

    def lacking(some: Sequence[tuple[str, str]]) -> list[list[int]]:
        return [
            [
                document
                for document in _both(scores[one], scores[other], deep[one], deep[other])
                if document not in found[one] and document not in found[other]
            ]
            for one, other in some
        ]

    needs = [
        Need(one, other, document)
        for (one, other), documents in zip(pairs, in_order(lacking, pairs, PART), strict=True)
        for document in documents
    ]
    for term, document in _covering(needs, {term: most - len(some) for term, some in found.items()}):
        found[term].add(document)
    return found


def first(scores: Scores, number: int) -> list[int]:
    """Return the documents that score most, best first."""
    return nsmallest(number, scores, key=lambda document: (-scores[document], document))


def _both(one: Scores, other: Scores, of_one: frozenset[int], of_other: frozenset[int]) -> list[int]:
    """Return the first documents of a search for two terms, both of which they must hold."""
    documents = (of_one & other.keys()) | (of_other & one.keys())
    scored = sorted([(-one[document] - other[document], document) for document in documents])
    return [document for _, document in scored[:FIRST]]


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
