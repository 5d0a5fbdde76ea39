"""Which meetings to show first, and who has met nobody yet."""

from __future__ import annotations

from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from generator.records.member import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.publishing.collaborating.meeting import Meeting, Meetings
    from generator.publishing.members.card import Card
    from generator.publishing.members.exchange_board import Notice
    from generator.publishing.members.roll import Roll
    from generator.publishing.site import Site
    from generator.records.member import Member

_LEAVING = (Status.CEASED, Status.WINDING_UP)

LOOKED_AT = 2_000
"""Of many matches only the best are looked at for the newest: the last of them would not be shown to anybody."""


class Newest(NamedTuple):
    """A meeting, and the day since when it has stood; None where neither record tells."""

    meeting: Meeting
    since: date | None


class Pair(NamedTuple):
    """Two members each of whom has what the other seeks: what the first gives, and what the second gives."""

    first: Meeting
    second: Meeting


class Unmet(NamedTuple):
    """The members that have no contact to others yet: how many, and by slug those that joined last."""

    number: int
    latest: tuple[tuple[str, Member], ...]


def newest(site: Site, meetings: Meetings, few: int) -> tuple[Newest, ...]:
    """Return the latest meetings, each member in at most one of them, so that as many as possible are seen.

    A meeting is as old as the later of its two sides; a side as its record's last confirmation, or the day from which
    it holds, whichever is later. Of one day the best come first.
    """
    if meetings.matches is None:
        return ()
    found = [_dated(meetings.of(match), site.today) for match in meetings.matches.all[:LOOKED_AT]]
    found.sort(key=lambda one: -one.since.toordinal() if one.since else 0)
    chosen: list[Newest] = []
    seen: set[str] = set()
    for one in found:
        both = {one.meeting.offer.slug, one.meeting.need.slug}
        if len(chosen) < few and not both & seen:
            chosen.append(one)
            seen |= both
    return tuple(chosen)


def pairs(meetings: Meetings, few: int) -> tuple[Pair, ...]:
    """Return the strongest reciprocal pairs: the weaker way decides, then the stronger, then the slugs."""
    if meetings.matches is None:
        return ()
    best: dict[tuple[str, str], Meeting] = {}
    for match in meetings.matches.all:
        way = match.offer[0], match.need[0]
        if way not in best and match.reciprocal:
            best[way] = meetings.of(match)
    found = [Pair(best[way], best[way[::-1]]) for way in best if way < way[::-1] and way[::-1] in best]
    return tuple(sorted(found, key=_strongest_first)[:few])


def unmet(roll: Roll, meetings: Meetings, few: int) -> Unmet:
    """Return the members without match, relation or initiative; not those that are leaving."""
    site, members = roll.site, roll.site.federation.members
    matches = meetings.matches.all if meetings.matches else ()
    met = {slug for match in matches for slug in (match.offer[0], match.need[0])}
    met |= {slug for slug, member in site.federation.engaged.items() if member.relations}
    met |= site.relations_to.keys() | site.initiatives_of.keys()
    # The cards stand in the order of names, and near each other: the system copies what a build touches of the rest.
    alone = [card for card in roll.cards if card.slug not in met and card.status not in _LEAVING]
    latest = nsmallest(few, alone, key=_last_first)
    return Unmet(len(alone), tuple((card.slug, members[card.slug]) for card in latest))


def _dated(meeting: Meeting, today: date) -> Newest:
    days = [_day(meeting.offer, today), _day(meeting.need, today)]
    return Newest(meeting, max((day for day in days if day), default=None))


def _day(notice: Notice, today: date) -> date | None:
    member, begins = notice.member, notice.exchange.begins
    days: Iterable[date | None] = (member.verified.on if member.verified else None, begins)
    return max((day for day in days if day and day <= today), default=None)


def _strongest_first(pair: Pair) -> tuple[object, ...]:
    scores = sorted((pair.first.match.score, pair.second.match.score))
    return -scores[0], -scores[1], pair.first.offer.slug, pair.second.offer.slug


def _last_first(card: Card) -> int:
    return -card.since.toordinal() if card.since else 0
