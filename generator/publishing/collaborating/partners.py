"""With whom a member could work: what its page shows of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.matching.matches import Match
    from generator.publishing.collaborating.meeting import Meeting, Meetings
    from generator.records.member import Member
    from generator.records.offer import Need, Offer

FEW = 4
"""Partners that stand open; the others unfold."""
MANY = 16
"""Partners that a page shows at most: the best. Nobody reads more, and the board has them all."""
BOTH_WAYS = 4
"""Matches with one partner that are shown, the best."""
BESIDE = 3
"""Matches that an offer or a need shows beside itself."""


class Partnership(NamedTuple):
    """Another member and what joins the two, the best first."""

    slug: str
    meetings: tuple[Meeting, ...]
    reciprocal: bool


class Partners(NamedTuple):
    """A member's partners, `left` more of them that the page does not show, and what each of its own exchanges meets.

    `beside` holds the first meetings of each offer and need by kind and id, and how many there are.
    """

    shown: tuple[Partnership, ...]
    left: int
    beside: Mapping[tuple[str, str], tuple[tuple[Meeting, ...], int]]

    def at(self, kind: str, id_: str) -> tuple[tuple[Meeting, ...], int]:
        """Return what an offer or a need meets."""
        return self.beside.get((kind, id_), ((), 0))


NOBODY = Partners((), 0, {})


class Shown(NamedTuple):
    """The matches that a member's page shows, before anything is made of them."""

    partners: tuple[tuple[str, tuple[Match, ...]], ...]
    left: int
    beside: tuple[tuple[tuple[str, str], tuple[Match, ...], int], ...]

    def others(self) -> set[str]:
        """Return the members that the page shows something of."""
        beside = (match for _, matches, _ in self.beside for match in matches)
        slugs = {slug for match in beside for slug in (match.offer[0], match.need[0])}
        return slugs | {slug for slug, _ in self.partners}

    def key(self) -> tuple[object, ...]:
        """Return what tells it from another, as plain values."""
        return (
            self.left,
            tuple(_told(matches) for _, matches in self.partners),
            tuple((at, _told(matches), count) for at, matches, count in self.beside),
        )


def shown(slug: str, member: Member, meetings: Meetings) -> Shown | None:
    """Return the matches that the page of a member shows; None where there are none."""
    matches = meetings.matches
    if matches is None or not (member.offers or member.needs):
        return None
    found = matches.partners(slug)
    if not found:
        return None
    partners = tuple((partner.slug, partner.matches[:BOTH_WAYS]) for partner in found[:MANY])
    beside = [(("offer", one.id), matches.of_offer(slug, one.id)) for one in _each(member.offers)]
    beside += [(("need", one.id), matches.of_need(slug, one.id)) for one in _each(member.needs)]
    first = tuple((at, met[:BESIDE], len(met)) for at, met in beside if met)
    return Shown(partners, len(found) - len(partners), first)


def partners(shown: Shown | None, meetings: Meetings) -> Partners:
    """Return what is shown, with the records."""
    if shown is None:
        return NOBODY
    return Partners(
        tuple(
            Partnership(slug, tuple(map(meetings.of, matches)), any(match.reciprocal for match in matches))
            for slug, matches in shown.partners
        ),
        shown.left,
        {at: (tuple(map(meetings.of, matches)), count) for at, matches, count in shown.beside},
    )


def _each(exchanges: Sequence[Offer | Need]) -> Sequence[Offer | Need]:
    return sorted(exchanges, key=lambda one: one.id)


def _told(matches: Sequence[Match]) -> tuple[object, ...]:
    return tuple((match.offer, match.need, match.score) for match in matches)
