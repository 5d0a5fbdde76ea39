"""A member as lists show it: made once, set into many pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from generator.languages.language import sort_key
from generator.publishing.members.ways import Value, Ways
from generator.publishing.places import Places
from generator.records.member import Status

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.member import Member


# Quotation marks and the like before a name do not count in its order.
_NOT_A_LETTER = re.compile(r"^[\W_]+")


class Card(NamedTuple):
    """What lists show of a member, and by what they sort and choose it.

    `order` is the key of its place among names; `line` says what it does and `seeks` what it looks for today, either
    may be empty. `digest` stands for all that its tile shows.
    """

    slug: str
    name: str
    order: tuple[str, str, str]
    line: str
    place: str
    seeks: str
    status: Status
    logo: str | None
    since: date | None
    sector: Value
    region: Value
    province: Value | None
    kind: Value
    letter: Value
    services: tuple[tuple[Value, Value], ...]
    digest: bytes


def cards(site: Site, known: Mapping[str, Card] | None = None) -> tuple[Card, ...]:
    """Return the card of every member in the order of their names; those that are `known` need not be made."""
    known = known or {}
    ways, today, places = Ways(site), site.today, Places(site)
    made = (
        known.get(slug) or _card(slug, member, ways, places, today) for slug, member in site.federation.members.items()
    )
    return tuple(sorted(made, key=_order))


def order_of(slug: str, name: str) -> tuple[str, str, str]:
    """Return the key of a member's place among names."""
    key = sort_key(name)[0]
    return key if key[:1].isalnum() else _NOT_A_LETTER.sub("", key) or key, name, slug


def _order(card: Card) -> tuple[str, str, str]:
    return card.order


def _card(slug: str, member: Member, ways: Ways, places: Places, today: date) -> Card:
    sector = ways.sector(member)
    order = order_of(slug, member.name)
    line = member.summary or (sector.label if sector.stated else "")
    place = places.of(member.address)
    seeks = next((need.title for need in member.needs if need.stands(today)), "") if member.needs else ""
    # Ten thousand times: values in their places take half the time of named ones.
    return Card(
        slug,
        member.name,
        order,
        line,
        place,
        seeks,
        member.status,
        member.logo,
        member.member_since,
        sector,
        ways.region(member.address),
        ways.province(member.address),
        ways.kind(member),
        ways.letter(order[0]),
        ways.services(member.services) if member.services else (),
        _digest(slug, member.name, line, place, seeks, member.status, member.logo or ""),
    )


def _digest(*shown: str) -> bytes:
    return blake2b("\0".join(shown).encode(errors="surrogatepass"), digest_size=16).digest()
