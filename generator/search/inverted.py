"""Documents to postings: which term stands in which field of which document, how often, among how many terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from heapq import nsmallest
from typing import NamedTuple

from generator.search.analysis import Analysis, Word
from generator.search.definition import NAMED, NAMES, Weighing
from generator.search.document import Document

REPEATED = 100_000
"""Texts that are remembered with their words: places and services repeat from member to member."""

# A posting is one number, as hundreds of thousands of them are kept: document, field, times, length.
_FIELD_BITS, _TIMES_BITS, _LENGTH_BITS = 4, 20, 20
_DOCUMENT = _FIELD_BITS + _TIMES_BITS + _LENGTH_BITS
_FIELD = _TIMES_BITS + _LENGTH_BITS
_FIELD_MASK, _TIMES_MASK, _LENGTH_MASK = (1 << _FIELD_BITS) - 1, (1 << _TIMES_BITS) - 1, (1 << _LENGTH_BITS) - 1


class Posting(NamedTuple):
    """One term in one field of one document: how many times, and how many terms the field holds."""

    document: int
    field: int
    times: int
    length: int


@dataclass
class Inverted:
    """The postings of all terms.

    count: of documents, which are numbered in the order in which they came. totals: the terms of each field in all
    documents. spellings: how often each word occurs.
    """

    count: int = 0
    totals: list[int] = field(default_factory=lambda: [0] * len(NAMES))
    packed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    spellings: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, documents: Iterable[Document], analysis: Analysis) -> Inverted:
        """Return the postings of the documents."""
        inverted = cls()
        told = lru_cache(REPEATED)(analysis.told)
        for document in documents:
            inverted.add(document, told, analysis.named)
        return inverted

    def add(self, document: Document, told: Callable[[str], list[Word]], named: Callable[[str], list[Word]]) -> None:
        """Take in the next document."""
        for place, text in enumerate(document.texts):
            if text:
                words = named(text) if place == NAMED else told(text)
                self.spellings.update([word.spelled for word in words])
                self._add([word.term for word in words], place)
        self.count += 1

    def _add(self, terms: list[str], place: int) -> None:
        packed, length = self.packed, len(terms)
        self.totals[place] += length
        shared = self.count << _DOCUMENT | place << _FIELD | length
        if len(set(terms)) == length:
            once = shared | 1 << _LENGTH_BITS
            for term in terms:
                packed[term].append(once)
        else:
            for term, times in Counter(terms).items():
                packed[term].append(shared | times << _LENGTH_BITS)

    def postings(self, term: str) -> list[Posting]:
        """Return the postings of a term in the order of documents, and of fields within one."""
        return [
            Posting(
                number >> _DOCUMENT,
                number >> _FIELD & _FIELD_MASK,
                number >> _LENGTH_BITS & _TIMES_MASK,
                number & _LENGTH_MASK,
            )
            for number in self.packed.get(term, ())
        ]

    def weighing(self) -> Weighing:
        """Return how these documents' terms are weighed."""
        return Weighing(self.count, self.totals)


def best(postings: Sequence[Posting], number: int, weighing: Weighing, few: int = 0) -> list[int]:
    """Return the documents that a search for this one term puts first, best first; all where they are but `few`."""
    documents = list(dict.fromkeys(one.document for one in postings))
    if len(documents) <= max(number, few):
        return documents
    idf = weighing.idf(len(postings))
    # Most fields are about as long as others: a few weights serve thousands of postings.
    weight = cache(partial(weighing.weight, idf))
    scores = dict.fromkeys(documents, 0.0)
    for document, place, times, length in postings:
        scores[document] += weight(place, times, length)
    return nsmallest(number, scores, key=lambda document: (-scores[document], document))
