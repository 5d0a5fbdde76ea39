"""Documents that take turns to stand first, in files of a few that come together.

Which documents share a file follows from their number alone, by a shuffle that the browser repeats
(`directory/fair.js`): it knows where each stands without asking, and lets the day decide about the order of the files.
"""

from __future__ import annotations

from collections.abc import Iterator

TURN = 24
"""Documents of a file: as many as the directory shows at first."""

SEED = "rotation"

_ALL = 0xFFFFFFFF


def turns(count: int) -> list[list[int]]:
    """Return the numbers from 0 to `count` in files: neighbours in the records' order seldom share one."""
    order = list(range(count))
    dice = _diced(SEED)
    for left in range(count, 1, -1):
        at = next(dice) * left >> 32
        order[at], order[left - 1] = order[left - 1], order[at]
    return [order[start : start + TURN] for start in range(0, count, TURN)]


def _diced(text: str) -> Iterator[int]:
    """Yield numbers of 32 bits that a text decides: Mulberry32 (Tommy Ettinger, public domain), seeded by FNV-1a."""
    seed = 0x811C9DC5
    for letter in text:
        seed = (seed ^ ord(letter)) * 0x01000193 & _ALL
    while True:
        seed = seed + 0x6D2B79F5 & _ALL
        mixed = (seed ^ seed >> 15) * (1 | seed) & _ALL
        mixed = (mixed + ((mixed ^ mixed >> 7) * (61 | mixed) & _ALL)) & _ALL ^ mixed
        yield mixed ^ mixed >> 14
