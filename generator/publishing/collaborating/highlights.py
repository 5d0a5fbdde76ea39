"""Which meetings to show first, and who has met nobody yet."""

from __future__ import annotations

from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from generator.languages.language import sort_key
from generator.records.member import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.publishing.collaborating.meeting import Meeting, Meetings
    from generator.publishing.members.exchange_board import Notice
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


def unmet(site: Site, meetings: Meetings, few: int) -> Unmet:
    """Return the members without match, relation or initiative; not those that are leaving."""
    matches = meetings.matches.all if meetings.matches else ()
    met = {slug for match in matches for slug in (match.offer[0], match.need[0])}
    met |= {slug for slug, member in site.engaged.items() if member.relations}
    met |= site.relations_to.keys() | site.initiatives_of.keys()
    alone = [
        (slug, member)
        for slug, member in site.federation.members.items()
        if slug not in met and member.status not in _LEAVING
    ]
    return Unmet(len(alone), _latest(alone, few))


def _latest(members: Sequence[tuple[str, Member]], few: int) -> tuple[tuple[str, Member], ...]:
    dated = [item for item in members if item[1].member_since]
    return tuple(nsmallest(few, dated if len(dated) >= few else members, key=_last_first))


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


def _last_first(item: tuple[str, Member]) -> tuple[object, ...]:
    slug, member = item
    since = member.member_since
    return -since.toordinal() if since else 0, sort_key(member.name), slug
