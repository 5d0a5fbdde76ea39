"""Calls: the board, and a page for each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing.addresses import root_of
from generator.publishing.calls.audience import audience
from generator.publishing.calls.call_board import board_pages
from generator.publishing.calls.call_words import CallWords
from generator.publishing.calls.for_whom import ForWhom
from generator.publishing.calls.in_directory import InDirectory
from generator.publishing.calls.lists import CallLists
from generator.publishing.calls.narrowing import making, path
from generator.publishing.calls.public import Publics
from generator.publishing.calls.shelf_pages import way_pages
from generator.publishing.calls.sought_partners import SoughtPartners
from generator.publishing.calls.ways import CallWays
from generator.publishing.fragments import Fragments
from generator.publishing.logo import logo
from generator.publishing.members.roll import Roll
from generator.publishing.moved import ways_on
from generator.publishing.page import Page, key_of
from generator.publishing.proposing.kinds import address
from generator.publishing.weave import Weave
from generator.records.call import CallKind

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.calls.in_directory import Onward
    from generator.publishing.calls.public import Public
    from generator.publishing.calls.sought_partners import Partner
    from generator.publishing.making import Making
    from generator.publishing.site import Site
    from generator.records.call import Call


def pages(site: Site, templates: Environment, roll: Roll | None = None) -> Iterator[Page]:
    """Yield the board's pages, then a page for each call; `roll` holds the members, where that is there already."""
    weave = Weave(site)
    lists = CallLists(weave, templates)
    ways = CallWays(lists.words).all()
    yield from board_pages(lists, ways)
    yield from way_pages(lists, ways)
    yield from ForWhom(lists).pages()
    maker = Maker(weave, templates, roll or Roll(site))
    for slug, call in site.federation.calls.items():
        page = maker.page(slug, call)
        yield page
        yield from ways_on(page, map(site.addresses.call, call.former_slugs), templates)


def makings(site: Site, templates: Environment) -> Iterator[tuple[str, Making]]:
    """Yield the file that the board's script reads; none without calls."""
    if site.federation.calls:
        lists = CallLists(Weave(site), templates)
        yield path(lists), making(lists)


class Maker:
    """Makes the pages of calls."""

    def __init__(self, weave: Weave, templates: Environment, roll: Roll) -> None:
        self.site = weave.site
        self.weave = weave
        self.words = CallWords(weave)
        self.publics = Publics(roll)
        self.partners = SoughtPartners(self.site)
        self.onward = InDirectory(roll)
        self.template = templates.get_template("call.html")
        self.components = Fragments(templates, "components.html")

    def page(self, slug: str, call: Call) -> Page:
        """Return a call's page."""
        public, partners = self.publics.of(call), self.partners.of(call)
        onward = self.onward.of(call.criteria) if call.criteria and public and public.left else None
        told = public.key if public else None, self.partners.key(partners), onward
        return Page(
            address=self.site.addresses.call(slug),
            section="calls",
            title=call.title,
            description=call.summary or call.title,
            key=key_of(self.words.key(slug), _others(slug, call, self.weave), told),
            body=partial(self._body, slug, call, public, partners, onward),
            head=partial(grant, call, self.site) if is_grant(call) else None,
            origin=self.site.federation.sources["call", slug].path,
        )

    def _joining(self, slug: str, call: Call) -> str:
        """Return the way to the form by which a member joins, "" where that is over or elsewhere."""
        if self.words.over(call) or not self.words.own(call):
            return ""
        return f"{address('join-call', self.site)}?call={slug}"

    def _body(
        self, slug: str, call: Call, public: Public | None, partners: tuple[Partner, ...], onward: Onward | None
    ) -> str:
        federation, root = self.site.federation, root_of(self.site.addresses.call(slug))
        return self.template.render(
            slug=slug,
            call=call,
            words=self.words,
            audience=audience(call.criteria, self.site),
            initiatives=[(key, federation.initiatives[key]) for key in self.weave.initiatives_of_call.get(slug, ())],
            participants=[(member, federation.members[member]) for member in dict.fromkeys(call.participants)],
            public=public,
            others=[(card, logo(card.slug, card, root, 48, self.components)) for card in public.others]
            if public
            else [],
            onward=onward,
            partners=partners,
            joining=self._joining(slug, call),
            root=root,
        )


def _others(slug: str, call: Call, weave: Weave) -> tuple[object, ...]:
    federation = weave.site.federation
    members = [
        (member, federation.members[member].name, federation.members[member].logo) for member in call.participants
    ]
    initiatives = [(key, federation.initiatives[key].title) for key in weave.initiatives_of_call.get(slug, ())]
    return tuple(members), tuple(initiatives)


def is_grant(call: Call) -> bool:
    """Tell whether a call is a grant for certain: one from outside that pays a share of the costs.

    A tender pays for work and is none; schema.org has no type for it, nor for a call to action.
    """
    return call.kind is CallKind.EXTERNAL_TENDER and call.value is not None and call.value.share is not None


def grant(call: Call, site: Site) -> str:
    """Return the call as a `MonetaryGrant` of schema.org, in JSON-LD that no content can break out of."""
    amounts = {"minValue": call.value.min, "maxValue": call.value.max} if call.value else {}
    known = {name: amount for name, amount in amounts.items() if amount is not None}
    currency = call.value.currency if call.value else ""
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": call.title,
        **({"description": call.summary} if call.summary else {}),
        **({"url": call.url} if call.url else {}),
        **({"funder": {"@type": "Organization", "name": call.issuer}} if call.issuer else {}),
        **({"amount": {"@type": "MonetaryAmount", "currency": currency, **known}} if known else {}),
    }
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{text}</script>'
