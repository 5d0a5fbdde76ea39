"""When a record, or a part of one, was made and last changed: by its history in git, else by its own dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from generator.reading.history import Changes

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.call import Call, Deadline
    from generator.records.initiative import Initiative, Milestone
    from generator.records.member import Member
    from generator.records.offer import Need, Offer

NEVER = date(1970, 1, 1)
"""Stands for a day that nothing tells."""

AHEAD = timedelta(days=365)
"""An offer or a need expires at most so long after it was written: without other dates it is that old."""


class Stamps:
    """Dates a site's records; all times are in UTC, a day begins at midnight."""

    def __init__(self, site: Site) -> None:
        self._history = site.history
        self._paths = site.federation.paths

    def call(self, slug: str, call: Call) -> Changes:
        """Return when a call was published and last changed."""
        known = self._history.of(*self._paths("call", slug, call.former_slugs))
        return _dated(known, call.published, [call.cancelled.on] if call.cancelled else [])

    def deadline(self, slug: str, call: Call, deadline: Deadline) -> Changes:
        """Return when one of a call's dates was set and last changed."""
        paths = self._paths("call", slug, call.former_slugs)
        known = self._history.of_part("deadlines", deadline.id, *paths)
        return _dated(known, call.published, [call.cancelled.on] if call.cancelled else [])

    def initiative(self, key: str, initiative: Initiative) -> Changes:
        """Return when an initiative was announced and last changed."""
        known = self._history.of(*self._paths("initiative", key, initiative.former_slugs))
        later = [step.done_on for step in initiative.milestones if step.done_on]
        later += [result.date for result in initiative.results]
        return _dated(known, _announced(key, initiative), later)

    def milestone(self, key: str, initiative: Initiative, milestone: Milestone) -> Changes:
        """Return when a milestone was set and last changed."""
        paths = self._paths("initiative", key, initiative.former_slugs)
        known = self._history.of_part("milestones", milestone.id, *paths)
        return _dated(known, _announced(key, initiative), [milestone.done_on] if milestone.done_on else [])

    def member(self, slug: str, member: Member) -> Changes:
        """Return when a member joined and its record last changed."""
        known = self._history.of(*self._paths("member", slug, member.former_slugs))
        if known:
            return _dated(known, member.member_since, ())
        days = list(_days(member))
        return _dated(None, days[0] if days else None, days)

    def made(self, slug: str, member: Member) -> float:
        """Return when a member joined, in seconds since 1970: asked of ten thousand, of whom thirty are shown."""
        if self._history.steps:
            return self.member(slug, member).made.timestamp()
        return _seconds(next(_days(member), NEVER))

    def exchange(self, slug: str, member: Member, kind: str, exchange: Offer | Need) -> Changes:
        """Return when an offer or a need (`kind` is the name of their list) was made and last changed."""
        known = self._history.of_part(kind, exchange.id, *self._paths("member", slug, member.former_slugs))
        return known or _dated(None, exchange.begins or exchange.expires - AHEAD, ())


# Ten thousand members joined on a few days.
@cache
def midnight(day: date) -> datetime:
    """Return the beginning of a day in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@cache
def _seconds(day: date) -> float:
    return midnight(day).timestamp()


def _days(member: Member) -> Iterator[date]:
    """Yield the days that a record tells of itself: first that of joining, where it does."""
    if member.member_since:
        yield member.member_since
    if member.consent:
        yield member.consent.date
    if member.verified:
        yield member.verified.on


def _dated(known: Changes | None, made: date | None, later: Iterable[date]) -> Changes:
    """Return what git knows, and the record's own day of making where it has one and that is not yet to come."""
    if known:
        return known if made is None else known._replace(made=min(midnight(made), known.last))
    first = made or NEVER
    return Changes(0, midnight(first), midnight(max((first, *later))))


def _announced(key: str, initiative: Initiative) -> date:
    begins = initiative.period.begins if initiative.period else date(int(key[:4]), 1, 1)
    return initiative.announced or begins
