"""Documents to postings: which term stands in which field of which document, how often, among how many terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
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
_PLAIN = (1 << _DOCUMENT) - 1
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
        return [_unpacked(number) for number in self.packed.get(term, ())]

    def once(self, terms: Iterable[str]) -> list[int]:
        """Return packed postings of documents that hold any of the terms, each once: in the first of its fields."""
        numbers = sorted(chain.from_iterable(self.packed[term] for term in terms))
        firsts = {number >> _DOCUMENT: number for number in reversed(numbers)}
        kept, single = ~(_TIMES_MASK << _LENGTH_BITS), 1 << _LENGTH_BITS
        return [number & kept | single for number in reversed(firsts.values())]

    def holding(self, terms: Iterable[str]) -> set[int]:
        """Return the documents that hold any of the terms."""
        return {number >> _DOCUMENT for term in terms for number in self.packed[term]}

    def weighing(self) -> Weighing:
        """Return how these documents' terms are weighed."""
        return Weighing(self.count, self.totals)


def _unpacked(number: int) -> Posting:
    return Posting(
        number >> _DOCUMENT,
        number >> _FIELD & _FIELD_MASK,
        number >> _LENGTH_BITS & _TIMES_MASK,
        number & _LENGTH_MASK,
    )


def entry(packed: Iterable[int]) -> list[int]:
    """Return packed postings as a file has them: for each field its place, how many follow, and these.

    A posting is the document as the step from the one before, then the field's length; before it, where the term
    stands there more than once, how often as a negative number.
    """
    fields: dict[int, list[int]] = {}
    counts: dict[int, int] = {}
    last: dict[int, int] = {}
    for number in packed:
        document, place = number >> _DOCUMENT, number >> _FIELD & _FIELD_MASK
        times, length = number >> _LENGTH_BITS & _TIMES_MASK, number & _LENGTH_MASK
        if place not in fields:
            fields[place], counts[place], last[place] = [], 0, 0
        step = document - last[place]
        fields[place] += (step, length) if times == 1 else (step, -times, length)
        counts[place] += 1
        last[place] = document
    return [number for place in sorted(fields) for number in (place, counts[place], *fields[place])]


def scored(packed: Sequence[int], weighing: Weighing) -> dict[int, float]:
    """Return what each document scores in a search for the one term whose packed postings these are."""
    weights = _Weights(weighing, weighing.idf(len(packed)))
    scores: dict[int, float] = {}
    for number in packed:
        document = number >> _DOCUMENT
        scores[document] = scores.get(document, 0.0) + weights[number & _PLAIN]
    return scores


class _Weights(dict[int, float]):
    """Weights by a packed posting without its document: most fields are about as long as others."""

    def __init__(self, weighing: Weighing, idf: float) -> None:
        super().__init__()
        self._weighing, self._idf = weighing, idf

    def __missing__(self, number: int) -> float:
        posting = _unpacked(number)
        self[number] = self._weighing.weight(self._idf, posting.field, posting.times, posting.length)
        return self[number]
