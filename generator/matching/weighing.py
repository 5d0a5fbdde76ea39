"""An offer held against a need: one score from 0 to 1, and what it is made of."""

from __future__ import annotations

from math import asin, dist
from typing import TYPE_CHECKING, NamedTuple

from generator.vocabularies.distance import EARTH_KM

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange
    from generator.matching.reach import Reach
    from generator.matching.weights import Weights

UNKNOWN = -1.0
"""A distance that is not known."""

COVERED, WITHIN, APART, OPEN = range(4)
"""An area of the offer covers one of the need; the need seeks in one in which the offer's lies; they do not meet; the
offer names no area."""


class Weighed(NamedTuple):
    """The factors of a score, each from 0 to 1 (see `weights.toml`); km: UNKNOWN where a place is not known."""

    subject: float
    kind: float
    terms: float
    time: float
    place: float
    state: float
    chain: float
    km: float

    @property
    def score(self) -> float:
        """The product of the factors, raised by the chain."""
        plain = self.subject * self.kind * self.terms * self.time * self.place * self.state
        return 1.0 - (1.0 - plain) * (1.0 - self.chain)


class Scale:
    """Weighs pairs. What it says of a pair follows from the two exchanges and their members alone."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._relations: dict[int, dict[int, int]] = {}
        # Whatever else speaks for a pair, with less than this it cannot reach the threshold.
        self._least = 1.0 - (1.0 - weights.threshold) / (1.0 - max(weights.raise_same_stage, weights.raise_next_stage))
        self._raises = {0: weights.raise_same_stage, 1: weights.raise_next_stage}

    def may_meet(self, offer: Exchange, need: Exchange) -> bool:
        """Return whether the two may meet at all.

        They are of two members and of kinds that go together, stand at one time, and share a lead: a service, a stage
        or its neighbour, or, where one has no code, a word.
        """
        return (
            self.weights.kinds[offer.kind, need.kind] > 0
            and offer.begins <= need.ends
            and need.begins <= offer.ends
            and offer.ref[0] != need.ref[0]
            and (
                not offer.leads.isdisjoint(need.leads)
                or (not (offer.service and need.service) and not offer.tells.isdisjoint(need.tells))
                or self.chain(offer, need) > 0
            )
        )

    def score(self, offer: Exchange, need: Exchange) -> float:
        """Return the score of two that may meet, or 0 where it misses the threshold."""
        weighed = self.weigh(offer, need)
        score = weighed.score if weighed else 0.0
        return score if score >= self.weights.threshold else 0.0

    def weigh(self, offer: Exchange, need: Exchange) -> Weighed | None:
        """Return what a pair of two that may meet is made of; None where the offer does not reach the need."""
        km = self.distance(offer, need)
        place = self.place(offer, need, km)
        if place < self._least:
            return None
        weights = self.weights
        return Weighed(
            self.subject(offer, need),
            weights.kinds[offer.kind, need.kind],
            self.terms(offer, need),
            self.time(offer, need),
            place,
            weights.state_in_talks if offer.in_talks or need.in_talks else 1.0,
            self.chain(offer, need),
            km,
        )

    def subject(self, offer: Exchange, need: Exchange) -> float:
        """Return how surely both are about one thing."""
        weights = self.weights
        linked, likeness = self.link(offer, need)[0], alike(offer, need)
        against = offer.service and need.service and offer.group != need.group
        text = weights.subject_text_against_codes if against else weights.subject_text
        if not linked and offer.group and offer.group == need.group:
            linked = weights.strength_group
        return 1.0 - (1.0 - weights.subject_service * linked) * (1.0 - text * likeness)

    def link(self, offer: Exchange, need: Exchange) -> tuple[float, str]:
        """Return how surely both are about one service, and about which; 0 and "" for none."""
        given, sought = offer.about, need.about
        if offer.service and offer.service == need.service:
            return given[offer.service] * sought[offer.service], offer.service
        best, which = 0.0, ""
        for service in given.keys() & sought.keys():
            value = given[service] * sought[service]
            if value > best or (value == best and service < which):
                best, which = value, service
        return best, which

    def terms(self, offer: Exchange, need: Exchange) -> float:
        """Return how well the terms fit."""
        weights, one, other = self.weights, offer.terms, need.terms
        if not one or not other:
            return weights.terms_unsaid
        if not one.isdisjoint(other):
            return 1.0
        return weights.terms_near if any((a, b) in weights.near for a in one for b in other) else weights.terms_other

    def time(self, offer: Exchange, need: Exchange) -> float:
        """Return whether both stand together for long enough."""
        weights, days = self.weights, together(offer, need)
        if days >= weights.time_enough_days:
            return 1.0
        return weights.time_shortest + (1.0 - weights.time_shortest) * days / weights.time_enough_days

    def place(self, offer: Exchange, need: Exchange, km: float) -> float:
        """Return how well the offer reaches the need; 0 where it does not."""
        weights, level = self.weights, self.relation(offer.reach, need.reach)
        if level in {COVERED, WITHIN}:
            plain = 1.0 if level == COVERED else weights.place_within
            if km < 0:
                return plain
            lost: float = 1.0 - 0.5 ** (km / weights.place_far_half_km)
            return plain * (1.0 - weights.place_far * lost)
        if level == APART:
            return 0.0
        return weights.place_unknown if km < 0 else 1.0 / (1.0 + (km / weights.place_half_km) ** 4)

    def relation(self, offered: Reach, needed: Reach) -> int:
        """Return how the offer's reach stands to the need's: COVERED, WITHIN, APART or OPEN."""
        known = self.relations(needed)
        level = known.get(offered.number)
        if level is None:
            level = known[offered.number] = _relation(offered, needed)
        return level

    def relations(self, needed: Reach) -> dict[int, int]:
        """Return what is known so far of reaches, by their numbers, to that of a need."""
        return self._relations.setdefault(needed.number, {})

    @staticmethod
    def distance(offer: Exchange, need: Exchange) -> float:
        """Return the kilometres between the two members, as `vocabularies.distance`; UNKNOWN without places."""
        if offer.at is None or need.at is None:
            return UNKNOWN
        return 2 * EARTH_KM * asin(min(1.0, dist(offer.at, need.at) / 2))

    def chain(self, offer: Exchange, need: Exchange) -> float:
        """Return by how much a common chain raises the score."""
        if offer.stage < 0 or need.stage < 0 or offer.chain != need.chain:
            return 0.0
        return self._raises.get(abs(offer.stage - need.stage), 0.0)


def _relation(offered: Reach, needed: Reach) -> int:
    if offered.stated and offered.covers(needed):
        return COVERED
    if needed.stated and needed.covers(offered):
        return WITHIN
    return APART if offered.stated else OPEN


def alike(offer: Exchange, need: Exchange) -> float:
    """Return the cosine of two texts."""
    one, other = offer.words, need.words
    shared = one.keys() & other.keys()
    if not shared:
        return 0.0
    # In one order: what rounding makes of a sum must not depend on the order of a set.
    return min(1.0, sum(one[word] * other[word] for word in (sorted(shared) if len(shared) > 2 else shared)))


def together(offer: Exchange, need: Exchange) -> int:
    """Return on how many days both stand."""
    return min(offer.ends, need.ends) - max(offer.begins, need.begins) + 1
