"""For each member, the one empty field that would open most matches and calls, found by trying.

A field is tried with a few values that make sense for this member, and each try counts the matches and the calls that
come about. Only one field is filled at a time, all else stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.matching.eligibility import SERVICES, Eligibility
from generator.matching.field_tries import Tries, Try
from generator.matching.preparation import Preparation
from generator.matching.reach import Reaches
from generator.matching.subjects import Subjects
from generator.matching.weighing import Scale
from generator.matching.weights import weights
from generator.records.call import CallState
from generator.records.criteria import Criteria
from generator.vocabularies.areas import ITALY

if TYPE_CHECKING:
    from generator.matching.eligibility import Field
    from generator.matching.exchange import Exchange
    from generator.matching.matches import Matches
    from generator.matching.reasons import Ref
    from generator.records.federation import Federation
    from generator.records.member import Member
    from generator.search.analysis import Analysis
    from generator.vocabularies import Vocabularies

LIVE = frozenset((CallState.UPCOMING, CallState.OPEN, CallState.CLOSING))


class NextField(NamedTuple):
    """A field and what filling it opens.

    field: keys of the member's file, an offer or a need by its id: `("offers", "cold-chain", "service")`. value: the
    one that opened this much, None where the records cannot tell which is true: then
    `calls` are those that the field alone keeps one from telling. matches: offer and need of each new
    pair; calls: slugs; both in their order.
    """

    field: Field
    value: Any
    matches: tuple[tuple[Ref, Ref], ...]
    calls: tuple[str, ...]

    @property
    def opened(self) -> int:
        """How many matches and calls."""
        return len(self.matches) + len(self.calls)


def next_fields(
    federation: Federation,
    vocabularies: Vocabularies,
    analysis: Analysis,
    today: date,
    now: datetime,
    found: Matches,
    *,
    members: Iterable[str] | None = None,
) -> Mapping[str, NextField]:
    """Return the next best field of each member that has one, by slug.

    found: the matches of `today`. now: the aware time that says which calls are still to come or open. members: slugs
    to look at; all of them unless it is said. Of fields that open the same, an offer's or a need's own comes first, a
    narrower area before a wider one.
    """
    market = _Market(federation, vocabularies, analysis, today, found)
    open_calls = _OpenCalls(federation, vocabularies, now)
    best = {}
    for slug in sorted(federation.members if members is None else members):
        fields = list(_opened(slug, federation.members[slug], market, open_calls))
        if fields:
            best[slug] = max(enumerate(fields), key=lambda item: (item[1].opened, -item[0]))[1]
    return best


def _opened(slug: str, member: Member, market: _Market, calls: _OpenCalls) -> Iterator[NextField]:
    """Yield every field that opens anything, each with the value that opens most, in the order of the tries."""
    untold = calls.untold(member)
    fields: dict[Field, NextField] = {}
    tries = list(market.tries.of(member))
    for one, matches in zip(tries, market.opened(slug, tries), strict=True):
        reached = tuple(
            call for call, lacking in untold.items() if lacking == one.tells and calls.meets(call, one.member)
        )
        opened = NextField(one.field, one.value, matches, reached)
        if opened.opened > (fields[one.field].opened if one.field in fields else 0):
            fields[one.field] = opened
    by_field: dict[Field, list[str]] = defaultdict(list)
    for call, lacking in untold.items():
        # Of the many services that one may do, calls seek different ones: no one answer opens them all.
        if len(lacking) == 1 and lacking[0] != SERVICES:
            by_field[lacking[0]].append(call)
    for field, reached_by in by_field.items():
        if len(reached_by) > (fields[field].opened if field in fields else 0):
            fields[field] = NextField(field, None, (), tuple(reached_by))
    yield from fields.values()


class _OpenCalls:
    """The calls that a member can still take part in."""

    def __init__(self, federation: Federation, vocabularies: Vocabularies, now: datetime) -> None:
        self._calls = {
            slug: Eligibility(call.criteria or Criteria(), vocabularies)
            for slug, call in sorted(federation.calls.items())
            if call.criteria is not None and call.state(now) in LIVE
        }

    def untold(self, member: Member) -> dict[str, tuple[Field, ...]]:
        """Return the calls of which one cannot tell whether they are for a member, and the fields that would."""
        fits = ((slug, eligibility.of(member)) for slug, eligibility in self._calls.items())
        return {slug: fit.untold for slug, fit in fits if fit.untold}

    def meets(self, call: str, member: Member) -> bool:
        """Return whether a call is for a member."""
        return self._calls[call].of(member).meets


@dataclass(frozen=True)
class _Side:
    """Offers or needs by what others find them by."""

    leads: Mapping[str, Sequence[Exchange]]
    tells: Mapping[str, Sequence[Exchange]]
    chains: Mapping[str, Sequence[Exchange]]

    @classmethod
    def of(cls, exchanges: Iterable[Exchange]) -> _Side:
        leads, tells, chains = defaultdict(list), defaultdict(list), defaultdict(list)
        for one in exchanges:
            for lead in one.subject.leads:
                leads[lead].append(one)
            for word in one.tells:
                tells[word].append(one)
            if one.form.chain:
                chains[one.form.chain].append(one)
        return cls(leads, tells, chains)

    def near(self, exchange: Exchange) -> Iterable[Exchange]:
        """Return those that may meet an exchange, and others, each once."""
        found: dict[int, Exchange] = {}
        for keys, by in (
            (exchange.subject.leads, self.leads),
            (exchange.tells, self.tells),
            ((exchange.form.chain,), self.chains),
        ):
            for key in keys:
                for one in by.get(key, ()):
                    found[id(one)] = one
        return found.values()


class _Market:
    """All that stands, to hold an exchange against that stands only in a try."""

    def __init__(
        self, federation: Federation, vocabularies: Vocabularies, analysis: Analysis, today: date, found: Matches
    ) -> None:
        self._found = found
        self._weights = weights()
        self._scale = Scale(self._weights)
        subjects = Subjects(vocabularies, analysis, self._weights)
        self._preparation = Preparation(subjects, Reaches(vocabularies), self._weights, federation.chains, today)
        members = [(slug, one) for slug, one in sorted(federation.engaged.items()) if one.offers or one.needs]
        standing = self._preparation.everything(members)
        self._offers, self._needs = _Side.of(standing.offers), _Side.of(standing.needs)
        self.tries = Tries(
            vocabularies, subjects, analysis.language, today, self._needs.leads.keys(), _towns(federation)
        )
        self._least: dict[Ref, float] = {}

    def opened(self, slug: str, tries: Sequence[Try]) -> Iterator[tuple[tuple[Ref, Ref], ...]]:
        """Yield for each try the pairs that it brings about, in their order."""
        for one in tries:
            offers, needs = self._preparation.of(slug, one.affected)
            pairs = {pair for offer in offers for pair in self._of_offer(offer)}
            pairs |= {pair for need in needs for pair in self._of_need(need)}
            yield tuple(sorted(pairs))

    def _of_offer(self, offer: Exchange) -> Iterator[tuple[Ref, Ref]]:
        there = {one.need for one in self._found.of_offer(*offer.ref)}
        for need in self._needs.near(offer):
            if need.ref not in there and self._score(offer, need) > self._least_of(need.ref):
                yield offer.ref, need.ref

    def _of_need(self, need: Exchange) -> Iterator[tuple[Ref, Ref]]:
        there = {one.offer for one in self._found.of_need(*need.ref)}
        scored = [(-self._score(offer, need), offer.ref) for offer in self._offers.near(need)]
        for score, offer in sorted(scored)[: self._weights.kept]:
            if score and offer not in there:
                yield offer, need.ref

    def _score(self, offer: Exchange, need: Exchange) -> float:
        return self._scale.score(offer, need) if self._scale.may_meet(offer, need) else 0.0

    def _least_of(self, need: Ref) -> float:
        """Return what an offer must score to be kept by a need: it keeps only so many."""
        if need not in self._least:
            kept = self._found.of_need(*need)
            self._least[need] = kept[-1].score if len(kept) >= self._weights.kept else 0.0
        return self._least[need]


def _towns(federation: Federation) -> tuple[str, ...]:
    """Return the municipalities where members have their offices, those of most members first."""
    found = Counter(
        member.address.municipality
        for member in federation.members.values()
        if member.address is not None and member.address.country == ITALY
    )
    return tuple(sorted(found, key=lambda code: (-found[code], code)))
