"""The exchanges that stand on a day, and what is known of each pair of them."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING

from generator.matching.explaining import Explaining
from generator.matching.preparation import Preparation
from generator.matching.reach import Reaches
from generator.matching.subjects import Subjects
from generator.matching.weighing import DIGITS, Scale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.matching.exchange import Exchange
    from generator.matching.exchanges import Exchanges
    from generator.matching.reasons import Missing, Reason, Ref
    from generator.matching.weights import Weights
    from generator.records.federation import Federation
    from generator.records.offer import Need
    from generator.search.analysis import Analysis
    from generator.vocabularies import Vocabularies


class Explained:
    """Offers and needs, what scores them, and why a pair is one: reasons are worked out for what is shown alone."""

    def __init__(
        self,
        federation: Federation,
        vocabularies: Vocabularies,
        analysis: Analysis,
        today: date,
        weights: Weights,
        subjects: Subjects | None = None,
        workers: int | None = None,
    ) -> None:
        self.weights = weights
        self._federation = federation
        subjects = subjects or Subjects(vocabularies, analysis, weights)
        self._preparation = Preparation(subjects, Reaches(vocabularies), weights, federation.chains, today)
        members = [(slug, member) for slug, member in federation.engaged.items() if member.offers or member.needs]
        self.offers, self.needs = self._preparation.everything(sorted(members, key=itemgetter(0)), workers)
        self.scale = Scale(weights)
        self._explaining = Explaining(federation, subjects, self.scale, today, self._need)

    def wanted(self, service: str, title: str, areas: tuple[str, ...]) -> Exchange:
        """Return what is sought in areas, for as long as anybody plans, by somebody who is no member."""
        return self._preparation.wanted(service, title, areas)

    def reciprocal(self, offer: Ref, need: Ref) -> tuple[Ref, Ref] | None:
        """Return the pair by which the other member returns it, the best: its offer, and the need of the first."""
        offers = [self.offers[number] for number in self.offers.of(self._members[need[0]])]
        needs = [self.needs[number] for number in self.needs.of(self._members[offer[0]])]
        found = [
            (-round(score * DIGITS), given.ref, sought.ref)
            for given, sought in product(offers, needs)
            if self.scale.may_meet(given, sought) and (score := self.scale.score(given, sought))
        ]
        return min(found)[1:] if found else None

    def reasons(self, offer: Ref, need: Ref, *, returned: bool) -> tuple[Reason, ...]:
        """Return what speaks for a pair. returned: whether the other member returns it."""
        given, sought = self._number(self.offers, offer), self._number(self.needs, need)
        back = self.reciprocal(offer, need) if returned else None
        return self._explaining.reasons(self.offers[given], self.needs[sought], back)

    def missing(self, offer: Ref, need: Ref) -> tuple[Missing, ...]:
        """Return what a pair lacks."""
        given, sought = self._number(self.offers, offer), self._number(self.needs, need)
        return self._explaining.missing(self.offers[given], self.needs[sought])

    @cached_property
    def _members(self) -> Mapping[str, int]:
        return {slug: number for number, slug in enumerate(self.offers.shared.slugs.items)}

    def _number(self, exchanges: Exchanges, ref: Ref) -> int:
        return next(number for number in exchanges.of(self._members[ref[0]]) if exchanges.ref(number) == ref)

    def _need(self, ref: Ref) -> Need:
        return next(need for need in self._federation.members[ref[0]].needs if need.id == ref[1])
