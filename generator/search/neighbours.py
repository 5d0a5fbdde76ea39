"""Words that are one slip of the keyboard away from another word that there is, as `theme/search/slips.js` has them.

Where each word that was typed stands somewhere, and yet no document holds them all, one of them may have been meant for
another. The postings of a word bring these others along, so that nobody has to look through all words for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from generator.search.folding import bare

SHORTEST = 4
"""Letters of a word whose slips are told from other words."""

MOST = 6
"""Words that are kept of each, the likeliest ones."""


class Neighbours:
    """Knows which words lie near each other; `words` are all, as they are mostly spelled, with how often they occur."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._words = {bare(word): (word, count) for word, count in words}
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            for shorter in _shorter(word):
                self._alike[shorter].append(word)

    def near(self, words: Sequence[str]) -> list[str]:
        """Return the likeliest words near each of `words`, which have no accents and are not near themselves."""
        near = dict.fromkeys(one for word in words for one in self._near(word))
        return [self._words[one][0] for one in near if one not in words]

    def _near(self, word: str) -> list[str]:
        """Return those that begin with the same letter, which few people miss, then others; frequent ones first."""
        near = {other for shorter in _shorter(word) for other in self._alike.get(shorter, ()) if slipped(word, other)}
        return sorted(near, key=lambda other: (other[0] != word[0], -self._words[other][1], other))[:MOST]


def slipped(word: str, other: str) -> bool:
    """Tell whether one slip makes `other` of `word`: a letter lost, added, changed, or swapped with the next."""
    start = next((at for at, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return abs(len(word) - len(other)) == 1
    one, two = word[start:], other[start:]
    if one[1:] == two[1:] or one[1:] == two or one == two[1:]:
        return True
    return one[:1] == two[1:2] and one[1:2] == two[:1] and one[2:] == two[2:]


def _shorter(word: str) -> Iterator[str]:
    """Yield the word, and what it is without each of its letters: whatever lies near shares one of these with it."""
    if len(word) >= SHORTEST and not any(letter in "0123456789" for letter in word):
        yield word
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}
