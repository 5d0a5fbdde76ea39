"""What leads from needs to offers: a service, a word, a stage of a chain; and the offers under each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generator.matching.columns.columns import Numbers, spread

if TYPE_CHECKING:
    from generator.matching.columns.columns import Columns, Floats, Truths
    from generator.matching.columns.common import Common

Entries = tuple[Numbers, Numbers]
"""Keys, and under each the number of an exchange."""


class Keys:
    """Numbers for all that may lead from a need to an offer, below `count`.

    They are services, then words, then words again, by which needs with a service's code find offers without one, then
    stages of chains.
    """

    def __init__(self, common: Common) -> None:
        self._topics, self._forms = common.topics, common.forms
        self._words = self._topics.count
        self._uncoded = self._words + common.terms
        self._stages = self._uncoded + common.terms
        # Before the first stage and after the last one is room for a neighbour that is none.
        stages = self._forms.stages
        self._width = int(stages.max(initial=0)) + 3
        self._staged = self._stages + self._forms.chains * self._width + stages + 1
        self.count = self._stages + (int(self._forms.chains.max(initial=0)) + 1) * self._width

    def offered(self, offers: Columns) -> Entries:
        """Return by what each offer is found."""
        everything = np.arange(len(offers))
        which, services, _ = self._services(offers, everything)
        told, words = offers.tells(everything)
        words = offers.terms[words] + self._words
        bare = self._topics.services[offers.subjects[told]] == 0
        again = words[bare] - self._words + self._uncoded
        staged = np.flatnonzero(self._forms.stages[offers.forms] >= 0)
        stages = self._staged[offers.forms[staged]]
        return np.concatenate([services, words, again, stages]), np.concatenate([which, told, told[bare], staged])

    def sought(self, needs: Columns, numbers: Numbers, most: int) -> tuple[Numbers, Numbers, Numbers]:
        """Return where to look for what needs seek: where each stands in `numbers`, a key, and how many to take.

        most: so many, half of them where a need is not surely about it.
        """
        which, services, sure = self._services(needs, numbers)
        told, words = needs.tells(numbers)
        coded = self._topics.services[needs.subjects[numbers[told]]] > 0
        words = needs.terms[words] + np.where(coded, self._uncoded, self._words)
        forms = needs.forms[numbers]
        staged = np.flatnonzero(self._forms.stages[forms] >= 0)
        around = (self._staged[forms[staged]][:, None] + np.array([-1, 0, 1])).ravel()
        half = most // 2
        return (
            np.concatenate([which, told, np.repeat(staged, 3)]),
            np.concatenate([services, words, around]),
            np.concatenate([np.where(sure > 0.5, most, half), np.full(len(words), half), np.full(len(around), most)]),
        )

    def _services(self, exchanges: Columns, numbers: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """Return the services that lead to or from some, and how surely, after where in `numbers` each belongs."""
        topics, subjects = self._topics, exchanges.subjects[numbers]
        which, at = spread(topics.starts[subjects], topics.starts[subjects + 1])
        return which, topics.leads[at], topics.led[at]


class Postings:
    """Numbers by keys below `count`: offers by what leads to them, or what leads to an offer by its number."""

    def __init__(self, keys: Numbers, numbers: Numbers, count: int) -> None:
        """keys, numbers: the entries; those of one key stay in their order."""
        order = np.argsort(keys, kind="stable")
        self._numbers = numbers[order].astype(np.int32)
        self._starts = np.searchsorted(keys[order], np.arange(count + 1))

    def has(self, keys: Numbers) -> Truths:
        """Return whether there is anything under each key."""
        return self._starts[keys] < self._starts[keys + 1]

    def spread(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Return all that stands under keys: where in `keys` each belongs, and the number."""
        which, at = spread(self._starts[keys], self._starts[keys + 1])
        return which, self._numbers[at].astype(np.int64)

    def __getitem__(self, key: int) -> Numbers:
        return self._numbers[self._starts[key] : self._starts[key + 1]].astype(np.int64)
