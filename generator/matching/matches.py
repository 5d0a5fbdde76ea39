"""All matches of a federation on a day."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

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

Key = TypeVar("Key")

_DIGITS = 4
"""Of a score; what lies behind them says nothing, and could depend on the machine."""


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


class Pairing(NamedTuple):
    """Numbers of an offer and a need, and their score."""

    offer: int
    need: int
    score: float


class Matches:
    """The matches of a day. One set of pairs: what a member sees of another, the other sees of it."""

    def __init__(self, explained: Explained, pairings: Sequence[Pairing]) -> None:
        self._why = explained
        self._offers = array("L", (pairing.offer for pairing in pairings))
        self._needs = array("L", (pairing.need for pairing in pairings))
        self._scores = array("d", (pairing.score for pairing in pairings))

    def __len__(self) -> int:
        return len(self._scores)

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

    def _ranked(self, numbers: Sequence[int]) -> tuple[Match, ...]:
        found = map(self._match, numbers)
        return tuple(sorted(found, key=lambda match: (-match.score, match.offer, match.need)))

    def _match(self, number: int) -> Match:
        known = self._made.get(number)
        if known is None:
            offer, need = self._why.offers[self._offers[number]], self._why.needs[self._needs[number]]
            until = date.fromordinal(min(offer.ends, need.ends))
            known = self._made[number] = Match(offer.ref, need.ref, self._scores[number], until, self._why)
        return known

    @cached_property
    def _made(self) -> dict[int, Match]:
        return {}

    @cached_property
    def _by_need(self) -> Mapping[Ref, list[int]]:
        return _grouped((self._why.needs[need].ref, number) for number, need in enumerate(self._needs))

    @cached_property
    def _by_offer(self) -> Mapping[Ref, list[int]]:
        return _grouped((self._why.offers[offer].ref, number) for number, offer in enumerate(self._offers))

    @cached_property
    def _by_member(self) -> Mapping[str, list[int]]:
        pairs = enumerate(zip(self._offers, self._needs, strict=True))
        return _grouped(
            (slug, number)
            for number, (offer, need) in pairs
            for slug in (self._why.offers[offer].ref[0], self._why.needs[need].ref[0])
        )


def matches(
    federation: Federation,
    vocabularies: Vocabularies,
    analysis: Analysis,
    today: date,
    *,
    weights: Weights | None = None,
    workers: int | None = None,
) -> Matches:
    """Return all matches between offers and needs that stand `today`.

    Each need keeps its best offers, as many as `weights.kept`, of those whose score reaches `weights.threshold`.
    The score of a pair depends on nothing but the two exchanges and their two members. `workers`: processes that may
    share the work; as many as there are processors unless it is said.
    """
    explained = Explained(federation, vocabularies, analysis, today, weights or _default())
    return Matches(explained, explained.pairings(workers))


def _default() -> Weights:
    return weights()


class Explained:
    """The exchanges that stand on a day, and what is known of each pair of them."""

    def __init__(
        self, federation: Federation, vocabularies: Vocabularies, analysis: Analysis, today: date, weights: Weights
    ) -> None:
        self._federation = federation
        self._weights = weights
        self._scale = Scale(weights)
        subjects = Subjects(vocabularies, analysis, weights)
        preparation = Preparation(subjects, Reaches(vocabularies), weights, federation.chains, today)
        self._explaining = Explaining(federation, subjects, self._scale, today, self._need)
        self.offers: list[Exchange] = []
        self.needs: list[Exchange] = []
        self._of: dict[str, tuple[Sequence[Exchange], Sequence[Exchange]]] = {}
        for slug, member in sorted(federation.members.items()):
            if member.offers or member.needs:
                offers, needs = preparation.standing(slug, member)
                self.offers += offers
                self.needs += needs
                self._of[slug] = offers, needs

    def pairings(self, workers: int | None) -> list[Pairing]:
        """Return the pairs that are kept, need by need, the best first."""
        if not self.offers or not self.needs:
            return []
        candidates = Candidates(self.offers, self._scale)
        starts = range(0, len(self.needs), FEW)
        parts = [range(start, min(start + FEW, len(self.needs))) for start in starts]
        found = dict(shared(partial(self._pairings, candidates), parts, workers))
        return [Pairing(*pairing) for number in range(len(parts)) for pairing in found[number]]

    def _pairings(self, candidates: Candidates, needs: range) -> list[tuple[int, int, float]]:
        return [(offer, number, score) for number in needs for score, offer in self._kept(candidates, number)]

    def _kept(self, candidates: Candidates, number: int) -> Iterator[tuple[float, int]]:
        need, threshold = self.needs[number], self._weights.threshold
        found = []
        for at in candidates.of(need):
            offer = self.offers[at]
            weighed = self._scale.weigh(offer, need)
            if weighed and weighed.score >= threshold:
                found.append((-self._raised(offer, need, weighed.score), at))
        for score, at in sorted(found)[: self._weights.kept]:
            yield -score, at

    def _raised(self, offer: Exchange, need: Exchange, score: float) -> float:
        if self._returned(offer, need):
            score = 1.0 - (1.0 - score) * (1.0 - self._weights.raise_reciprocal)
        return round(score, _DIGITS)

    def _returned(self, offer: Exchange, need: Exchange) -> tuple[Ref, Ref] | None:
        """Return the best pair the other way round, of the same two members; None when there is no match."""
        back, sought = self._of[need.ref[0]][0], self._of[offer.ref[0]][1]
        best: tuple[float, Ref, Ref] | None = None
        for other in back:
            for want in sought:
                weighed = self._scale.weigh(other, want)
                if weighed and weighed.score >= self._weights.threshold:
                    found = (-round(weighed.score, _DIGITS), other.ref, want.ref)
                    best = min(best, found) if best else found
        return best[1:] if best else None

    def reciprocal(self, offer: Ref, need: Ref) -> tuple[Ref, Ref] | None:
        """Return the pair by which the other member returns it: its offer, and the need of the first."""
        return self._returned(*self._pair(offer, need))

    def reasons(self, offer: Ref, need: Ref) -> tuple[Reason, ...]:
        """Return what speaks for a pair."""
        return self._explaining.reasons(*self._pair(offer, need), self.reciprocal(offer, need))

    def missing(self, offer: Ref, need: Ref) -> tuple[Missing, ...]:
        """Return what a pair lacks."""
        return self._explaining.missing(*self._pair(offer, need))

    def _pair(self, offer: Ref, need: Ref) -> tuple[Exchange, Exchange]:
        return (
            next(one for one in self._of[offer[0]][0] if one.ref == offer),
            next(one for one in self._of[need[0]][1] if one.ref == need),
        )

    def _need(self, ref: Ref) -> Need:
        return next(need for need in self._federation.members[ref[0]].needs if need.id == ref[1])


def _grouped(pairs: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    groups: dict[Key, list[int]] = defaultdict(list)
    for key, number in pairs:
        groups[key].append(number)
    return dict(groups)
