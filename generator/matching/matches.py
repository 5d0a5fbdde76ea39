"""All matches of a federation on a day."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.candidates import Candidates
from generator.matching.exchange import Exchange, Preparation
from generator.matching.explaining import Explaining
from generator.matching.reach import Reaches
from generator.matching.subjects import Subjects
from generator.matching.weighing import Scale
from generator.matching.weights import Weights, weights
from generator.processes.sharing import FEW, shared

if TYPE_CHECKING:
    from generator.matching.reasons import Missing, Reason, Ref
    from generator.records.federation import Federation
    from generator.records.offer import Need
    from generator.search.analysis import Analysis
    from generator.vocabularies import Vocabularies

_DIGITS = 10_000
"""Scores are counted in such parts: what lies below says nothing, and could depend on the machine."""


@dataclass(frozen=True)
class Match:
    """An offer that meets a need.

    offer, need: slug of the member and id within it. score: 0 to 1. until: the last day on which both stand.
    """

    offer: Ref
    need: Ref
    score: float
    until: date
    _why: Explained = field(repr=False, compare=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks for it, worked out when it is first asked for."""
        return self._why.reasons(self.offer, self.need)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks to be better."""
        return self._why.missing(self.offer, self.need)

    @property
    def reciprocal(self) -> bool:
        """Whether each of the two members has what the other seeks."""
        return self._why.reciprocal(self.offer, self.need) is not None


class Partner(NamedTuple):
    """Another member, and the matches with it both ways, the best first."""

    slug: str
    matches: tuple[Match, ...]


class Pairings(NamedTuple):
    """Kept pairs, need by need, as columns.

    counts: how many offers each need keeps. offers: their numbers, the best first. scores: theirs, in ten-thousandths.
    """

    counts: array[int]
    offers: array[int]
    scores: array[int]

    @classmethod
    def none(cls) -> Pairings:
        """Return columns without anything in them."""
        return cls(array("I"), array("I"), array("H"))


class Matches:
    """The matches of a day. One set of pairs: what a member sees of another, the other sees of it."""

    def __init__(self, explained: Explained, pairings: Pairings) -> None:
        self._why = explained
        self._pairings = pairings

    def __len__(self) -> int:
        return len(self._pairings.scores)

    @cached_property
    def all(self) -> tuple[Match, ...]:
        """Every match, the best first, then in the order of slugs and ids."""
        return self._ranked(range(len(self)))

    def of_need(self, slug: str, id_: str) -> tuple[Match, ...]:
        """Return the offers that meet a need, the best first."""
        return self._ranked(self._by_need.get((slug, id_), ()))

    def of_offer(self, slug: str, id_: str) -> tuple[Match, ...]:
        """Return the needs that an offer meets, the best first."""
        return self._ranked(self._by_offer.get((slug, id_), ()))

    def of_member(self, slug: str) -> tuple[Match, ...]:
        """Return the matches of all offers and needs of a member, the best first."""
        return self._ranked(self._by_member.get(slug, ()))

    def partners(self, slug: str) -> tuple[Partner, ...]:
        """Return the members that have what this one seeks or seek what it has; whose best match is best, first."""
        partners: dict[str, list[Match]] = defaultdict(list)
        for match in self.of_member(slug):
            partners[match.need[0] if match.offer[0] == slug else match.offer[0]].append(match)
        return tuple(Partner(other, tuple(found)) for other, found in partners.items())

    def _ranked(self, numbers: Iterable[int]) -> tuple[Match, ...]:
        found = map(self._match, numbers)
        return tuple(sorted(found, key=lambda match: (-match.score, match.offer, match.need)))

    def _match(self, number: int) -> Match:
        known = self._made.get(number)
        if known is None:
            offer = self._why.offers[self._pairings.offers[number]]
            need = self._why.needs[bisect_right(self._starts, number) - 1]
            until = date.fromordinal(min(offer.ends, need.ends))
            score = self._pairings.scores[number] / _DIGITS
            known = self._made[number] = Match(offer.ref, need.ref, score, until, self._why)
        return known

    @cached_property
    def _made(self) -> dict[int, Match]:
        return {}

    @cached_property
    def _starts(self) -> array[int]:
        """Where the pairs of each need begin, and where the last one's end."""
        return array("I", accumulate(self._pairings.counts, initial=0))

    @cached_property
    def _by_need(self) -> Mapping[Ref, range]:
        spans = zip(self._why.needs, pairwise(self._starts), strict=True)
        return {need.ref: range(start, end) for need, (start, end) in spans if end > start}

    @cached_property
    def _by_offer(self) -> Mapping[Ref, list[int]]:
        groups: dict[Ref, list[int]] = defaultdict(list)
        for number, offer in enumerate(self._pairings.offers):
            groups[self._why.offers[offer].ref].append(number)
        return dict(groups)

    @cached_property
    def _by_member(self) -> Mapping[str, list[int]]:
        groups: dict[str, list[int]] = defaultdict(list)
        for found in (self._by_need, self._by_offer):
            for (slug, _), numbers in found.items():
                groups[slug].extend(numbers)
        return dict(groups)


