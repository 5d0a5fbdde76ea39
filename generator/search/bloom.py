"""Which terms there are, in so few bits that each search has them: a Bloom filter (Burton Bloom, 1970).

The browser, which has but a few of the terms, knows from it at once that a word stands nowhere, and asks for the words
that may have been meant together with all the rest. One absent term in fifty passes for a present one, and is then
mended in a hurry, from fewer files; no present one passes for absent. Its twin is `theme/search/bloom.js`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection
from math import log

BITS = 8.6
"""Bits for each term, while they are no more than `MOST`."""

MOST = 8 * 16_000
"""Bits of a filter at most: 16 kB, which are nothing beside the index of so many terms."""

HASHES = 4
"""Bits that a term sets, at most."""

_ALL = 0xFFFFFFFF


def bloom(terms: Collection[str]) -> dict[str, object]:
    """Return the filter: how many `hashes`, and the `bits` in base64, the lowest of each byte first."""
    size = max(8, min(MOST, int(len(terms) * BITS)) & ~7)
    hashes = max(1, min(HASHES, round(size / max(1, len(terms)) * log(2))))
    bits = bytearray(size // 8)
    for term in terms:
        for place in _places(term, hashes, size):
            bits[place >> 3] |= 1 << (place & 7)
    return {"hashes": hashes, "bits": b64encode(bits).decode("ascii")}


def _places(term: str, hashes: int, size: int) -> list[int]:
    """Return the bits of a term, by two hashes (Kirsch and Mitzenmacher, 2006): FNV-1a, and the same stirred."""
    first = 0x811C9DC5
    for letter in term:
        first = (first ^ ord(letter)) * 0x01000193 & _ALL
    second = (first ^ first >> 15) * 0x2C1B3C6D & _ALL
    second ^= second >> 13
    return [(first + turn * second & _ALL) % size for turn in range(1, hashes + 1)]
