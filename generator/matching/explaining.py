"""Why a pair is a match, and what it lacks, from the same factors as its score."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from generator.matching import reasons as because
from generator.matching.reasons import Missing, Reason, Ref, Side
from generator.matching.weighing import COVERED, OPEN, WITHIN, distance, together
from generator.records.offer import ExchangeKind, Terms

if TYPE_CHECKING:
    from generator.matching.exchange import Exchange, Subject
    from generator.matching.subjects import Subjects
    from generator.matching.weighing import Scale
    from generator.records.federation import Federation
    from generator.records.offer import Need

_WORDS = 4
"""So many shared words are enough to see why two texts are alike."""
_ALIKE = 0.15
"""Texts that are less alike have nothing to say."""


class Explaining:
    """Gives reasons for pairs. `seeks` returns the need of a ref."""

    def __init__(
        self, federation: Federation, subjects: Subjects, scale: Scale, today: date, seeks: Callable[[Ref], Need]
    ) -> None:
        self._federation = federation
        self._subjects = subjects
        self._scale = scale
        self._today = today
        self._seeks = seeks

    def reasons(self, offer: Exchange, need: Exchange, reciprocal: tuple[Ref, Ref] | None) -> tuple[Reason, ...]:
        """Return what speaks for the pair: subject, words, place, time, terms, chain, reciprocity."""
        return (
            *self._subject(offer.subject, need.subject),
            *self._words(offer, need),
            *self._place(offer, need),
            self._overlap(offer, need),
            *_fitting(offer, need),
            *self._chain(offer, need),
            *([because.Reciprocal(*reciprocal)] if reciprocal else []),
        )

    def missing(self, offer: Exchange, need: Exchange) -> tuple[Missing, ...]:
        """Return what takes something from the pair's score, what could be told before what would have to change."""
        return (*self._untold(offer, need), *self._amiss(offer, need))

    def _subject(self, offer: Subject, need: Subject) -> Iterator[Reason]:
        service = self._scale.link(offer, need)[1]
        if not service:
            if offer.group and offer.group == need.group:
                yield because.SameGroup(offer.group)
        elif offer.service == need.service == service:
            yield because.SameService(service)
        else:
            yield self._linked(service, offer, need)

    def _linked(self, service: str, offer: Subject, need: Subject) -> Reason:
        if offer.service and need.service and service in {offer.service, need.service}:
            mine = self._subjects.broader.get(offer.service, ()), self._subjects.broader.get(need.service, ())
            if need.service in mine[0] or offer.service in mine[1]:
                return because.Narrower(offer.service, need.service)
        named = [(side, one) for side, one in ((Side.OFFER, offer), (Side.NEED, need)) if one.service != service]
        by = tuple(side for side, one in named if dict(one.about)[service] != self._scale.weights.strength_profile)
        return because.Named(service, by) if by else because.Profile(service)

    def _words(self, offer: Exchange, need: Exchange) -> Iterator[Reason]:
        shared = {term: weight * need.words[term] for term, weight in offer.words.items() if term in need.words}
        if sum(shared.values()) < _ALIKE:
            return
        telling = sorted(shared, key=lambda term: (-shared[term], term))[:_WORDS]
        written = self._subjects.written(self._seeks(need.ref))
        words = tuple(dict.fromkeys(written[term] for term in telling if term in written))
        if words:
            yield because.Alike(words)

    def _place(self, offer: Exchange, need: Exchange) -> Iterator[Reason]:
        relation, km = self._scale.relation(offer.reach, need.reach), distance(offer, need)
        if relation == COVERED and (area := offer.reach.covering(need.reach)):
            yield because.Covers(area.code)
        elif relation == WITHIN and (area := need.reach.covering(offer.reach)):
            yield because.Within(area.code)
        if 0 <= km < self._scale.weights.place_far_km:
            yield because.Near(km)

    def _overlap(self, offer: Exchange, need: Exchange) -> Reason:
        begins = date.fromordinal(max(offer.begins, need.begins))
        return because.Overlap(begins, date.fromordinal(min(offer.ends, need.ends)), later=begins > self._today)

    def _chain(self, offer: Exchange, need: Exchange) -> Iterator[Reason]:
        if self._scale.chain(offer.form, need.form):
            stages = self._federation.chains[offer.form.chain].stages
            offered, sought = stages[offer.form.stage].id, stages[need.form.stage].id
            if offered == sought:
                yield because.SameStage(offer.form.chain, offered)
            else:
                yield because.NextStage(offer.form.chain, offered, sought)

    def _untold(self, offer: Exchange, need: Exchange) -> Iterator[Missing]:
        if sides := _sides(not offer.subject.service, not need.subject.service):
            yield because.NoService(sides)
        if sides := _sides(not offer.form.terms, not need.form.terms):
            yield because.NoTerms(sides)
        if self._scale.relation(offer.reach, need.reach) == OPEN:
            yield because.NoArea()

    def _amiss(self, offer: Exchange, need: Exchange) -> Iterator[Missing]:
        weights, km = self._scale.weights, distance(offer, need)
        if offer.subject.service and need.subject.service and offer.subject.service != need.subject.service:
            yield because.OtherService(offer.subject.service, need.subject.service)
        if offer.form.kind != need.form.kind:
            yield because.OtherKind(_kind(offer), _kind(need))
        if offer.form.terms and need.form.terms and offer.form.terms.isdisjoint(need.form.terms):
            yield because.OtherTerms(_in_order(offer.form.terms), _in_order(need.form.terms))
        if km >= weights.place_far_km:
            yield because.Far(km)
        if together(offer, need) < weights.time_enough_days:
            yield because.Short(together(offer, need))
        if sides := _sides(offer.form.in_talks, need.form.in_talks):
            yield because.InTalks(sides)


def _kind(exchange: Exchange) -> ExchangeKind:
    return next(kind for kind in ExchangeKind if kind.value == exchange.form.kind)


def _fitting(offer: Exchange, need: Exchange) -> Iterator[Reason]:
    if common := offer.form.terms & need.form.terms:
        yield because.TermsFit(_in_order(common))


def _in_order(terms: frozenset[str]) -> tuple[Terms, ...]:
    return tuple(term for term in Terms if term.value in terms)


def _sides(offer: bool, need: bool) -> tuple[Side, ...]:
    return tuple(side for side, there in ((Side.OFFER, offer), (Side.NEED, need)) if there)
