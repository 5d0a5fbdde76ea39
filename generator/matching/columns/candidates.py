"""Which offers are held against a need at all: those that share a lead with it and reach it, the nearest first.

Holding everything against everything would take time that grows with the square of the members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from generator.matching.columns.columns import distinct, grouped
from generator.matching.columns.lead import Cells, Lead, Ring
from generator.matching.columns.postings import Postings
from generator.matching.tables import Known
from generator.matching.weighing import APART, OPEN

if TYPE_CHECKING:
    from generator.matching.columns.columns import Columns, Floats, Numbers, Truths
    from generator.matching.columns.common import Common
    from generator.matching.columns.postings import Entries, Keys
    from generator.matching.weights import Weights

_AT_ONCE = 400_000
"""So many pairs at most are looked at at once."""
_UNKNOWN = 9.0
"""Farther than any place from any other, through a unit sphere."""


class Candidates:
    """Finds the offers that needs are held against."""

    def __init__(
        self, offers: Columns, needs: Columns, common: Common, keys: Keys, offered: Entries, weights: Weights
    ) -> None:
        """offered: by what each offer is found."""
        self._offers = offers
        self._needs = needs
        self._common = common
        self._most = weights.considered
        self._fitting = common.forms.fitting.T > 0
        self._kinds_offered, self._kinds_sought = common.forms.kinds[offers.forms], common.forms.kinds[needs.forms]
        self._offered_in, self._sought_in = common.coarse[offers.reaches], common.coarse[needs.reaches]
        self._keys = keys
        self._postings = Postings(*offered, keys.count)
        self._cells = Cells(common.points)
        self._leads = Known(lambda key: Lead(self._postings[key], self._cells, offers.places))

    def of(self, needs: Numbers) -> tuple[Numbers, Numbers]:
        """Return pairs in the order of both: where a need stands in `needs`, and an offer that may meet it.

        Of each lead these are the nearest, as many as are considered.
        """
        pairs = [np.empty(0, dtype=np.int64)]
        at, keys, most = self._keys.sought(self._needs, needs, self._most)
        there = self._postings.has(keys)
        at, keys, most = at[there], keys[there], most[there]
        for key, group in grouped(keys):
            for which, offers in self._under(self._leads[key], needs[at[group]], most[group]):
                pairs.append(at[group[which]] * len(self._offers) + offers)
        which, offers = np.divmod(distinct(np.concatenate(pairs)), max(1, len(self._offers)))
        return which, offers

    def _under(self, lead: Lead, needs: Numbers, most: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield what needs find under a lead: where each stands in `needs`, and the offers."""
        step = max(1, _AT_ONCE // len(lead.numbers))
        for cell, group in grouped(lead.cells(self._needs.places[needs])):
            for start in range(0, len(group), step):
                some = group[start : start + step]
                which, offers = self._nearest(lead, cell, needs[some], most[some])
                yield some[which], offers

    def _nearest(self, lead: Lead, cell: int, needs: Numbers, most: Numbers) -> tuple[Numbers, Numbers]:
        """Return of each need the nearest offers that reach it; neighbours in a cell look at the same ones."""
        numbers, masks, least = [], [], int(most.min())
        count = np.zeros(len(needs), dtype=np.int64)
        for offers, close in _enough(lead.rings(cell), least):
            mask = self._reaching(offers, needs, close)
            mask &= (count < most)[:, None]
            count += mask.sum(axis=1)
            numbers.append(offers)
            masks.append(mask)
            if (count >= most).all():
                break
        offers, mask = np.concatenate(numbers), np.concatenate(masks, axis=1)
        many = np.flatnonzero(count > most)
        if len(many):
            mask[many] = self._first(offers, mask[many], needs[many], most[many])
        which, columns = np.nonzero(mask)
        return which, offers[columns]

    def _reaching(self, offers: Numbers, needs: Numbers, close: Truths) -> Truths:
        """Return which offers are for a need of another member, at its time and where it is: needs x offers."""
        o, n, levels = self._offers, self._needs, self._common.coarse_levels
        lines = levels.lines(self._sought_in[needs])
        found = levels.rows[lines[:, None], self._offered_in[offers]] < np.where(close, APART, OPEN)
        found &= self._fitting[self._kinds_sought[needs, None], self._kinds_offered[offers]]
        found &= o.begins[offers] <= n.ends[needs, None]
        found &= o.ends[offers] >= n.begins[needs, None]
        found &= o.owners[offers] != n.owners[needs, None]
        return found

    def _first(self, offers: Numbers, mask: Truths, needs: Numbers, most: Numbers) -> Truths:
        """Return of each need's offers as many as it takes: the nearest, for whoever says no place the longest."""
        far = np.where(mask, self._far(offers, needs), np.inf)
        # Those that are equally near in the order of their numbers.
        by_number = np.argsort(offers, kind="stable")
        order = by_number[np.argsort(far[:, by_number], axis=1, kind="stable")]
        found = np.zeros_like(mask)
        np.put_along_axis(found, order, np.arange(len(offers)) < most[:, None], axis=1)
        return found

    def _far(self, offers: Numbers, needs: Numbers) -> Floats:
        """Return what puts offers in their order: the square of the way through the ground, which is quick to tell."""
        at, places = self._common.at, self._needs.places[needs]
        there, here = at[self._offers.places[offers]], at[places]
        far = sum((there[:, axis] - here[:, axis, None]) ** 2 for axis in range(3))
        far = np.where(np.isnan(there[:, 0]), _UNKNOWN, far)
        nowhere = np.isnan(here[:, 0])
        far[nowhere] = -self._offers.ends[offers]
        return far


def _enough(rings: Iterable[Ring], least: int) -> Iterator[tuple[Numbers, Truths]]:
    """Yield the offers of rings, and which of them are close: those of several at once where there are few."""
    numbers: list[Numbers] = []
    close: list[Truths] = []
    total = 0
    for ring in rings:
        numbers.append(ring.numbers)
        close.append(np.full(len(ring.numbers), ring.close))
        total += len(ring.numbers)
        if total >= least:
            yield np.concatenate(numbers), np.concatenate(close)
            numbers, close = [], []
    if numbers:
        yield np.concatenate(numbers), np.concatenate(close)
