"""Where the directory goes on with a call's public: its shelves, and what its search can be asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from generator.publishing.members.lists import Link
from generator.publishing.members.parameters import names
from generator.publishing.members.ways import Value, Ways, slug_of, social_kind
from generator.publishing.templates import label
from generator.records.member import SocialType
from generator.vocabularies.areas import Level, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.publishing.members.roll import Roll
    from generator.records.criteria import Criteria

MOST = 8
"""Shelves that a call leads to at most."""


class Onward(NamedTuple):
    """Ways on.

    links: shelves of the directory where such members stand. query: what asks its search for them, as far as it can be
    asked: it knows no numbers of employees and no activities. "" where there is nothing to ask, or no search.
    """

    links: tuple[Link, ...]
    query: str


@dataclass(frozen=True)
class InDirectory:
    """Finds the ways on into the directory."""

    roll: Roll

    def of(self, criteria: Criteria) -> Onward:
        """Return the ways on for a call's criteria."""
        asked = [
            ("kind", self._kinds(criteria)),
            ("services", [found for code in criteria.services if (found := self._service(code))]),
            *self._places(criteria),
        ]
        links = [
            Link(value.label, address, count)
            for facet, values in asked
            for value, address in values
            if (count := self._counts.get(address))
        ]
        known = names(self.roll.site.language.code)
        said = [(known[facet], value.slug) for facet, values in asked for value, _ in values]
        said += [(known["profiles"], slug_of(label(profile, self.roll.site))) for profile in criteria.profiles]
        query = "&".join(f"{name}={quote(slug)}" for name, slug in said) if self.roll.site.scripts else ""
        return Onward(tuple(links[:MOST]), query)

    def _kinds(self, criteria: Criteria) -> list[tuple[Value, str]]:
        """Return kinds as the directory names them: social co-operatives stand there by their type."""
        site, asked = self.roll.site, set(criteria.social_type)
        types = [one for one in SocialType if one in asked or (asked and one is SocialType.BOTH)]
        categories = () if types else criteria.register_category
        if "social" in categories:
            types = list(SocialType)
        named = [social_kind(one, site.language) for one in types]
        named += [label(site.vocabularies.register_categories[code], site) for code in categories]
        at = f"{site.addresses.members}/{site.addresses.kind}/"
        return [(Value(slug, name, (0, "")), f"{at}{slug}/") for name in named if (slug := slug_of(name))]

    def _service(self, code: str) -> tuple[Value, str] | None:
        at = self.roll.site.addresses
        for group, service in self._ways.services((code,)):
            return service, f"{at.members}/{at.service}/{group.slug}/{service.slug}/"
        return None

    def _places(self, criteria: Criteria) -> Iterator[tuple[str, list[tuple[Value, str]]]]:
        """Yield provinces and regions; the search takes what is said of each facet together, so that one must do."""
        site = self.roll.site
        areas = [area for code in criteria.area if (area := parse(code, site.vocabularies))]
        region = next((facet for facet in areas if facet.level == Level.REGION), None) is not None
        found = []
        for area in areas:
            wide = area.level == Level.REGION or (region and bool(area.region))
            code = area.region if wide else area.province
            table = site.vocabularies.regions if wide else site.vocabularies.provinces
            if code and (wide or area.level >= Level.PROVINCE):
                name = table[code].name
                segment = site.addresses.region if wide else site.addresses.province
                found.append(
                    (Value(slug_of(name), name, (0, "")), f"{site.addresses.members}/{segment}/{slug_of(name)}/")
                )
        yield "region" if region else "province", list(dict.fromkeys(found))

    @cached_property
    def _ways(self) -> Ways:
        return Ways(self.roll.site)

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        """How many members stand on each shelf, by its address."""
        shelves = [shelf for way in self.roll.ways.values() for shelf in way.shelves]
        parts = [part for shelf in shelves for part in shelf.parts]
        return {shelf.address: len(shelf.cards) for shelf in (*shelves, *parts)}
