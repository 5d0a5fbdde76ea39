"""How offers reach needs, by extents: what `Scale.relation` says, for all extents of offers in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generator.matching.weighing import APART, COVERED, OPEN, WITHIN

if TYPE_CHECKING:
    from generator.matching.columns.columns import Numbers
    from generator.matching.reach import Extent, Path

_FIRST = 64
_MOST = 1 << 24
"""Bytes of lines that are kept: when there are more, the next needs begin anew."""


class Levels:
    """A table with a line for each extent of a need that was asked for, and a column for each extent of an offer.

    extents: of both, by number. rows: the lines, COVERED, WITHIN, OPEN or APART in each place.
    """

    def __init__(self, extents: Sequence[Extent]) -> None:
        self._extents = extents
        self._plain = np.array([APART if extent.stated else OPEN for extent in extents], dtype=np.uint8)
        within: dict[Path, list[int]] = defaultdict(list)
        covering: dict[Path, list[int]] = defaultdict(list)
        for number, extent in enumerate(extents):
            for path in extent.above:
                within[path].append(number)
            for path in extent.areas if extent.stated else ():
                covering[path].append(number)
        self._within = {path: np.array(numbers) for path, numbers in within.items()}
        self._covering = {path: np.array(numbers) for path, numbers in covering.items()}
        self.rows: NDArray[np.uint8] = np.empty((_FIRST, len(extents)), dtype=np.uint8)
        self._lines = np.full(len(extents), -1)
        self._used = 0

    def lines(self, sought: Numbers) -> Numbers:
        """Return the lines of needs' extents in `rows`, making those that lack. They hold until the next call."""
        found = self._lines[sought]
        if found.min(initial=0) >= 0:
            return found
        if self._used * len(self._extents) > _MOST:
            self._lines[:] = -1
            self._used = 0
            found = self._lines[sought]
        for extent in np.unique(sought[found < 0]):
            if self._used == len(self.rows):
                self.rows = np.concatenate([self.rows, np.empty_like(self.rows)])
            self._write(self.rows[self._used], self._extents[extent])
            self._lines[extent] = self._used
            self._used += 1
        return self._lines[sought]

    def _write(self, row: NDArray[np.uint8], sought: Extent) -> None:
        row[:] = self._plain
        for path in sought.areas if sought.stated else ():
            if path in self._within:
                row[self._within[path]] = WITHIN
        for path in sought.above:
            if path in self._covering:
                row[self._covering[path]] = COVERED
