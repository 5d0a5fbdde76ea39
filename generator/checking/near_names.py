"""Which of many names a few slips set apart, found without comparing each with each.

Near names begin or end alike, and mostly few do. Where many do, the words of all are brought together first: two words
that a slip or two set apart are the same once as many letters are struck out of each. Then each name is looked up in a
tree of names, word by word, going from a word to its like where they differ. Time grows with the names and with the
pairs found, not with all pairs that there could be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

Words = tuple[str, ...]
Branch = dict[str, "Branch | Name"]

SLIP_EVERY = 10
"""One slip of the pen in ten letters still makes the same name: a likeness of about 0.9."""

SLIP_IN_WORD = 5
"""A word may have one slip, a longer one as many as it has times five letters."""

BEGINS, ENDS = slice(5), slice(-5, None)
"""Names are near when their first or last five letters agree: a few slips seldom spoil both ends."""

FEW = 100
"""So many names that begin or end alike are sooner compared each with each than searched."""

LONG = 3 * SLIP_IN_WORD
"""Words of so many letters, which may have three slips, are few: they are held against each other without striking."""

ANY_LONG = "*"
"""Stands for whatever is left of a long word, or of one that a long word may become."""

DIGITS = re.compile(r"[0-9]+")


class Name(NamedTuple):
    """A name that one or more members bear: `first` and `last` are the smallest and the largest of their slugs."""

    joined: str
    words: Words
    first: str
    last: str

    def near(self, other: Name) -> bool:
        """Return whether so few slips set two names apart that they are one, seen from the shorter, then first, one."""
        length, longer = len(self.joined), len(other.joined)
        if length > longer or (length == longer and self.first > other.last):
            return False
        if self.joined[BEGINS] != other.joined[BEGINS] and self.joined[ENDS] != other.joined[ENDS]:
            return False
        slips = longer // SLIP_EVERY
        return longer - length <= slips and similar(self.words, other.words, slips)


def near_pairs(bearers: Mapping[Words, list[str]], few: int = FEW) -> Iterator[tuple[str, str]]:
    """Yield slugs of names that are near each other, so that all that are near are joined by some of the pairs.

    bearers: for each name of a place, the slugs of those that bear it. few: so many are compared each with each.
    """
    joined = (("".join(words), words, slugs) for words, slugs in bearers.items())
    names = [Name(one, words, min(slugs), max(slugs)) for one, words, slugs in joined if len(one) >= SLIP_EVERY - 1]
    for edge in (BEGINS, ENDS):
        sharing: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            sharing[name.joined[edge]].append(name)
        for some in sharing.values():
            if len(some) > 1:
                yield from _compared(some) if len(some) <= few else _searched(some)


def _compared(names: list[Name]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(names, 2):
        if one.near(other) or other.near(one):
            yield one.first, other.first


def _searched(names: list[Name]) -> Iterator[tuple[str, str]]:
    yield from _spaced(names)
    by_count: dict[int, list[Name]] = defaultdict(list)
    for name in names:
        by_count[len(name.words)].append(name)
    for alike in by_count.values():
        if len(alike) > 1:
            yield from _slipped_pairs(alike)


def _spaced(names: list[Name]) -> Iterator[tuple[str, str]]:
    """Yield pairs of names of more words and of fewer that only spaces set apart."""
    same: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        same[name.joined].append(name)
    for group in same.values():
        first = group[0]
        other = next((name for name in group if len(name.words) != len(first.words)), None)
        if other:
            # Each name is near to all of another number of words, so to one of these two.
            for name in group:
                yield name.first, (other if len(name.words) == len(first.words) else first).first


def _slipped_pairs(names: list[Name]) -> Iterator[tuple[str, str]]:
    tree: Branch = {}
    for name in names:
        branch = tree
        for word in name.words[:-1]:
            branch = branch.setdefault(word, {})  # type: ignore[assignment]
        branch[name.words[-1]] = name
    twins = _twins({word for name in names for word in name.words})
    for name in names:
        for other in _reached(tree, name.words, 0, twins, len(name.joined) // (SLIP_EVERY - 1)):
            if other is not name and name.near(other):
                yield name.first, other.first


def _reached(
    branch: Branch, words: Words, at: int, twins: Mapping[str, Iterable[str]], differing: int
) -> Iterator[Name]:
    """Yield the names under a branch that differ from `words`, from the word `at`, in so many words at most."""
    word = words[at]
    for twin in (word, *twins.get(word, ())) if differing else (word,):
        found = branch.get(twin)
        if isinstance(found, Name):
            yield found
        elif found:
            yield from _reached(found, words, at + 1, twins, differing - (twin != word))


def _twins(words: set[str]) -> dict[str, list[str]]:
    """Return for each word those that its slips make of it."""
    alike: dict[tuple[Words, str], list[str]] = defaultdict(list)
    for word in words:
        digits = tuple(DIGITS.findall(word))
        for struck in _struck(word):
            alike[digits, struck].append(word)
    twins: dict[str, set[str]] = defaultdict(set)
    letters = {word: _letters(word) for word in words}
    for group in alike.values():
        for word, twin in combinations(group, 2):
            if (letters[word] ^ letters[twin]).bit_count() > 2 * _allowed(max(word, twin, key=len)):
                continue
            for one, other in ((word, twin), (twin, word)):
                if other not in twins[one] and slipped(one, other, len(one)):
                    twins[one].add(other)
    return {word: sorted(found) for word, found in twins.items() if found}


def _struck(word: str) -> Iterator[str]:
    """Yield what is left of a word without as many letters as it may have slips, and without fewer; see `LONG`."""
    if len(word) >= LONG - LONG // SLIP_IN_WORD:
        yield ANY_LONG
    if len(word) < LONG:
        for left in range(len(word) - _allowed(word), len(word) + 1):
            yield from {"".join(kept) for kept in combinations(word, left)}


def _letters(word: str) -> int:
    """Return a bit for each letter that a word has: a slip changes two of them at most."""
    bits = 0
    for letter in word:
        bits |= 1 << ord(letter) % 64
    return bits


def _allowed(word: str) -> int:
    return max(1, len(word) // SLIP_IN_WORD)


def within(one: str, other: str, slips: int) -> bool:
    """Return whether `one` becomes `other` by so many letters lost, added, changed or swapped with the next."""
    same = 0
    for letter, twin in zip(one, other, strict=False):
        if letter != twin:
            break
        same += 1
    one, other = one[same:], other[same:]
    if not one or not other or not slips:
        return len(one) + len(other) <= slips
    swapped = one[:2] == other[1::-1] and within(one[2:], other[2:], slips - 1)
    return (
        swapped
        or within(one[1:], other[1:], slips - 1)
        or within(one[1:], other, slips - 1)
        or within(one, other[1:], slips - 1)
    )


def similar(one: Words, other: Words, slips: int) -> bool:
    """Return whether only spaces, or so many slips, set two names apart: none in numbers, and few in any one word.

    North and South, Harrington and Workington are not slips of each other, however long the name around them.
    """
    if len(one) != len(other):
        return "".join(one) == "".join(other)
    differing = [(word, twin) for word, twin in zip(one, other, strict=True) if word != twin]
    return len(differing) <= slips and all(slipped(word, twin, slips) for word, twin in differing)


def slipped(word: str, twin: str, slips: int) -> bool:
    """Return whether at most so many slips, and no more than a word of its length may have, make `twin` of `word`."""
    allowed = min(slips, _allowed(word))
    if abs(len(word) - len(twin)) > allowed:
        return False
    return within(word, twin, allowed) and DIGITS.findall(word) == DIGITS.findall(twin)
