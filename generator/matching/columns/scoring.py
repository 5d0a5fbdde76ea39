"""Many pairs weighed at once: the scores of `weighing.Scale`, but for what rounding does to the last bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from generator.matching.weighing import APART, COVERED, WITHIN
from generator.vocabularies.distance import EARTH_KM

if TYPE_CHECKING:
    from generator.matching.columns.columns import Columns, Floats, Numbers
    from generator.matching.columns.common import Common

_NEEDS = 256
"""So many needs are weighed at once: a table of their words has a line for each."""


class Scoring:
    """Scores pairs by the numbers of offer and need."""

    def __init__(self, offers: Columns, needs: Columns, common: Common) -> None:
        self._offers = offers
        self._needs = needs
        self._common = common
        self._words = np.zeros((_NEEDS, common.terms))

    def of(self, offers: Numbers, needs: Numbers) -> tuple[Numbers, Floats]:
        """Return which of pairs that may meet reach the threshold, in any order, and their scores."""
        order = np.argsort(needs, kind="stable")
        sought = needs[order]
        found, starts = np.unique(sought, return_index=True)
        ends = np.append(starts, len(sought))
        which, scores = [np.empty(0, dtype=np.int64)], [np.empty(0)]
        for first in range(0, len(found), _NEEDS):
            some = found[first : first + _NEEDS]
            part = order[starts[first] : ends[first + len(some)]]
            lines = np.searchsorted(some, needs[part])
            reaching, weighed = self._weighed(offers[part], some, lines)
            which.append(part[reaching])
            scores.append(weighed)
        return np.concatenate(which), np.concatenate(scores)

    def _weighed(self, offers: Numbers, sought: Numbers, lines: Numbers) -> tuple[Numbers, Floats]:
        """Return the same, in their order. lines: where the need of each pair stands in `sought`."""
        common, threshold = self._common, self._common.scale.weights.threshold
        place = self._place(offers, sought, lines)
        at = np.flatnonzero(place >= common.scale.least)
        offers, lines = offers[at], lines[at]
        o_forms, n_forms = self._offers.forms[offers], self._needs.forms[sought][lines]
        plain = common.forms.fit(o_forms, n_forms) * place[at] * self._time(offers, sought[lines])
        raised = 1.0 - common.forms.raised(o_forms, n_forms)
        apart, telling = self._likeness(offers, sought, lines)
        # Were the words the same, would it do?
        most = 1.0 - (1.0 - plain * (1.0 - apart * (1.0 - telling))) * raised
        likely = np.flatnonzero(most >= threshold)
        alike = self._alike(offers[likely], sought, lines[likely])
        unlike = apart[likely] * (1.0 - telling[likely] * alike)
        scores = 1.0 - (1.0 - plain[likely] * (1.0 - unlike)) * raised[likely]
        reaching = scores >= threshold
        return at[likely[reaching]], scores[reaching]

    def _place(self, offers: Numbers, sought: Numbers, lines: Numbers) -> Floats:
        """Return how well each offer reaches the need: `Scale.place`."""
        weights, common, levels = self._common.scale.weights, self._common, self._common.levels
        rows = levels.lines(common.extents[self._needs.reaches[sought]])
        level = levels.rows[rows[lines], common.extents[self._offers.reaches[offers]]]
        there = common.at[self._offers.places[offers]]
        here = common.at[self._needs.places[sought]][lines]
        chord = np.sqrt(((there - here) ** 2).sum(axis=1)) / 2
        km = 2 * EARTH_KM * np.arcsin(np.minimum(chord, 1.0))
        unknown = np.isnan(km)
        near = 1.0 - weights.place_far * (1.0 - 0.5 ** (km / weights.place_far_half_km))
        near[unknown] = 1.0
        near[level != COVERED] *= weights.place_within
        bare = 1.0 / (1.0 + (km / weights.place_half_km) ** 4)
        bare[unknown] = weights.place_unknown
        bare[level == APART] = 0.0
        found: Floats = np.where(level <= WITHIN, near, bare)
        return found

    def _time(self, offers: Numbers, needs: Numbers) -> Floats:
        """Return whether the days on which both stand are enough: `Scale.time`."""
        o, n, weights = self._offers, self._needs, self._common.scale.weights
        days = np.minimum(o.ends[offers], n.ends[needs]) - np.maximum(o.begins[offers], n.begins[needs]) + 1
        share = np.minimum(days / weights.time_enough_days, 1.0)
        return weights.time_shortest + (1.0 - weights.time_shortest) * share  # type: ignore[no-any-return]

    def _likeness(self, offers: Numbers, sought: Numbers, lines: Numbers) -> tuple[Floats, Floats]:
        """Return how surely two are not about one service, and what alike texts count: `Scale.likeness`."""
        topics, weights = self._common.topics, self._common.scale.weights
        given, needed = self._offers.subjects[offers], self._needs.subjects[sought]
        about = topics.spread(needed)
        linked = np.zeros(len(offers))
        for services, sure in zip(topics.about.T, topics.sure.T, strict=True):
            np.maximum(linked, sure[given] * about[lines, services[given]], out=linked)
        needed = needed[lines]
        same = (topics.services[given] == topics.services[needed]) & (topics.services[given] > 0)
        linked = np.where(same, topics.own[given] * topics.own[needed], linked)
        one_group = topics.groups[given] == topics.groups[needed]
        grouped = one_group & (topics.groups[given] > 0) & (linked == 0.0)
        linked[grouped] = weights.strength_group
        coded = (topics.services[given] > 0) & (topics.services[needed] > 0)
        telling = np.where(coded & ~one_group, weights.subject_text_against_codes, weights.subject_text)
        return 1.0 - weights.subject_service * linked, telling

    def _alike(self, offers: Numbers, sought: Numbers, lines: Numbers) -> Floats:
        """Return the cosines of the texts: `weighing.alike`."""
        line, place = self._needs.words(sought)
        terms = self._needs.terms[place]
        self._words[line, terms] = self._needs.weights[place]
        which, place = self._offers.words(offers)
        products = self._offers.weights[place] * self._words[lines[which], self._offers.terms[place]]
        self._words[line, terms] = 0.0
        return np.minimum(np.bincount(which, products, len(offers)), 1.0)
