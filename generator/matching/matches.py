"""All matches of a federation on a day."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.explained import Explained
from generator.matching.weighing import DIGITS
from generator.matching.weights import weights as given_weights

if TYPE_CHECKING:
    from generator.matching.pairings import Pairings
    from generator.matching.reasons import Missing, Reason, Ref
    from generator.matching.subjects import Subjects
    from generator.matching.weights import Weights
    from generator.records.federation import Federation
    from generator.search.analysis import Analysis
    from generator.vocabularies import Vocabularies


@dataclass(frozen=True)
class Match:
    """An offer that meets a need.

    offer, need: slug of the member and id within it. score: 0 to 1. until: the last day on which both stand.
    reciprocal: whether each of the two members has what the other seeks.
    """

    offer: Ref
    need: Ref
    score: float
    until: date
    reciprocal: bool
    _why: Explained = field(repr=False, compare=False)

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """What speaks for it, worked out when it is first asked for."""
        return self._why.reasons(self.offer, self.need, returned=self.reciprocal)

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """What it lacks to be better."""
        return self._why.missing(self.offer, self.need)


class Partner(NamedTuple):
    """Another member, and the matches with it both ways, the best first."""

    slug: str
    matches: tuple[Match, ...]


class Matches:
    """The matches of a day. One set of pairs: what a member sees of another, the other sees of it."""

    def __init__(self, explained: Explained, pairings: Pairings) -> None:
        self._why = explained
        self._pairings = pairings

    def __len__(self) -> int:
        return len(self._pairings.scores)

    @property
    def explained(self) -> Explained:
        """The exchanges of the day, of which these are the pairs."""
        return self._why

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
            offers, needs = self._why.offers, self._why.needs
            offer, need = self._pairings.offers[number], bisect_right(self._starts, number) - 1
            until = date.fromordinal(min(offers.ends[offer], needs.ends[need]))
            score, returned = self._pairings.scores[number] / DIGITS, bool(self._pairings.returned[number])
            known = Match(offers.ref(offer), needs.ref(need), score, until, returned, self._why)
            self._made[number] = known
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
        ref, spans = self._why.needs.ref, enumerate(pairwise(self._starts))
        return {ref(need): range(start, end) for need, (start, end) in spans if end > start}

    @cached_property
    def _by_offer(self) -> Mapping[Ref, list[int]]:
        groups: dict[Ref, list[int]] = defaultdict(list)
        for number, offer in enumerate(self._pairings.offers):
            groups[self._why.offers.ref(offer)].append(number)
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
    # Where nothing is matched nobody waits for numpy.
    from generator.matching.pairings import pairings

    explained = Explained(federation, vocabularies, analysis, today, weights or given_weights(), subjects, workers)
    return Matches(explained, pairings(explained, workers))
