"""News as entries of feeds: a call, an initiative, a new member, an offer or a need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from generator.languages import N_
from generator.publishing import when
from generator.publishing.calls.audience import audience
from generator.publishing.calls.call_words import CallWords
from generator.publishing.following.stamps import Stamps
from generator.publishing.members.exchanges import ExchangeWords
from generator.publishing.page import key_of
from generator.publishing.places import Places
from generator.records.member import Status

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.following.channels import Channels
    from generator.reading.history import Changes
    from generator.records.initiative import Initiative
    from generator.records.member import Member
    from generator.records.offer import Need, Offer

_RELATIVE = re.compile(r'(?P<name>\shref=")(?![A-Za-z][A-Za-z0-9+.-]*:)(?P<address>[^"]*)"')


@dataclass(frozen=True)
class Entry:
    """One piece of news.

    name: what its identifier is made from, never changed. address: its page, below the site's root. moment: by which
    the newest are found. key: stands for all that it says. render: makes its whole text, in HTML with absolute links.
    slug: the member whose it is, of offers and needs.
    """

    name: str
    title: str
    address: str
    moment: datetime
    changes: Changes
    key: bytes
    summary: str
    tags: tuple[str, ...]
    render: Callable[[], str]
    author: str = ""
    outside: str = ""
    slug: str = ""

    @cached_property
    def content(self) -> str:
        """The whole text, made once however many feeds hold it."""
        return self.render()

    @property
    def place(self) -> tuple[float, str]:
        """The entry's place in a feed: the newest first."""
        return -self.moment.timestamp(), self.name


