"""Documents to postings: which term stands in which field of which document, how often, among how many terms."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis import Analysis, Word
from generator.search.definition import NAMED, NAMES, Weighing
from generator.search.document import Document

REPEATED = 100_000
"""Texts that are remembered with their words: places and services repeat from member to member."""

# A posting is one number of 63 bits, as hundreds of thousands of them are kept: document, field, times, length.
_FIELD_BITS, _TIMES_BITS, _LENGTH_BITS = 4, 18, 20
_DOCUMENT = _FIELD_BITS + _TIMES_BITS + _LENGTH_BITS
_FIELD = _TIMES_BITS + _LENGTH_BITS
_PLAIN = (1 << _DOCUMENT) - 1
_FIELD_MASK, _TIMES_MASK, _LENGTH_MASK = (1 << _FIELD_BITS) - 1, (1 << _TIMES_BITS) - 1, (1 << _LENGTH_BITS) - 1

Packed = NDArray[np.int64]
"""Postings in the order of documents, and of fields within one, each as one number."""

Numbers = NDArray[np.int64]
"""Numbers of documents."""


class Posting(NamedTuple):
    """One term in one field of one document: how many times, and how many terms the field holds."""

    document: int
    field: int
    times: int
    length: int


class Scores(NamedTuple):
    """What documents score in a search: their numbers, each once and in order, and a score for each."""

    documents: Numbers
    scores: NDArray[np.float64]


@dataclass
class Inverted:
    """The postings of all terms.

    count: of documents, which are numbered in the order in which they came. totals: the terms of each field in all
    documents. spellings: how often each word occurs.
    """

    count: int = 0
    totals: list[int] = field(default_factory=lambda: [0] * len(NAMES))
    packed: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("q")))
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
        shared = self.count << _DOCUMENT | place << _FIELD | min(length, _LENGTH_MASK)
        if len(set(terms)) == length:
            once = shared | 1 << _LENGTH_BITS
            for term in terms:
                packed[term].append(once)
        else:
            for term, times in Counter(terms).items():
                packed[term].append(shared | min(times, _TIMES_MASK) << _LENGTH_BITS)

    def postings(self, term: str) -> list[Posting]:
        """Return the postings of a term in the order of documents, and of fields within one."""
        return [_unpacked(number) for number in self.packed.get(term, ())]

    def numbers(self, term: str) -> Packed:
        """Return the packed postings of a term; no more documents can be added while they are in use."""
        return np.frombuffer(self.packed[term], dtype=np.int64)

    def once(self, terms: Iterable[str]) -> Packed:
        """Return packed postings of documents that hold any of the terms, each once: in the first of its fields."""
        numbers = np.sort(np.concatenate([_NOTHING, *map(self.numbers, terms)]))
        firsts = numbers[_changes(numbers >> _DOCUMENT)]
        return firsts & ~(_TIMES_MASK << _LENGTH_BITS) | 1 << _LENGTH_BITS

    def weighing(self) -> Weighing:
        """Return how these documents' terms are weighed."""
        return Weighing(self.count, self.totals)


_NOTHING: Packed = np.empty(0, np.int64)


def _unpacked(number: int) -> Posting:
    return Posting(
        number >> _DOCUMENT,
        number >> _FIELD & _FIELD_MASK,
        number >> _LENGTH_BITS & _TIMES_MASK,
        number & _LENGTH_MASK,
    )


def holding(packed: Packed) -> Numbers:
    """Return the documents of packed postings, each once."""
    documents = packed >> _DOCUMENT
    return documents[_changes(documents)]


def _changes(numbers: Numbers) -> NDArray[np.bool_]:
    """Tell for each number whether it is another one than that before it."""
    found = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found


def entries(lists: Sequence[Packed]) -> list[list[int]]:
    """Return packed postings of terms as a file has them: for each field its place, how many follow, and these.

    A posting is the document as the step from the one before, then the field's length; before it, where the term
    stands there more than once, how often as a negative number.
    """
    lengths = np.array([len(packed) for packed in lists], np.int64)
    numbers = np.concatenate([_NOTHING, *lists])
    groups = np.repeat(np.arange(len(lists)), lengths) << _FIELD_BITS | numbers >> _FIELD & _FIELD_MASK
    order = np.argsort(groups, kind="stable")
    numbers, groups = numbers[order], groups[order]
    begins = _changes(groups)
    documents, times = numbers >> _DOCUMENT, numbers >> _LENGTH_BITS & _TIMES_MASK
    steps = np.diff(documents, prepend=0)
    steps[begins] = documents[begins]
    several = times > 1
    ends = np.cumsum(2 + several + 2 * begins)
    # Where the step of each posting is written; what stands before and behind it is counted from there.
    at = ends - 2 - several
    written = np.empty(ends[-1] if len(ends) else 0, np.int64)
    written[at] = steps
    written[at[several] + 1] = -times[several]
    written[ends - 1] = numbers & _LENGTH_MASK
    heads = np.flatnonzero(begins)
    written[at[heads] - 2] = groups[heads] & _FIELD_MASK
    written[at[heads] - 1] = np.diff(heads, append=len(numbers))
    stops = np.concatenate([[0], ends])[np.cumsum(lengths)].tolist()
    plain: list[int] = written.tolist()
    return [plain[start:stop] for start, stop in zip([0, *stops], stops, strict=False)]


def scored(packed: Packed, weighing: Weighing) -> Scores:
    """Return what each document scores in a search for the one term whose packed postings these are."""
    idf = weighing.idf(len(packed))
    # Most fields are about as long as others: few weights have to be worked out.
    plain, which = np.unique(packed & _PLAIN, return_inverse=True)
    postings = map(_unpacked, plain.tolist())
    weights = np.array([weighing.weight(idf, one.field, one.times, one.length) for one in postings])
    documents = np.cumsum(_changes(packed >> _DOCUMENT)) - 1
    return Scores(holding(packed), np.asarray(np.bincount(documents, weights[which]), np.float64))
