"""Which members have what the other seeks, of many pairs of members at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from generator.matching.columns.columns import spread
from generator.matching.columns.postings import Postings

if TYPE_CHECKING:
    from generator.matching.columns.columns import Columns, Numbers, Truths
    from generator.matching.columns.common import Common
    from generator.matching.columns.postings import Entries, Keys
    from generator.matching.columns.scoring import Scoring

_WORD = 64
_OTHERS = 9 * _WORD
"""Bits of a signature for all keys but services, each of which has its own."""
_AT_ONCE = 100_000
"""So many pairs are looked at at once."""
_FEW = 20_000
"""So many pairs are looked at at once where every key of the one is held against every key of the other."""

Signatures = NDArray[np.uint64]
"""A line for each exchange or member, bits for the keys by which it is found or finds."""


class Reciprocity:
    """Tells which members return what they get.

    Most members have nothing for each other. Each has a signature of what it offers and one of what it seeks. Where the
    two have no bit in common there is nothing to look for; where they have, it may be by chance.
    """

    def __init__(
        self, offers: Columns, needs: Columns, common: Common, keys: Keys, offered: Entries, scoring: Scoring
    ) -> None:
        """offered: by what each offer is found."""
        self._offers = offers
        self._needs = needs
        self._common = common
        self._scoring = scoring
        found, numbers = offered
        self._offered = Postings(numbers, found, len(offers))
        self._seekers = self._signatures(offers.owners[numbers], found, common.members)
        numbers, found, _ = keys.sought(needs, np.arange(len(needs)), 0)
        self._sought = Postings(numbers, found, len(needs))
        self._givers = self._signatures(needs.owners[numbers], found, common.members)

    def of(self, givers: Numbers, seekers: Numbers) -> Truths:
        """Return of each pair of members whether the seeker has an offer, too, that meets a need of the giver."""
        pairs, where = np.unique(givers * self._common.members + seekers, return_inverse=True)
        found = np.zeros(len(pairs), dtype=np.bool_)
        for start in range(0, len(pairs), _AT_ONCE):
            givers, seekers = np.divmod(pairs[start : start + _AT_ONCE], self._common.members)
            maybe = np.flatnonzero((self._seekers[seekers] & self._givers[givers]).any(axis=1))
            found[start + maybe[self._returned(givers[maybe], seekers[maybe])]] = True
        return found[where]

    def _returned(self, givers: Numbers, seekers: Numbers) -> Numbers:
        """Return which of the seekers return it, some of them more than once."""
        which, offers, needs = self._crossed(givers, seekers)
        meeting = self._meeting(offers, needs)
        which, offers, needs = which[meeting], offers[meeting], needs[meeting]
        return which[self._scoring.of(offers, needs)[0]]

    def _crossed(self, givers: Numbers, seekers: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Return every offer of the seekers with every need of the givers, and which pair of members they are of."""
        which, offers = spread(*self._offers.of(seekers))
        starts, ends = self._needs.of(givers)
        again, needs = spread(starts[which], ends[which])
        return which[again], offers[again], needs

    def _meeting(self, offers: Numbers, needs: Numbers) -> Numbers:
        """Return where an offer may meet a need of another member: `Scale.may_meet`."""
        o, n, forms = self._offers, self._needs, self._common.forms
        at = np.flatnonzero(
            (forms.fitting[forms.kinds[o.forms[offers]], forms.kinds[n.forms[needs]]] > 0)
            & (o.begins[offers] <= n.ends[needs])
            & (n.begins[needs] <= o.ends[offers])
            & self._may_share(offers, needs)
        )
        meeting = [np.empty(0, dtype=np.int64)]
        for start in range(0, len(at), _FEW):
            some = at[start : start + _FEW]
            which, found = self._offered.spread(offers[some])
            again, sought = self._sought.spread(needs[some][which])
            meeting.append(some[np.unique(which[again[found[again] == sought]])])
        return np.concatenate(meeting)

    def _may_share(self, offers: Numbers, needs: Numbers) -> Truths:
        """Return whether an offer and a need may have a key in common, by the bits of their own."""
        given, at_given = np.unique(offers, return_inverse=True)
        sought, at_sought = np.unique(needs, return_inverse=True)
        offered = self._signatures(*self._offered.spread(given), len(given))
        wanted = self._signatures(*self._sought.spread(sought), len(sought))
        found: Truths = np.any(offered[at_given] & wanted[at_sought], axis=1)
        return found

    def _signatures(self, owners: Numbers, keys: Numbers, count: int) -> Signatures:
        """Return signatures of so many: the bits of all keys that are theirs."""
        services = self._common.topics.count
        bits = np.where(keys < services, keys, services + (keys - services) % _OTHERS)
        found = np.zeros((count, (services + _OTHERS) // _WORD + 1), dtype=np.uint64)
        np.bitwise_or.at(found, (owners, bits // _WORD), np.uint64(1) << (bits % _WORD).astype(np.uint64))
        return found
