"""The files of words, by their beginnings and by their endings: where slips are looked for that stand nowhere.

A slip leaves half of a word whole, two letters at least. Words that share two stay in one file, unless they are very
many: so most halves are found in one file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from generator.search.folding import bare
from generator.search.shard import Shard, least, order, written

SIZE = 1_000
"""Words of a file, where as many lie apart in their first two letters."""

MOST = 2_000
"""Words of a file."""

Key = Callable[[str], str]
Words = list[tuple[str, int]]


def by_beginning(words: Iterable[tuple[str, int]]) -> Iterator[Shard]:
    """Yield the words in the order of their beginnings, each with how often it occurs."""
    return _shards(words, bare)


def by_ending(words: Iterable[tuple[str, int]]) -> Iterator[Shard]:
    """Yield the words in the order of their endings, which are read backwards."""
    return _shards(words, lambda word: bare(word)[::-1])


def _shards(words: Iterable[tuple[str, int]], key: Key) -> Iterator[Shard]:
    before = ""
    for some in _cut(sorted(words, key=lambda item: order(key(item[0]))), key):
        begins = least(before, key(some[0][0])) if some else ""
        content = {"words": " ".join(word for word, _ in some), "counts": [number for _, number in some]}
        yield Shard(begins, written(content))
        before = key(some[-1][0]) if some else ""


def _cut(ordered: Words, key: Key) -> Iterator[Words]:
    file: Words = []
    for _, alike in groupby(ordered, key=lambda item: key(item[0])[:2]):
        some = list(alike)
        if file and len(file) + len(some) > SIZE:
            yield file
            file = []
        file += some
        while len(file) > MOST:
            yield file[:MOST]
            file = file[MOST:]
    if file or not ordered:
        yield file
