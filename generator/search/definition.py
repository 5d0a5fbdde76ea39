"""The index as lunr knows it: its fields with their weights, and how its numbers come about.

lunr's own builder holds the definition; `Inverted` reads it and gives the same numbers in a fraction of the time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from lunr.builder import Builder

from generator.search.document import Texts

FIELDS = {
    "name": 10.0,
    "keywords": 4.0,
    "services": 3.0,
    "offers": 3.0,
    "needs": 3.0,
    "place": 4.0,
    "summary": 2.0,
    "description": 1.0,
}
"""The fields in their order, each with its weight."""

NAMES = Texts._fields
NAMED = NAMES.index("name")
"""The place of the field whose legal forms do not count."""


def builder() -> Any:
    """Return a builder of lunr.py with our fields and weights, and its own parameters."""
    empty = Builder()
    empty.ref("id")
    for name, boost in FIELDS.items():
        empty.field(name, boost=boost)
    return empty


class Weighing:
    """The weight of a term in a field of a document, as lunr works it out (Okapi BM25, to three decimals).

    count: how many documents there are. totals: how many terms each field holds in all documents together.
    """

    def __init__(self, count: int, totals: Iterable[int]) -> None:
        # lunr.py's builder is untyped, and keeps these for itself.
        defined = builder()
        self.count = count
        self.b: float = defined._b
        self.k1: float = defined._k1
        self.totals = tuple(totals)

    @cached_property
    def averages(self) -> tuple[float, ...]:
        """The mean length of each field in terms."""
        return tuple(total / self.count if self.count else 0.0 for total in self.totals)

    def idf(self, occurrences: int) -> float:
        """Return how much a term tells that stands in so many fields of documents (`lunr.idf`)."""
        return math.log(1 + abs((self.count - occurrences + 0.5) / (occurrences + 0.5)))

    def weight(self, idf: float, field: int, times: int, length: int) -> float:
        """Return the weight of a term that stands so many times in a field of so many terms."""
        norm = self.k1 * (1 - self.b + self.b * (length / self.averages[field])) + times
        return round(idf * ((self.k1 + 1) * times) / norm * FIELDS[NAMES[field]] * 1, 3)
