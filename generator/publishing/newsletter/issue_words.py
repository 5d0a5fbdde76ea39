"""An issue in words: its subject and its parts, each entry with the page that it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing import when
from generator.publishing.newsletter.current import Current
from generator.publishing.places import Places
from generator.records.call import Deadline, DeadlineKind
from generator.records.issue import CallNews, Side

if TYPE_CHECKING:
    from generator.publishing.addresses import Addresses
    from generator.publishing.site import Site
    from generator.records.issue import CallDate, Issue, Moved, NewExchange, NewMatch, NewMember


class Item(NamedTuple):
    """One entry. address: its page below the site's root; "" where that is gone. notes: what is said below it."""

    text: str
    address: str
    notes: tuple[str, ...] = ()


class Part(NamedTuple):
    """One part of an issue. more: how many entries are left to the page at `page`."""

    name: str
    title: str
    items: tuple[Item, ...]
    more: int
    page: str

    def cut(self, most: int, page: str) -> Part:
        """Return the part with at most so many entries; `page` is where the others stand."""
        left = len(self.items) - most
        return self if left <= 0 else self._replace(items=self.items[:most], more=self.more + left, page=page)


TITLES: Mapping[str, str] = {
    "calls": N_("Calls"),
    "members": N_("New members"),
    "exchanges": N_("New offers and needs"),
    "matches": N_("Who could work together now"),
    "initiatives": N_("Initiatives that moved"),
}
"""The parts of an issue in the order in which they are read: the field of its record, and what they are called."""


@dataclass(frozen=True)
class IssueWords:
    """Says an issue in the language of `site`; `at` are the addresses that its pages have, in whatever language."""

    issue: Issue
    site: Site
    at: Addresses

    @property
    def subject(self) -> str:
        """The title, or one by the day: «Sette Fiumi: novità del 28 novembre 2026»."""
        return self.issue.title or f"{self.site.settings.name}: {self.dated}"

    @property
    def heading(self) -> str:
        """The title, or one by the day, where the federation's name stands above it."""
        return self.issue.title or self.dated[:1].upper() + self.dated[1:]

    @property
    def dated(self) -> str:
        """What it is, by its day."""
        return self._say(N_("news of {day}")).format(day=self.site.language.date(self.issue.date, "full"))

    @property
    def since(self) -> str:
        """Since when changes are told."""
        return self._say(N_("What has happened since {day}.")).format(
            day=self.site.language.date(self.issue.since, "full")
        )

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts that have anything in them, in the order in which they are read."""
        issue, at = self.issue, self.at
        items: Mapping[str, tuple[Iterable[Item], str]] = {
            "calls": (map(self._call, issue.calls), at.calls),
            "members": (map(self._member, issue.members), at.members),
            "exchanges": (map(self._exchange, issue.exchanges), at.members),
            "matches": (map(self._match, issue.matches), at.members),
            "initiatives": (map(self._moved, issue.initiatives), at.programme),
        }
        return tuple(self._part(name, *items[name]) for name in self._names)

    @property
    def titles(self) -> tuple[str, ...]:
        """What the parts are called."""
        return tuple(self._say(TITLES[name]) for name in self._names)

    @property
    def _names(self) -> tuple[str, ...]:
        more = self.issue.more
        return tuple(name for name in TITLES if getattr(self.issue, name) or (more and getattr(more, name)))

    @property
    def led_to(self) -> tuple[object, ...]:
        """What an issue shows of today's records: what those that it names are called now, and where members are."""
        issue, now, members = self.issue, self._now, self.site.federation.members
        new = [now.member(one.member) for one in issue.members]
        return (
            [now.call(one.call) for one in issue.calls],
            [(slug, members[slug].address if slug else None) for slug in new],
            [now.member(one.member) for one in issue.exchanges],
            [now.member(one.need.member) for one in issue.matches],
            [now.initiative(one.initiative) for one in issue.initiatives],
        )

    def more(self, part: Part) -> str:
        """Return how many entries of a part are left to the site, in words."""
        language = self.site.language
        text = language.ngettext("{number} more of “{title}”", "{number} more of “{title}”", part.more)
        return text.format(number=language.number(part.more), title=part.title)

    def _part(self, name: str, items: Iterable[Item], page: str) -> Part:
        left = getattr(self.issue.more, name) if self.issue.more else None
        return Part(name, self._say(TITLES[name]), tuple(items), left or 0, f"{page}/")

    def _say(self, message: str) -> str:
        return self.site.language.gettext(message)

    @cached_property
    def _places(self) -> Places:
        return Places(self.site)

    @cached_property
    def _now(self) -> Current:
        return Current(self.site.federation)

    def _call(self, one: CallDate) -> Item:
        slug = self._now.call(one.call)
        return Item(one.title, self.at.call(slug) if slug else "", tuple(self._dates(one)))

    def _dates(self, one: CallDate) -> Iterator[str]:
        say = self._say
        if one.news is CallNews.NEW:
            yield say(one.news.label)
        if one.at is not None:
            opens = one.news is CallNews.OPENS
            kind = DeadlineKind.OPENING if opens else DeadlineKind.SUBMISSION
            date = Deadline.model_construct(id=one.call, kind=kind, at=one.at, zone=one.zone)
            text = N_("Opens on {day}") if opens else N_("Closes on {day}")
            yield say(text).format(day=when.said(date, self.site.language))
        else:
            yield say(N_("Always open: no closing date"))

    def _member(self, one: NewMember) -> Item:
        slug = self._now.member(one.member)
        place = self._places.of(self.site.federation.members[slug].address) if slug else ""
        notes = tuple(note for note in (place, one.summary) if note)
        return Item(one.name, self.at.member(slug) if slug else "", notes)

    def _exchange(self, one: NewExchange) -> Item:
        text = N_("{name} offers it") if one.side is Side.OFFER else N_("{name} seeks it")
        return Item(one.title, self._at(one.member, one.side, one.id), (self._say(text).format(name=one.name),))

    def _match(self, one: NewMatch) -> Item:
        text = self._say(N_("{giver} offers “{offered}”, {seeker} seeks “{sought}”")).format(
            giver=one.offer.name, offered=one.offer.title, seeker=one.need.name, sought=one.need.title
        )
        return Item(text, self._at(one.need.member, Side.NEED, one.need.id))

    def _at(self, member: str, side: Side, part: str) -> str:
        slug = self._now.member(member)
        return f"{self.at.member(slug)}#{side.value}-{part}" if slug else ""

    def _moved(self, one: Moved) -> Item:
        key = self._now.initiative(one.initiative)
        return Item(one.title, self.at.initiative(key) if key else "", tuple(self._steps(one)))

    def _steps(self, one: Moved) -> Iterator[str]:
        if one.new:
            yield self._say(N_("New initiative"))
        if one.status:
            yield self._say(N_("Now: {status}")).format(status=self._say(one.status.label))
        for title in one.milestones:
            yield self._say(N_("Reached: {milestone}")).format(milestone=title)
