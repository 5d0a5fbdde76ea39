"""Where calls hold: the places that they name, and the provinces by which people look for them."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.languages.language import sort_key
from generator.publishing.members.ways import slug_of
from generator.vocabularies.areas import ITALY, Level, of_municipality, parse

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.call import Call
    from generator.records.member import Address
    from generator.vocabularies.areas import Area

EVERYWHERE = "*"
"""The mark of calls that name no place, or all of Italy; no slug is this."""


class Region(NamedTuple):
    """A region, or a country, with its provinces by slug and name, in the order of their names."""

    slug: str
    name: str
    provinces: tuple[tuple[str, str], ...] = ()

    @property
    def within(self) -> frozenset[str]:
        """The marks of calls that name it or a place in it."""
        return frozenset((self.slug, *(slug for slug, _ in self.provinces)))


class Territory:
    """The places of a site's calls."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._found = cache(self._looked_for)

    def marks(self, call: Call) -> tuple[str, ...]:
        """Return slugs of the provinces, regions and countries that a call names; a municipality's is its province."""
        codes = call.criteria.area if call.criteria else ()
        areas = [area for code in codes if (area := parse(code, self._site.vocabularies))]
        return tuple(sorted({self._mark(area) for area in areas})) or (EVERYWHERE,)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The regions of which calls name something, then the countries abroad that they name.

        A region has the provinces that calls name, and those in which members are.
        """
        known = self._site.vocabularies
        named = {area.region for area in self._named if area.region}
        provinces = {area.province for area in self._named if area.province} | self._inhabited
        inside: dict[str, list[tuple[str, str]]] = {code: [] for code in named}
        for code in provinces:
            province = known.provinces[code]
            if province.region in named:
                inside[province.region].append((slug_of(province.name), province.name))
        regions = [
            Region(slug_of(known.regions[code].name), known.regions[code].name, tuple(sorted(found, key=_by_name)))
            for code, found in inside.items()
        ]
        abroad = {area.code: area for area in self._named if area.level == Level.COUNTRY and area.code != ITALY}
        countries = [Region(self._mark(area), area.name(self._site.language.code)) for area in abroad.values()]
        return (*sorted(regions, key=_region_name), *sorted(countries, key=_region_name))

    @property
    def _inhabited(self) -> set[str]:
        return {place.province for place in self._site.channels.places.values()}

    def of(self, address: Address | None) -> str:
        """Return the slug of the place by which somebody at an address looks for calls; EVERYWHERE for others."""
        return self._found(address.country, address.municipality) if address else EVERYWHERE

    def _looked_for(self, country: str, municipality: str) -> str:
        place = self._site.vocabularies.municipalities.get(municipality) if country == ITALY else None
        area = of_municipality(place) if place else parse(country, self._site.vocabularies)
        mark = self._mark(area) if area else EVERYWHERE
        return mark if mark in self._known else EVERYWHERE

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset().union(*(region.within for region in self.regions))

    @cached_property
    def _named(self) -> tuple[Area, ...]:
        calls = self._site.federation.calls.values()
        codes = {code for call in calls if call.criteria for code in call.criteria.area}
        return tuple(area for code in sorted(codes) if (area := parse(code, self._site.vocabularies)))

    def _mark(self, area: Area) -> str:
        known = self._site.vocabularies
        if area.province:
            return slug_of(known.provinces[area.province].name)
        if area.region:
            return slug_of(known.regions[area.region].name)
        return EVERYWHERE if area.code == ITALY else slug_of(area.name(self._site.language.code)) or area.code.lower()


def _by_name(item: tuple[str, str]) -> tuple[str, str]:
    return sort_key(item[1])


def _region_name(region: Region) -> tuple[str, str]:
    return sort_key(region.name)
