"""BM25 of Robertson and Zaragoza («The Probabilistic Relevance Framework», 2009), over the terms of the search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nlargest
from math import log

from generator.search.analysis import Analysis

SATURATION, LENGTH = 1.2, 0.75


class Ranking:
    """Texts, ranked by how well they answer another text."""

    def __init__(self, texts: Sequence[str], analysis: Analysis) -> None:
        self._analysis = analysis
        self._count = len(texts)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._lengths = []
        for number, text in enumerate(texts):
            terms = Counter(word.term for word in analysis.told(text))
            self._lengths.append(sum(terms.values()))
            for term, count in terms.items():
                self._postings[term].append((number, count))
        self._average = sum(self._lengths) / max(1, self._count)

    def best(self, text: str, most: int) -> list[int]:
        """Return the numbers of the texts that answer best, none that shares no term."""
        scores: dict[int, float] = defaultdict(float)
        for term in sorted({word.term for word in self._analysis.told(text)}):
            found = self._postings.get(term, ())
            rare = log(1 + (self._count - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                long = 1 - LENGTH + LENGTH * self._lengths[number] / self._average
                scores[number] += rare * count * (SATURATION + 1) / (count + SATURATION * long)
        return nlargest(most, scores, key=lambda number: (scores[number], -number))
