"""What somebody has typed so far of a word, as a term of its own where more begins so than a file holds: `co*`.

Terms lie in files in their order, and so do those of the words that begin alike. A beginning whose words fill more than
a file has postings of its own, which hold each document once; the words of every other beginning lie in one file. So
an unfinished word asks for one file, whatever its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from generator.search.folding import bare

STAR = "*"
"""Stands behind a beginning that is a term. No word holds it, and it sorts before all letters and figures."""

Fits = Callable[[Sequence[str]], bool]


def units(terms: Sequence[str], fits: Fits, depth: int = 0) -> Iterator[tuple[str, ...]]:
    """Yield sorted terms in runs that must not be torn apart, so that each beginning is whole or a term of its own.

    `fits` tells whether terms that begin alike go into one file. A run is such terms, or a beginning alone, with its
    star; beginnings stand where they would be sorted.
    """
    for letter, alike in groupby(terms, key=lambda term: term[depth : depth + 1]):
        some = tuple(alike)
        if not letter or fits(some):
            yield some
            continue
        whole = len(some[0]) == depth + 1
        if whole:
            yield some[:1]
        yield (some[0][: depth + 1] + STAR,)
        yield from units(some[whole:], fits, depth + 1)


class Spelled:
    """Which words stand behind each term, without accents; `term` gives that of a word."""

    def __init__(self, words: Iterable[str], term: Callable[[str], str]) -> None:
        self.terms: dict[str, str] = {}
        """The term of each word."""
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words):
            plain = bare(word)
            if plain not in self.terms:
                self.terms[plain] = term(word)
                self._words[self.terms[plain]].append(plain)

    def words(self, term: str) -> list[str]:
        """Return the words of a term."""
        return self._words[term]

    def longer(self, term: str) -> str:
        """Return the words of a term of which somebody may have typed more than the term, as they are written.

        Behind a hyphen stands what follows the term; a word that does not begin with its term stands whole. A word
        that is but a letter longer is left out: who typed it all has typed a word, whose term is known.
        """
        told = (f"-{word[len(term) :]}" if word.startswith(term) else word for word in self._words[term])
        return " ".join(word for word in told if len(word) > 2)

    def beginning(self, starts: Iterable[str]) -> Mapping[str, list[str]]:
        """Return for each beginning the terms of the words that begin so."""
        found: dict[str, dict[str, None]] = {start: {} for start in starts}
        lengths = sorted({len(start) for start in found})
        for word, term in self.terms.items():
            for length in lengths:
                if (start := word[:length]) in found:
                    found[start][term] = None
        return {start: list(terms) for start, terms in found.items()}

    def torn(self, file: Callable[[str], int]) -> list[str]:
        """Return the beginnings that are longer than a word's term and stand in another file; `file` tells in which.

        A word of few keeps no letter of its term's end: *dying* comes of *die*. They are in order: files hold them so.
        """
        found = set()
        for word, term in self.terms.items():
            alike = next((at for at, pair in enumerate(zip(word, term, strict=False)) if pair[0] != pair[1]), len(term))
            for length in range(alike + 1, len(word)):
                if file(word[:length] + STAR) != file(term):
                    found.add(word[:length])
        return sorted(found)