def matches(
    federation: Federation,
    vocabularies: Vocabularies,
    analysis: Analysis,
    today: date,
    *,
    weights: Weights | None = None,
    subjects: Subjects | None = None,
    workers: int | None = None,
) -> Matches:
    """Return all matches between offers and needs that stand `today`.

    Each need keeps its best offers, as many as `weights.kept`, of those whose score reaches `weights.threshold`.
    The score of a pair depends on nothing but the two exchanges and their two members. `subjects`: of the same
    vocabularies, analysis and weights, where they are there already: to make them takes most of the time that a small
    federation needs. `workers`: processes that may share the work; as many as there are processors unless it is said.
    """
    explained = Explained(federation, vocabularies, analysis, today, weights or _default(), subjects, workers)
    return Matches(explained, explained.pairings(workers))


def _default() -> Weights:
    return weights()


class Party(NamedTuple):
    """What a member offers and seeks, the leads of both, and whether each has something without code or with a stage,
    which others find without leads.
    """

    offers: Sequence[Exchange]
    needs: Sequence[Exchange]
    offered: frozenset[str]
    sought: frozenset[str]
    loose: bool

    @classmethod
    def of(cls, offers: Sequence[Exchange], needs: Sequence[Exchange]) -> Party:
        """Return the party of a member's exchanges."""
        offered = frozenset[str]().union(*(offer.leads for offer in offers))
        sought = frozenset[str]().union(*(need.leads for need in needs))
        loose = any(not exchange.service or exchange.stage >= 0 for exchange in (*offers, *needs))
        return cls(offers, needs, offered, sought, loose)

    def may_serve(self, other: Party) -> bool:
        """Return whether an offer of this party may meet a need of the other's."""
        return not self.offered.isdisjoint(other.sought) or self.loose or other.loose


