"""Dates as events of a calendar (RFC 5545): a call's deadlines and an initiative's milestones.

An event's identifier comes from the names of its record and of its date, so that it is the same in each build and in
each calendar; its number of changes (SEQUENCE) and its times come from the record's history, never from the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.languages import N_
from generator.publishing import when
from generator.publishing.following.stamps import Stamps
from generator.publishing.page import key_of
from generator.records.call import CallState
from generator.records.initiative import InitiativeStatus

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.reading.history import Changes
    from generator.records.call import Call, Deadline
    from generator.records.initiative import Initiative, Milestone

_ZULU = ("UTC", "Etc/UTC", "Etc/Zulu", "Zulu", "Etc/GMT", "GMT")


@dataclass(frozen=True)
class Event:
    """One date. `begins` is a day, or a time in `zone` (in UTC where the zone cannot say it); `key` stands for all."""

    uid: str
    begins: date | datetime
    zone: str
    changes: Changes
    key: bytes
    words: Words

    @property
    def place(self) -> tuple[str, str]:
        """The event's place in a calendar."""
        return self.begins.isoformat(), self.uid

    @cached_property
    def component(self) -> bytes:
        """The event as lines of a calendar."""
        from icalendar import Event as Component

        text, made = self.words.said, Component()
        made.add("uid", self.uid)
        made.add("dtstamp", self.changes.last)
        made.add("created", self.changes.made)
        made.add("last-modified", self.changes.last)
        made.add("sequence", self.changes.times)
        made.add("dtstart", self.begins)
        if not isinstance(self.begins, datetime):
            made.add("dtend", self.begins + timedelta(days=1))
        made.add("summary", text["summary"])
        if text["description"]:
            made.add("description", text["description"])
        made.add("url", text["url"])
        made.add("categories", self.words.categories)
        made.add("status", "CANCELLED" if self.words.cancelled else "CONFIRMED")
        # A date to remember is no time that is taken.
        made.add("transp", "TRANSPARENT")
        return bytes(made.to_ical())


class Words:
    """What an event says, worked out when it is written."""

    cancelled = False

    @property
    def said(self) -> Mapping[str, str]:
        """The event's `summary`, `description` and `url`."""
        raise NotImplementedError

    @property
    def categories(self) -> list[str]:
        """What sort of date it is."""
        raise NotImplementedError


@dataclass(frozen=True)
class DeadlineWords(Words):
    """What the event of a call's date says."""

    site: Site
    slug: str
    call: Call
    deadline: Deadline

    @property
    def cancelled(self) -> bool:  # type: ignore[override]
        """Whether the call was withdrawn."""
        return self.call.cancelled is not None

    @property
    def said(self) -> Mapping[str, str]:
        """The event's texts."""
        call, site, say = self.call, self.site, self.site.language.gettext
        state = CallState.CANCELLED.label if self.cancelled else self.deadline.kind.label
        address = site.settings.url + site.addresses.call(self.slug)
        before = when.said_before(self.deadline, site.language)
        reason = call.cancelled.reason if call.cancelled else None
        lines = (
            reason or "",
            call.summary or "",
            say(N_("extended from {before}")).format(before=before) if before else "",
            call.url or "",
            address,
        )
        return {
            "summary": f"{say(state)}: {call.title}",
            "description": "\n\n".join(line for line in lines if line),
            "url": address,
        }

    @property
    def categories(self) -> list[str]:
        """The call's kind and theme."""
        kind = self.site.language.gettext(self.call.kind.label)
        return [kind, self.call.theme] if self.call.theme else [kind]


@dataclass(frozen=True)
class MilestoneWords(Words):
    """What the event of a milestone says."""

    site: Site
    key: str
    initiative: Initiative
    milestone: Milestone

    @property
    def cancelled(self) -> bool:  # type: ignore[override]
        """Whether the initiative was dropped before this was reached."""
        return self.initiative.status is InitiativeStatus.DROPPED and self.milestone.done_on is None

    @property
    def said(self) -> Mapping[str, str]:
        """The event's texts."""
        site, say = self.site, self.site.language.gettext
        address = site.settings.url + site.addresses.initiative(self.key)
        done = self.milestone.done_on
        lines = (
            say(N_("done on {day}")).format(day=site.language.date(done)) if done else "",
            self.initiative.summary,
            address,
        )
        return {
            "summary": f"{self.initiative.title}: {self.milestone.title}",
            "description": "\n\n".join(line for line in lines if line),
            "url": address,
        }

    @property
    def categories(self) -> list[str]:
        """That it is a milestone."""
        return [self.site.language.gettext(N_("Milestone"))]


class Events:
    """The events of a site's records; `host` is the name under which they are published."""

    def __init__(self, site: Site, host: str) -> None:
        self._site = site
        self._host = host
        self._stamps = Stamps(site)
        self._known: dict[str, tuple[Event, ...]] = {}

    def call(self, slug: str) -> tuple[Event, ...]:
        """Return the dates of a call."""
        if slug not in self._known:
            call = self._site.federation.calls[slug]
            self._known[slug] = tuple(self._deadline(slug, call, one) for one in call.deadlines)
        return self._known[slug]

    def initiative(self, key: str) -> tuple[Event, ...]:
        """Return the milestones of an initiative."""
        if key not in self._known:
            initiative = self._site.federation.initiatives[key]
            self._known[key] = tuple(self._milestone(key, initiative, one) for one in initiative.milestones)
        return self._known[key]

    def _deadline(self, slug: str, call: Call, deadline: Deadline) -> Event:
        changes = self._stamps.deadline(slug, call, deadline)
        digest = self._site.federation.sources["call", slug].digest
        name = call.former_slugs[0] if call.former_slugs else slug
        return Event(
            uid=f"call/{name}/{deadline.id}@{self._host}",
            begins=begins(deadline),
            zone=deadline.zone,
            changes=changes,
            key=key_of(slug, digest, deadline.id, changes),
            words=DeadlineWords(self._site, slug, call, deadline),
        )

    def _milestone(self, key: str, initiative: Initiative, milestone: Milestone) -> Event:
        changes = self._stamps.milestone(key, initiative, milestone)
        digest = self._site.federation.sources["initiative", key].digest
        name = f"{key[:4]}/{initiative.former_slugs[0]}" if initiative.former_slugs else key
        return Event(
            uid=f"initiative/{name}/{milestone.id}@{self._host}",
            begins=milestone.date,
            zone="",
            changes=changes,
            key=key_of(key, digest, milestone.id, changes),
            words=MilestoneWords(self._site, key, initiative, milestone),
        )


def begins(deadline: Deadline) -> date | datetime:
    """Return the day of a deadline, or its time in its zone.

    A time that the clocks leave out is told as what they show then. Of a time that they show twice, RFC 5545 lets a
    calendar say only the first: the second one is told in UTC.
    """
    if not isinstance(deadline.at, datetime):
        return deadline.at
    if deadline.zone in _ZULU:
        return deadline.moment
    local = deadline.moment.astimezone(ZoneInfo(deadline.zone))
    return local.astimezone(UTC) if local.fold else local
