"""An offer held against a need: one score from 0 to 1, and what it is made of."""

from __future__ import annotations

from functools import cached_property
from math import asin, sqrt
from typing import TYPE_CHECKING, NamedTuple

from generator.vocabularies.distance import EARTH_KM

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange
    from generator.matching.weights import Weights

UNKNOWN = -1.0
"""A distance that is not known."""


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
        self._places: dict[tuple[int, int], int] = {}

    def meets(self, offer: Exchange, need: Exchange) -> bool:
        """Return whether the two may meet at all: of two members, of kinds that go together, at one time."""
        return (
            self.weights.kinds[offer.kind, need.kind] > 0
            and offer.begins <= need.ends
            and need.begins <= offer.ends
            and offer.ref[0] != need.ref[0]
        )

    def weigh(self, offer: Exchange, need: Exchange) -> Weighed | None:
        """Return what a pair is made of; None where the two can never meet or are about different things."""
        if not self.meets(offer, need):
            return None
        subject = self.subject(offer, need)
        if not subject:
            return None
        km = self.distance(offer, need)
        place = self.place(offer, need, km)
        if not place:
            return None
        weights = self.weights
        return Weighed(
            subject,
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
        if offer.service and offer.service == need.service:
            return offer.about[offer.service] * need.about[need.service], offer.service
        best, which, sought = 0.0, "", need.about
        for service, sure in offer.about.items():
            if service in sought:
                value = sure * sought[service]
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
        weights, level = self.weights, self.relation(offer, need)
        if level in {COVERED, WITHIN}:
            plain = 1.0 if level == COVERED else weights.place_within
            return (
                plain if km < 0 else plain * (1.0 - weights.place_far * (1.0 - 0.5 ** (km / weights.place_far_half_km)))
            )
        if level == APART:
            return weights.place_outside if 0 <= km <= weights.place_close_km else 0.0
        return weights.place_unknown if km < 0 else 1.0 / (1.0 + (km / weights.place_half_km) ** 4)

    def relation(self, offer: Exchange, need: Exchange) -> int:
        """Return how the offer's reach stands to the need's: COVERED, WITHIN, APART or OPEN."""
        key = id(offer.reach), id(need.reach)
        if key not in self._places:
            self._places[key] = _relation(offer, need)
        return self._places[key]

    @staticmethod
    def distance(offer: Exchange, need: Exchange) -> float:
        """Return the kilometres between the two members, as `vocabularies.distance`; UNKNOWN without places."""
        one, other = offer.at, need.at
        if one is None or other is None:
            return UNKNOWN
        chord = sqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2)
        return 2 * EARTH_KM * asin(min(1.0, chord / 2))

    def chain(self, offer: Exchange, need: Exchange) -> float:
        """Return by how much a common chain raises the score."""
        if not offer.chain or offer.chain != need.chain or offer.stage < 0 or need.stage < 0:
            return 0.0
        apart = abs(offer.stage - need.stage)
        return self._chains.get(apart, 0.0)

    @cached_property
    def _chains(self) -> dict[int, float]:
        return {0: self.weights.raise_same_stage, 1: self.weights.raise_next_stage}


COVERED, WITHIN, APART, OPEN = range(4)
"""An area of the offer covers one of the need; the need seeks in one in which the offer's lies; they do not meet; the
offer names no area."""


def _relation(offer: Exchange, need: Exchange) -> int:
    if offer.reach.stated and offer.reach.covers(need.reach):
        return COVERED
    if need.reach.stated and need.reach.covers(offer.reach):
        return WITHIN
    return APART if offer.reach.stated else OPEN


def alike(offer: Exchange, need: Exchange) -> float:
    """Return the cosine of two texts."""
    one, other = offer.words, need.words
    shared = one.keys() & other.keys()
    return min(1.0, sum(one[word] * other[word] for word in sorted(shared))) if shared else 0.0


def together(offer: Exchange, need: Exchange) -> int:
    """Return on how many days both stand."""
    return min(offer.ends, need.ends) - max(offer.begins, need.begins) + 1
