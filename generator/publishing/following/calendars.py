"""Calendars to subscribe to, as iCalendar files (RFC 5545, with the names of RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from generator.clock import HOME_ZONE
from generator.matching.addressed import for_everybody
from generator.publishing.following.channels import ALL, INITIATIVE, PROVINCE, THEME, TRACK
from generator.publishing.following.events import Event, Events
from generator.publishing.making import Making
from generator.publishing.page import key_of

if TYPE_CHECKING:
    from generator.publishing.following.channels import Channel, Channels

MOST = 12
"""Calls in a member's own calendar, those published last: there are as many such calendars as members."""

LONGEST = 75
"""Bytes in a line before it is folded (RFC 5545, 3.1)."""

REFRESHED = "PT12H"
"""How often programs may ask again (RFC 5545, 3.3.6)."""


@dataclass(frozen=True, eq=False)
class _Dates:
    """Events in the order in which they begin; `key` stands for all of them."""

    events: tuple[Event, ...]
    key: bytes

    @classmethod
    def of(cls, events: Iterable[Event]) -> _Dates:
        ordered = tuple(sorted(events, key=lambda event: event.place))
        return cls(ordered, key_of(*[event.key for event in ordered]))

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones that are named; that of the federation's home where there are none."""
        return tuple(sorted({event.zone for event in self.events if _in_zone(event.begins)})) or (HOME_ZONE,)

    @cached_property
    def components(self) -> bytes:
        """The events, which stand in one calendar or in thousands."""
        return b"".join([event.component for event in self.events])


class Calendars:
    """The calendars of a site by path, each made only when it changed."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels
        self._site = channels.site
        self._weave = channels.weave
        self._events = Events(channels.site, channels.host)

    def makings(self) -> Iterator[tuple[str, Making]]:
        """Yield the path of each calendar, and how it is made."""
        for channel in self._channels.all:
            if channel.calendar:
                dates = _Dates.of(self._of(channel))
                yield channel.calendar, self._making(self._title(channel), channel.page, dates)
        yield from self._of_members()

    def _of_members(self) -> Iterator[tuple[str, Making]]:
        """Yield the calendars of members that calls are meant for; those with the same calls share their dates."""
        calls = self._site.federation.calls
        general = [slug for slug, call in calls.items() if for_everybody(call)]
        rank = {slug: place for place, slug in enumerate(sorted(calls, key=self._latest))}
        general.sort(key=rank.__getitem__)
        shared: dict[tuple[str, ...], _Dates] = {}
        for slug, fitting in self._site.calls_fitting.items():
            if channel := self._channels.of_member(slug):
                chosen = tuple(sorted({*fitting[:MOST], *general[:MOST]}, key=rank.__getitem__)[:MOST])
                if chosen not in shared:
                    shared[chosen] = _Dates.of(self._calls(chosen))
                yield channel.calendar, self._making(channel.label, channel.page, shared[chosen])

    def _making(self, title: str, page: str, dates: _Dates) -> Making:
        return Making(key_of(title, page, self._years, dates.key), partial(self._made, title, page, dates))

    def _made(self, title: str, page: str, dates: _Dates) -> bytes:
        head = _head(title, self._site.settings.url + page, self._site.language.code)
        zones = [_zone(zone, self._years) for zone in dates.zones]
        return b"".join([head, *zones, dates.components, _END])

    def _title(self, channel: Channel) -> str:
        name = self._site.settings.name
        return name if channel.group == ALL else f"{name}: {channel.label}"

    def _of(self, channel: Channel) -> Iterable[Event]:
        weave, federation = self._weave, self._site.federation
        if channel.group == TRACK:
            initiatives = [key for key, _ in weave.by_track.get(channel.slug, ())]
            return self._both(initiatives, [slug for slug, _ in weave.calls_of_track.get(channel.slug, ())])
        if channel.group == INITIATIVE:
            calls = [slug for slug, _ in weave.calls_of_initiative.get(channel.slug, ())]
            return self._both([channel.slug], calls)
        if channel.group == THEME:
            return self._calls(self._channels.themes[channel.slug])
        if channel.group == PROVINCE:
            province = self._channels.provinces[channel.slug]
            return self._calls(slug for slug in federation.calls if self._channels.touches(slug, province))
        return self._both(federation.initiatives, federation.calls)

    def _both(self, initiatives: Iterable[str], calls: Iterable[str]) -> Iterator[Event]:
        for key in initiatives:
            yield from self._events.initiative(key)
        yield from self._calls(calls)

    def _calls(self, slugs: Iterable[str]) -> Iterator[Event]:
        for slug in slugs:
            yield from self._events.call(slug)

    def _latest(self, slug: str) -> tuple[int, str]:
        return -self._site.federation.calls[slug].published.toordinal(), slug

    @cached_property
    def _years(self) -> tuple[int, int]:
        """The years for which zones are told: of all dates, and one more."""
        calls, initiatives = self._site.federation.calls.values(), self._site.federation.initiatives.values()
        years = [one.at.year for call in calls for one in call.deadlines]
        years += [one.date.year for initiative in initiatives for one in initiative.milestones]
        return min(years, default=2000), max(years, default=2000) + 1


_END = b"END:VCALENDAR\r\n"


def _in_zone(begins: date) -> bool:
    return isinstance(begins, datetime) and begins.tzinfo is not UTC


def _head(title: str, page: str, language: str) -> bytes:
    """Return the beginning of a calendar: thousands differ in these lines alone."""
    from icalendar import vText

    lines = ((b"NAME:", vText(title).to_ical()), (b"X-WR-CALNAME:", vText(title).to_ical()), (b"URL:", page.encode()))
    return _preamble(language) + b"".join([_folded(name + value) for name, value in lines])


def _folded(line: bytes) -> bytes:
    """Return a line with its end, cut where it is too long for one."""
    from icalendar.parser import Contentline

    if len(line) > LONGEST:
        line = Contentline(line.decode()).to_ical()  # type: ignore[no-untyped-call]
    return line + b"\r\n"


@cache
def _preamble(language: str) -> bytes:
    """Return what all calendars begin with."""
    from icalendar import Calendar, vText

    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//Coop Re-Start//coop-restart//{language.upper()}")
    made.add("calscale", "GREGORIAN")
    made["refresh-interval"] = vText(REFRESHED, params={"VALUE": "DURATION"})
    made["x-published-ttl"] = vText(REFRESHED)
    return bytes(made.to_ical()).removesuffix(_END)


@cache
def _zone(name: str, years: tuple[int, int]) -> bytes:
    """Return a zone with its changes of the clock in these years."""
    from icalendar import Timezone

    zone = Timezone.from_tzid(name, first_date=date(years[0], 1, 1), last_date=date(years[1], 12, 31))
    zone.pop("COMMENT", None)
    for change in zone.subcomponents:
        _told_before(change)
    return bytes(zone.to_ical())


def _told_before(change: Any) -> None:
    """Say when clocks go forward by what they show before (RFC 5545, 3.6.5); `icalendar` says what they show after."""
    ahead = change.TZOFFSETTO - change.TZOFFSETFROM
    if ahead > timedelta(0):
        again = change.pop("RDATE", None)
        change.DTSTART -= ahead
        if again is not None:
            change.add("RDATE", [one.dt - ahead for one in again.dts])