class Entries:
    """The news of a site.

    Calls and initiatives are news when they are published and when they change; members when they join, offers and
    needs when they are made: afterwards their entry changes where it stands.
    """

    def __init__(self, channels: Channels, templates: Environment) -> None:
        self._channels = channels
        self._site = channels.site
        self._templates = templates
        self._stamps = Stamps(channels.site)
        self._words = CallWords(channels.weave)
        self._places = Places(channels.site)
        self._exchange_words = ExchangeWords(channels.site, self._places)
        self._say = channels.site.language.gettext
        self._known: dict[str, Entry] = {}

    @cached_property
    def joined(self) -> tuple[tuple[float, str], ...]:
        """When each member that has not ceased joined (seconds since 1970, negative), and its slug: newest first."""
        made = self._stamps.made
        members = self._site.federation.members.items()
        return tuple(
            sorted((-made(slug, member), slug) for slug, member in members if member.status is not Status.CEASED)
        )

    @cached_property
    def exchanges(self) -> tuple[Entry, ...]:
        """The offers and needs of members that have not ceased, the newest first."""
        return tuple(sorted(self._exchanges(), key=lambda entry: entry.place))

    def calls(self, slugs: Iterable[str]) -> list[Entry]:
        """Return the entries of calls."""
        return [self._kept(f"call/{slug}", partial(self._call, slug)) for slug in slugs]

    def initiatives(self, keys: Iterable[str]) -> list[Entry]:
        """Return the entries of initiatives."""
        return [self._kept(f"initiative/{key}", partial(self._initiative, key)) for key in keys]

    def members(self, slugs: Iterable[str]) -> list[Entry]:
        """Return the entries of members."""
        return [self._kept(f"member/{slug}", partial(self._member, slug)) for slug in slugs]

    def _kept(self, name: str, make: Callable[[], Entry]) -> Entry:
        if name not in self._known:
            self._known[name] = make()
        return self._known[name]

    def _call(self, slug: str) -> Entry:
        site, weave = self._site, self._channels.weave
        call = site.federation.calls[slug]
        changes = self._stamps.call(slug, call)
        track = self._words.track(slug, call)
        initiatives = [(key, site.federation.initiatives[key]) for key in weave.initiatives_of_call.get(slug, ())]
        participants = [(one, site.federation.members[one]) for one in dict.fromkeys(call.participants)]
        others = [(key, one.title) for key, one in initiatives], [(key, one.name) for key, one in participants]
        return Entry(
            name=f"call/{call.former_slugs[0] if call.former_slugs else slug}",
            title=call.title,
            address=site.addresses.call(slug),
            moment=changes.last,
            changes=changes,
            key=key_of(slug, site.federation.sources["call", slug].digest, changes, others, track and track[1].title),
            summary=call.summary or "",
            tags=_told(self._say(call.kind.label), call.theme, track[1].title if track else ""),
            render=partial(self._call_text, slug, initiatives, participants),
            author=call.issuer or "",
            outside=call.url or "",
        )

    def _call_text(
        self, slug: str, initiatives: Sequence[tuple[str, Initiative]], participants: Sequence[tuple[str, Member]]
    ) -> str:
        call = self._site.federation.calls[slug]
        values = {
            "call": call,
            "words": self._words,
            "audience": audience(call.criteria, self._site),
            "own": self._words.own(call),
            "initiatives": initiatives,
            "participants": participants,
        }
        return self._render("call", self._site.addresses.call(slug), values)

    def _initiative(self, key: str) -> Entry:
        site = self._site
        initiative = site.federation.initiatives[key]
        changes = self._stamps.initiative(key, initiative)
        track = site.federation.tracks[initiative.track]
        former = f"{key[:4]}/{initiative.former_slugs[0]}" if initiative.former_slugs else key
        period = when.period(initiative.period, site.language) if initiative.period else ""
        values = {"initiative": initiative, "track": track, "period": period}
        return Entry(
            name=f"initiative/{former}",
            title=initiative.title,
            address=site.addresses.initiative(key),
            moment=changes.last,
            changes=changes,
            key=key_of(key, site.federation.sources["initiative", key].digest, changes, track.number, track.title),
            summary=initiative.summary,
            tags=_told(self._say(initiative.kind.label), key[:4], track.title),
            render=partial(self._render, "initiative", site.addresses.initiative(key), values),
        )

    def _member(self, slug: str) -> Entry:
        site = self._site
        member = site.federation.members[slug]
        changes = self._stamps.member(slug, member)
        place = self._places.of(member.address)
        return Entry(
            name=f"member/{member.former_slugs[0] if member.former_slugs else slug}",
            title=member.name,
            address=site.addresses.member(slug),
            moment=changes.made,
            changes=changes,
            key=key_of(slug, site.federation.sources["member", slug].digest, changes),
            summary=member.summary or "",
            tags=_told(self._say(N_("New member"))),
            render=partial(self._render, "member", site.addresses.member(slug), {"member": member, "place": place}),
        )

    def _exchanges(self) -> Iterator[Entry]:
        for slug, member in self._site.federation.engaged.items():
            if member.status is not Status.CEASED:
                yield from (self._exchange(slug, member, "offers", offer) for offer in member.offers)
                yield from (self._exchange(slug, member, "needs", need) for need in member.needs)

    def _exchange(self, slug: str, member: Member, side: str, exchange: Offer | Need) -> Entry:
        site = self._site
        changes = self._stamps.exchange(slug, member, side, exchange)
        sources = site.federation.sources
        kind = self._say(N_("Offer") if side == "offers" else N_("Need"))
        address = f"{site.addresses.member(slug)}#{'offer' if side == 'offers' else 'need'}-{exchange.id}"
        name = member.former_slugs[0] if member.former_slugs else slug
        values = {"member": member, "slug": slug, "exchange": exchange, "words": self._exchange_words}
        return Entry(
            name=f"member/{name}/{side}/{exchange.id}",
            title=f"{kind}: {exchange.title}",
            address=address,
            moment=changes.made,
            changes=changes,
            key=key_of(
                slug,
                side,
                exchange.id,
                sources["member", slug].digest,
                sources.get(("chain", exchange.chain or ""), ""),
                changes,
            ),
            summary=member.name,
            tags=_told(kind, self._say(exchange.kind.label)),
            render=partial(self._render, "exchange", site.addresses.member(slug), values),
            author=member.name,
            slug=slug,
        )

    def _render(self, macro: str, address: str, values: Mapping[str, object]) -> str:
        html = str(getattr(self._texts, macro)(**values))
        return absolute(html.strip(), self._site.settings.url + address)

    @cached_property
    def _texts(self) -> Any:
        return self._templates.get_template("feed_entry.html").make_module({"root": self._site.settings.url})


def _told(*labels: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label for label in labels if label))


def absolute(html: str, page: str) -> str:
    """Return HTML with every link as it leads from a page: whoever reads it reads it elsewhere."""

    def link(found: re.Match[str]) -> str:
        return f'{found["name"]}{_joined(page, found["address"])}"'

    return _RELATIVE.sub(link, html)


def _joined(page: str, address: str) -> str:
    try:
        return urljoin(page, address)
    except ValueError:
        return page
