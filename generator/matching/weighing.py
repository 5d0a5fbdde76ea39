"""An offer held against a need: one score from 0 to 1, and what it is made of."""

from __future__ import annotations

from math import asin, dist
from typing import TYPE_CHECKING, NamedTuple

from generator.vocabularies.distance import EARTH_KM

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange, Form, Subject
    from generator.matching.reach import Extent, Reach
    from generator.matching.weights import Weights

DIGITS = 10_000
"""Scores are counted in such parts: what lies below says nothing, and could depend on the machine."""

UNKNOWN = -1.0
"""A distance that is not known."""

COVERED, WITHIN, OPEN, APART = range(4)
"""An area of the offer covers one of the need; the need seeks in one in which the offer's lies; the offer names none;
they do not meet."""


class Likeness(NamedTuple):
    """What is known of two subjects before their words are held against each other.

    apart: how surely they are not about one service. words: what alike texts count.
    """

    apart: float
    words: float


class Scale:
    """Weighs pairs. What it says of a pair follows from the two exchanges and their members alone."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._relations: dict[int, dict[int, int]] = {}
        self._raises = {0: weights.raise_same_stage, 1: weights.raise_next_stage}
        # Whatever else speaks for a pair, with less than this it cannot reach the threshold.
        self.least = 1.0 - (1.0 - weights.threshold) / (1.0 - max(self._raises.values()))

    def may_meet(self, offer: Exchange, need: Exchange) -> bool:
        """Return whether the two may meet at all.

        They are of two members and of kinds that go together, stand at one time, and share a lead: a service, a stage
        or its neighbour, or, where one has no code, a word.
        """
        return (
            self.weights.kinds[offer.form.kind, need.form.kind] > 0
            and offer.begins <= need.ends
            and need.begins <= offer.ends
            and offer.ref[0] != need.ref[0]
            and (
                not offer.subject.leads.isdisjoint(need.subject.leads)
                or (not (offer.subject.service and need.subject.service) and not offer.tells.isdisjoint(need.tells))
                or self.chain(offer.form, need.form) > 0
            )
        )

    def score(self, offer: Exchange, need: Exchange) -> float:
        """Return the score of two that may meet, or 0 where it misses the threshold."""
        place = self.place(self.relation(offer.reach, need.reach), distance(offer, need))
        if place < self.least:
            return 0.0
        apart, words = self.likeness(offer.subject, need.subject)
        subject = 1.0 - apart * (1.0 - words * alike(offer, need))
        plain = self.form(offer.form, need.form) * place * self.time(together(offer, need)) * subject
        score = 1.0 - (1.0 - plain) * (1.0 - self.chain(offer.form, need.form))
        return score if score >= self.weights.threshold else 0.0

    def likeness(self, offer: Subject, need: Subject) -> Likeness:
        """Return how surely both are about one service, and what alike texts count beside that."""
        weights, linked = self.weights, self.link(offer, need)[0]
        against = offer.service and need.service and offer.group != need.group
        if not linked and offer.group and offer.group == need.group:
            linked = weights.strength_group
        return Likeness(
            1.0 - weights.subject_service * linked,
            weights.subject_text_against_codes if against else weights.subject_text,
        )

    def link(self, offer: Subject, need: Subject) -> tuple[float, str]:
        """Return how surely both are about one service, and about which; 0 and "" for none."""
        given, sought = dict(offer.about), dict(need.about)
        if offer.service and offer.service == need.service:
            return given[offer.service] * sought[offer.service], offer.service
        best, which = 0.0, ""
        for service in given.keys() & sought.keys():
            value = given[service] * sought[service]
            if value > best or (value == best and service < which):
                best, which = value, service
        return best, which

    def form(self, offer: Form, need: Form) -> float:
        """Return how well kinds and terms fit, and what talks with others take."""
        talks = self.weights.state_in_talks if offer.in_talks or need.in_talks else 1.0
        return self.weights.kinds[offer.kind, need.kind] * self.terms(offer.terms, need.terms) * talks

    def terms(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return how well the terms fit."""
        weights = self.weights
        if not one or not other:
            return weights.terms_unsaid
        if not one.isdisjoint(other):
            return 1.0
        return weights.terms_near if any((a, b) in weights.near for a in one for b in other) else weights.terms_other

    def time(self, days: int) -> float:
        """Return whether so many days together are enough."""
        weights = self.weights
        if days >= weights.time_enough_days:
            return 1.0
        return weights.time_shortest + (1.0 - weights.time_shortest) * days / weights.time_enough_days

    def place(self, level: int, km: float) -> float:
        """Return how well an offer reaches a need; 0 where it does not. level: how the reaches stand (`relation`)."""
        weights = self.weights
        if level <= WITHIN:
            plain = 1.0 if level == COVERED else weights.place_within
            if km < 0:
                return plain
            lost: float = 1.0 - 0.5 ** (km / weights.place_far_half_km)
            return plain * (1.0 - weights.place_far * lost)
        if level == APART:
            return 0.0
        return weights.place_unknown if km < 0 else 1.0 / (1.0 + (km / weights.place_half_km) ** 4)

    def relation(self, offered: Reach, needed: Reach) -> int:
        """Return how the offer's reach stands to the need's: COVERED, WITHIN, OPEN or APART."""
        known = self._relations.setdefault(needed.number, {})
        level = known.get(offered.number)
        if level is None:
            level = known[offered.number] = _level(offered.extent, needed.extent)
        return level

    def chain(self, offer: Form, need: Form) -> float:
        """Return by how much a common chain raises the score."""
        if offer.stage < 0 or need.stage < 0 or offer.chain != need.chain:
            return 0.0
        return self._raises.get(abs(offer.stage - need.stage), 0.0)


def _level(offered: Extent, needed: Extent) -> int:
    if offered.stated and not offered.areas.isdisjoint(needed.above):
        return COVERED
    if needed.stated and not needed.areas.isdisjoint(offered.above):
        return WITHIN
    return APART if offered.stated else OPEN


def distance(offer: Exchange, need: Exchange) -> float:
    """Return the kilometres between the two members, as `vocabularies.distance`; UNKNOWN without places."""
    if offer.place is None or need.place is None:
        return UNKNOWN
    return kilometres(dist(offer.place.at, need.place.at))


def kilometres(chord: float) -> float:
    """Return the way along the ground between two points of the unit sphere, by that through it."""
    return 2 * EARTH_KM * asin(min(1.0, chord / 2))


def alike(offer: Exchange, need: Exchange) -> float:
    """Return the cosine of two texts."""
    words = need.words
    return min(1.0, sum([weight * words[word] for word, weight in offer.words.items() if word in words]))


def together(offer: Exchange, need: Exchange) -> int:
    """Return on how many days both stand."""
    return min(offer.ends, need.ends) - max(offer.begins, need.begins) + 1
