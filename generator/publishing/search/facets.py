"""The columns of the directory: by what members are filtered and sorted, and where they are on the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.languages.language import sort_key
from generator.publishing.places import Places
from generator.records.member import Status
from generator.search.columns import Column, Numbers, Several, Single, Value

if TYPE_CHECKING:
    from generator.publishing.members.card import Card
    from generator.publishing.members.ways import Value as Way
    from generator.publishing.site import Site
    from generator.records.member import Member

TOGETHER = (("region", "province", "municipality", "sector"), ("latitude", "longitude"))
"""Columns that are used together: those of the facets that are open at first, and where members are."""

DEGREE = 10_000
"""Coordinates are written in ten-thousandths of a degree, eleven metres."""


def columns(site: Site, cards: Sequence[Card]) -> Mapping[str, Column]:
    """Return the columns of the members on the cards, by name, in the cards' order.

    `sector`, `region` (a country abroad), `province`, `municipality`, `kind`: one value each. `services`, `sought` (the
    services of needs that stand), `profiles`, `certifications`: several. `contact`: 1 for members that others may write
    to. `since`: the day of joining, in days since 1970. `order`: the place among names. `latitude`, `longitude`: in
    ten-thousandths of a degree.
    """
    members = [site.federation.members[card.slug] for card in cards]
    region = Single([_value(card.region) for card in cards])
    province = Single(
        [_value(card.province, card.region.label) if card.province else None for card in cards], "region", region.values
    )
    towns = [_town(member, card, site) for member, card in zip(members, cards, strict=True)]
    places = Places(site)
    points = [_point(member, places) for member in members]
    names = {card.slug: place for place, card in enumerate(sorted(cards, key=lambda card: card.order))}
    return {
        "sector": Single([_value(card.sector) for card in cards]),
        "region": region,
        "province": province,
        "municipality": Single(towns, "province", province.values),
        "kind": Single([_value(card.kind) for card in cards]),
        "services": Several([[_value(service) for _, service in card.services] for card in cards]),
        "sought": Several([_sought(member, site) for member in members]),
        "profiles": Several([_profiles(member, site) for member in members]),
        "certifications": Several([_labels(one.name for one in member.certifications) for member in members]),
        "contact": Numbers([int(_may_be_written_to(member)) for member in members]),
        "since": Numbers([_days(member) for member in members]),
        "order": Numbers([names[card.slug] for card in cards]),
        "latitude": Numbers([point and point[0] for point in points]),
        "longitude": Numbers([point and point[1] for point in points]),
    }


def _value(way: Way, above: str = "") -> Value:
    return Value(way.order, way.label, above)


def _labels(labels: Iterable[str]) -> list[Value]:
    return [Value((0, sort_key(label)[0]), label) for label in labels]


def _town(member: Member, card: Card, site: Site) -> Value | None:
    address = member.address
    if address is None or address.country != "IT" or card.province is None:
        return None
    place = site.vocabularies.municipalities.get(address.municipality)
    return Value((0, sort_key(place.name)[0]), place.name, card.province.label) if place else None


def _sought(member: Member, site: Site) -> list[Value]:
    codes = [need.service for need in member.needs if need.service and need.stands(site.today)]
    services, language = site.vocabularies.services, site.language.code
    return _labels(services[code].labels.get(language) for code in codes if code in services)


def _profiles(member: Member, site: Site) -> list[Value]:
    return _labels(site.language.gettext(profile.label) for profile in member.profiles)


def _may_be_written_to(member: Member) -> bool:
    """Whether somebody reads what others propose: there is a mailbox, and the co-operative has not ceased."""
    return member.status is not Status.CEASED and member.contacts is not None and member.contacts.email is not None


def _days(member: Member) -> int | None:
    return member.member_since.toordinal() - 719_163 if member.member_since else None


def _point(member: Member, places: Places) -> tuple[int, int] | None:
    point = places.point(member.address)
    return (round(point[0] * DEGREE), round(point[1] * DEGREE)) if point else None