class Explained:
    """The exchanges that stand on a day, and what is known of each pair of them."""

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
        self._federation = federation
        self._weights = weights
        self._scale = Scale(weights)
        subjects = subjects or Subjects(vocabularies, analysis, weights)
        preparation = Preparation(subjects, Reaches(vocabularies), weights, federation.chains, today)
        self._explaining = Explaining(federation, subjects, self._scale, today, self._need)
        self.offers: list[Exchange] = []
        self.needs: list[Exchange] = []
        self._parties: dict[str, Party] = {}
        members = [(slug, member) for slug, member in federation.members.items() if member.offers or member.needs]
        for slug, offers, needs in preparation.everything(sorted(members, key=itemgetter(0)), workers):
            self.offers += offers
            self.needs += needs
            self._parties[slug] = Party.of(offers, needs)

    def pairings(self, workers: int | None) -> Pairings:
        """Return the pairs that are kept."""
        kept = Pairings.none()
        if not self.offers or not self.needs:
            kept.counts.extend(0 for _ in self.needs)
            return kept
        candidates = Candidates(self.offers, self._scale)
        # Neighbours one after the other: they are held against the same offers, which then are near at hand.
        numbers = sorted(range(len(self.needs)), key=lambda number: _neighbourhood(self.needs[number]))
        parts = [numbers[start : start + FEW] for start in range(0, len(numbers), FEW)]
        found = dict(shared(partial(self._pairings, candidates), parts, workers))
        where: dict[int, tuple[int, int, int]] = {}
        for part, needs in enumerate(parts):
            ends = accumulate(found[part].counts, initial=0)
            where.update((need, (part, *span)) for need, span in zip(needs, pairwise(ends), strict=True))
        for need in range(len(numbers)):
            part, start, end = where.pop(need)
            kept.counts.append(end - start)
            kept.offers.extend(found[part].offers[start:end])
            kept.scores.extend(found[part].scores[start:end])
        return kept

    def _pairings(self, candidates: Candidates, needs: Sequence[int]) -> Pairings:
        kept = Pairings.none()
        for number in needs:
            best = self._best(candidates, self.needs[number])
            kept.counts.append(len(best))
            kept.offers.extend(offer for _, offer in best)
            kept.scores.extend(-score for score, _ in best)
        return kept

    def _best(self, candidates: Candidates, need: Exchange) -> list[tuple[int, int]]:
        """Return the offers that a need keeps, as negative score in ten-thousandths and number, the best first."""
        offers, score = self.offers, self._scale.score
        scored = [(score(offers[at], need), at) for at in candidates.of(need)]
        return sorted((-self._raised(offers[at], need, plain), at) for plain, at in scored if plain)[
            : self._weights.kept
        ]

    def _raised(self, offer: Exchange, need: Exchange, score: float) -> int:
        giver, seeker = self._parties[offer.ref[0]], self._parties[need.ref[0]]
        if seeker.may_serve(giver) and self._returned(giver, seeker):
            score = 1.0 - (1.0 - score) * (1.0 - self._weights.raise_reciprocal)
        return round(score * _DIGITS)

    def _returned(self, giver: Party, seeker: Party) -> tuple[Ref, Ref] | None:
        """Return the best pair by which the seeker gives and the giver seeks; None when there is no match."""
        best: tuple[float, Ref, Ref] | None = None
        for offer in seeker.offers:
            for need in giver.needs:
                score = self._scale.score(offer, need) if self._scale.may_meet(offer, need) else 0.0
                if score:
                    found = (-round(score * _DIGITS), offer.ref, need.ref)
                    best = min(best, found) if best else found
        return best[1:] if best else None

    def reciprocal(self, offer: Ref, need: Ref) -> tuple[Ref, Ref] | None:
        """Return the pair by which the other member returns it: its offer, and the need of the first."""
        return self._returned(self._parties[offer[0]], self._parties[need[0]])

    def reasons(self, offer: Ref, need: Ref) -> tuple[Reason, ...]:
        """Return what speaks for a pair."""
        return self._explaining.reasons(*self._pair(offer, need), self.reciprocal(offer, need))

    def missing(self, offer: Ref, need: Ref) -> tuple[Missing, ...]:
        """Return what a pair lacks."""
        return self._explaining.missing(*self._pair(offer, need))

    def _pair(self, offer: Ref, need: Ref) -> tuple[Exchange, Exchange]:
        return (
            next(one for one in self._parties[offer[0]].offers if one.ref == offer),
            next(one for one in self._parties[need[0]].needs if one.ref == need),
        )

    def _need(self, ref: Ref) -> Need:
        return next(need for need in self._federation.members[ref[0]].needs if need.id == ref[1])


def _neighbourhood(need: Exchange) -> tuple[str, int, int]:
    latitude, longitude = need.point or (0.0, 0.0)
    return need.service or min(need.leads, default=""), round(latitude), round(longitude)
