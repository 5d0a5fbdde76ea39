"""By what the board is narrowed: group of services, kind, place, terms; and how addresses spell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.languages.language import sort_key
from generator.publishing.members.ways import Ways, slug_of
from generator.publishing.templates import label
from generator.records.offer import ExchangeKind, Offer, Terms
from generator.vocabularies.areas import ITALY, Area, Level, of_municipality, parse

if TYPE_CHECKING:
    from generator.publishing.members.exchange_board import Notice
    from generator.publishing.site import Site
    from generator.records.record import Code

_NAMES = {
    "it": {
        "text": "q",
        "group": "servizio",
        "kind": "tipo",
        "place": "zona",
        "terms": "condizioni",
        "open": "incontro",
    },
    "en": {"text": "q", "group": "service", "kind": "kind", "place": "place", "terms": "terms", "open": "match"},
}


def names(language: str) -> Mapping[str, str]:
    """Return the parameters of addresses; English ones for a language without its own."""
    return _NAMES.get(language, _NAMES["en"])


class Marks(NamedTuple):
    """What an exchange is chosen by: slugs, of places all that it holds in."""

    group: str
    kind: str
    terms: tuple[str, ...]
    places: tuple[str, ...]


class Choice(NamedTuple):
    """A value that can be chosen; `within` are the places of exchanges that hold there."""

    slug: str
    label: str
    within: tuple[str, ...] = ()


class Choices(NamedTuple):
    """All that can be chosen: what no exchange has is no choice. Regions, and countries, hold their provinces."""

    groups: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    terms: tuple[Choice, ...]
    places: tuple[tuple[Choice, tuple[Choice, ...]], ...]


class Narrowing:
    """Finds the marks of exchanges, and the choices that they give."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._ways = Ways(site)
        self._place_of = cache(self._place)

    def group(self, code: str) -> str:
        """Return the slug of a group of services, by its code; empty for what has none."""
        return slug_of(label(self._site.vocabularies.service_groups[code], self._site)) if code else ""

    def marks(self, notice: Notice, group: str) -> Marks:
        """Return an exchange's marks; `group` is the code of its group of services."""
        one, member = notice.exchange, notice.member
        codes = set(one.area or (member.serves if isinstance(one, Offer) else ()))
        address = member.address
        if address:
            codes.add(address.municipality if address.country == ITALY else address.country)
        places = sorted({place for code in codes if (place := self._place_of(code))})
        return Marks(self.group(group), self._slug(one.kind), tuple(map(self._slug, one.terms)), tuple(places))

    def choices(self, notices: Iterable[Notice], groups: Iterable[tuple[str, str]]) -> Choices:
        """Return what can be chosen of these exchanges, whose groups of services come as codes and names."""
        found = list(notices)
        kinds = {notice.exchange.kind for notice in found}
        terms = {term for notice in found for term in notice.exchange.terms}
        return Choices(
            tuple(Choice(self.group(code), name) for code, name in groups if code),
            tuple(self._choice(kind) for kind in ExchangeKind if kind in kinds),
            tuple(self._choice(term) for term in Terms if term in terms),
            self._places(found),
        )

    def _places(self, notices: Iterable[Notice]) -> tuple[tuple[Choice, tuple[Choice, ...]], ...]:
        provinces: dict[tuple[tuple[int, str], str, str], dict[str, str]] = {}
        for slug in {notice.slug for notice in notices}:
            address = self._site.federation.members[slug].address
            region, province = self._ways.region(address), self._ways.province(address)
            if region.stated:
                inside = provinces.setdefault((region.order, region.slug, region.label), {})
                if province:
                    inside[province.slug] = province.label
        italy = self._place_of(ITALY)
        return tuple(
            (
                Choice(region, name, (region, *sorted(inside), *([italy] if inside else []))),
                tuple(
                    Choice(slug, said, (slug, region, italy))
                    for slug, said in sorted(inside.items(), key=lambda item: sort_key(item[1]))
                ),
            )
            for (_, region, name), inside in sorted(provinces.items())
        )

    def _place(self, code: str) -> str:
        """Return the slug of the province that a place is, or lies in; else of the region, or the country."""
        vocabularies = self._site.vocabularies
        area = parse(code, vocabularies)
        if area is None:
            return ""
        if area.level is Level.MUNICIPALITY:
            area = of_municipality(vocabularies.municipalities[code])
        return slug_of(self._name(area))

    def _name(self, area: Area) -> str:
        vocabularies = self._site.vocabularies
        if area.province:
            return vocabularies.provinces[area.province].name
        if area.region:
            return vocabularies.regions[area.region].name
        return label(vocabularies.countries[area.country], self._site) if area.country != ITALY else "italia"

    def _choice(self, code: Code) -> Choice:
        return Choice(self._slug(code), label(code, self._site))

    def _slug(self, code: Code) -> str:
        return slug_of(label(code, self._site))
