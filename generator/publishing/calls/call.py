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
from generator.publishing.page import Page, key_of
from generator.publishing.proposing.kinds import address
from generator.publishing.weave import Weave
from generator.records.call import CallKind

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.site import Site
    from generator.records.call import Call


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield the board's pages, then a page for each call."""
    weave = Weave(site)
    yield from board_pages(site, templates, weave)
    words, template = CallWords(weave), templates.get_template("call.html")
    for slug, call in site.federation.calls.items():
        source = site.federation.sources["call", slug]
        yield Page(
            address=site.addresses.call(slug),
            section="calls",
            title=call.title,
            description=call.summary or call.title,
            key=key_of(words.key(slug), _others(slug, call, weave)),
            body=partial(_body, template, slug, call, words),
            head=partial(grant, call, site) if is_grant(call) else None,
            origin=source.path,
        )


def _others(slug: str, call: Call, weave: Weave) -> tuple[object, ...]:
    federation = weave.site.federation
    members = [
        (member, federation.members[member].name, federation.members[member].logo) for member in call.participants
    ]
    initiatives = [(key, federation.initiatives[key].title) for key in weave.initiatives_of_call.get(slug, ())]
    return tuple(members), tuple(initiatives)


def _body(template: Template, slug: str, call: Call, words: CallWords) -> str:
    site, federation = words.weave.site, words.weave.site.federation
    return template.render(
        slug=slug,
        call=call,
        words=words,
        audience=audience(call.criteria, site),
        initiatives=[(key, federation.initiatives[key]) for key in words.weave.initiatives_of_call.get(slug, ())],
        participants=[(member, federation.members[member]) for member in dict.fromkeys(call.participants)],
        joining="" if words.over(call) or not words.own(call) else f"{address('join-call', site)}?call={slug}",
        root=root_of(site.addresses.call(slug)),
    )


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
