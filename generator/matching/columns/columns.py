"""Offers, or needs, as numpy's arrays."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generator.matching.exchange import TELLING

if TYPE_CHECKING:
    from generator.matching.exchanges import Exchanges

Numbers = NDArray[np.int64]
"""Numbers of exchanges, of members, or of what exchanges have in common."""

Truths = NDArray[np.bool_]
Floats = NDArray[np.float64]


class Columns:
    """The columns of `Exchanges` under the same names."""

    def __init__(self, of: Exchanges) -> None:
        self.owners = _numbers(of.owners)
        self.subjects, self.forms = _numbers(of.subjects), _numbers(of.forms)
        self.begins, self.ends = np.asarray(of.begins), np.asarray(of.ends)
        self.reaches, self.places = _numbers(of.reaches), _numbers(of.places)
        self.starts = _numbers(of.starts)
        self.terms, self.weights = np.asarray(of.terms), np.asarray(of.weights)

    def __len__(self) -> int:
        return len(self.owners)

    def words(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Return the words of some: where in `numbers` each belongs, and where in `terms` and `weights` it stands."""
        return spread(self.starts[:-1][numbers], self.starts[1:][numbers])

    def tells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Return the words that lead to some, as `words` does."""
        starts, ends = self.starts[:-1][numbers], self.starts[1:][numbers]
        return spread(starts, np.minimum(starts + TELLING, ends))

    def of(self, owners: Numbers) -> tuple[Numbers, Numbers]:
        """Return where the exchanges of members begin and end: members stand in the order of their numbers."""
        return np.searchsorted(self.owners, owners, "left"), np.searchsorted(self.owners, owners, "right")


def _numbers(column: array[int]) -> Numbers:
    # What is as wide as an address is looked up without being made so each time.
    return np.asarray(column).astype(np.int64)


def spread(starts: Numbers, ends: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each place from a start to its end which of them it lies in, and the place."""
    lengths = ends - starts
    which = np.repeat(np.arange(len(starts)), lengths)
    before = np.cumsum(lengths) - lengths
    return which, np.arange(len(which)) + (starts - before)[which]


def grouped(keys: Numbers) -> Iterator[tuple[int, Numbers]]:
    """Yield each key and where it stands, both in their order."""
    order = np.argsort(keys, kind="stable")
    found, starts = np.unique(keys[order], return_index=True)
    yield from zip(found.tolist(), np.split(order, starts[1:]), strict=True) if len(keys) else ()


def distinct(keys: Numbers) -> Numbers:
    """Return the keys in their order, each once. `np.unique` hashes so many, which takes longer."""
    keys = np.sort(keys)
    return keys[np.append(True, keys[1:] != keys[:-1])] if len(keys) else keys
