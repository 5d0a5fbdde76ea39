"""What members offer of that which calls seek: a partner is sought on the scale on which needs are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.weighing import COVERED, WITHIN

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange
    from generator.matching.explained import Explained
    from generator.matching.reasons import Ref
    from generator.records.call import Call

KEPT = 24
"""So many offers are found for each partner that is sought: the best."""


class Found(NamedTuple):
    """An offer of what is sought: the member's slug and the id within it, and the score from 0 to 1."""

    offer: Ref
    score: float


class Sought:
    """Finds offers of a service within areas.

    What a call seeks is taken for a need of the service's name and code, of whatever kind an offer is, from today on.
    It stands nowhere itself: offers count that hold in the call's areas, or whose members are there. Where a call names
    none, these are the countries in which members are (`everywhere`). `named` says what a service is called.
    """

    def __init__(self, explained: Explained, everywhere: Iterable[str], named: Mapping[str, str]) -> None:
        self._explained = explained
        self._everywhere = tuple(everywhere)
        self._named = named
        self._found = cache(self._best)

    def by(self, call: Call) -> tuple[tuple[Found, ...], ...]:
        """Return the offers for each partner that a call seeks, the best first, then by slug and id."""
        areas = (call.criteria.area if call.criteria else ()) or self._everywhere
        return tuple(self._found(seek.service, areas) for seek in call.seeks)

    def _best(self, service: str, areas: tuple[str, ...]) -> tuple[Found, ...]:
        name = self._named.get(service)
        if name is None:
            return ()
        need, scale = self._explained.wanted(service, name, areas), self._explained.scale
        of_kind: dict[str, Exchange] = {}
        found = set()
        for lead in need.subject.leads:
            for number in self._by_lead.get(lead, ()):
                offer = self._explained.offers[number]
                # Nobody seeks from an office: a distance, which decides elsewhere, is not to be had.
                if scale.relation(offer.reach, need.reach) not in {COVERED, WITHIN}:
                    continue
                kind = offer.form.kind
                asked = of_kind.setdefault(kind, need._replace(form=need.form._replace(kind=kind)))
                if score := scale.score(offer, asked):
                    found.add(Found(offer.ref, round(score, 4)))
        return tuple(sorted(found, key=lambda one: (-one.score, one.offer))[:KEPT])

    @cached_property
    def _by_lead(self) -> Mapping[str, Sequence[int]]:
        exchanges = self._explained.offers
        numbers: dict[str, list[int]] = defaultdict(list)
        for number in range(len(exchanges)):
            for lead in exchanges.subject(number).leads:
                numbers[lead].append(number)
        return numbers
