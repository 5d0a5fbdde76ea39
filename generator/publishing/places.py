"""Addresses and areas in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.matching.chain_offices import municipality_of, point_of
from generator.vocabularies.areas import Level, parse

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.member import Address
    from generator.vocabularies.places import Municipality


class Places:
    """Says where things are; names are found once for each code and kept."""

    def __init__(self, site: Site) -> None:
        self._vocabularies = site.vocabularies
        self._language = site.language
        self._municipality_of = cache(self._municipality)
        self._country_of, self._areas_of = cache(self._country), cache(self._areas)

    def of(self, address: Address | None) -> str:
        """Return «Brescia (BS)» or «Manchester, Regno Unito»; empty without address."""
        if address is None:
            return ""
        if address.country == "IT":
            return self._municipality_of(address.municipality)
        return f"{address.municipality}, {self.country(address.country)}"

    def municipality(self, address: Address) -> Municipality | None:
        """Return the entry of an Italian address's municipality, None elsewhere."""
        return municipality_of(address, self._vocabularies)

    def point(self, address: Address | None) -> tuple[float, float] | None:
        """Return latitude and longitude: the record's own, else its municipality's; None where neither is known."""
        return point_of(address, self._vocabularies)

    def country(self, code: str) -> str:
        """Return a country's name; the code itself where there is none."""
        return self._country_of(code)

    def areas(self, codes: tuple[str, ...]) -> str:
        """Return the names of areas as a list in words, empty for none."""
        return self._areas_of(codes) if codes else ""

    def area(self, code: str) -> str:
        """Return «Italia», «Lombardia», «provincia di Brescia» or «Brescia (BS)» for an area's code."""
        area = parse(code, self._vocabularies)
        if area is None:
            return code
        if area.level is Level.MUNICIPALITY:
            return self._municipality_of(code)
        name = area.name(self._language.code)
        province = area.level is Level.PROVINCE
        return self._language.gettext(N_("province of {name}")).format(name=name) if province else name

    def _municipality(self, code: str) -> str:
        place = self._vocabularies.municipalities.get(code)
        return f"{place.name} ({place.province})" if place else code

    def _country(self, code: str) -> str:
        term = self._vocabularies.countries.get(code)
        return term.labels.get(self._language.code) if term else code

    def _areas(self, codes: tuple[str, ...]) -> str:
        return self._language.join([self.area(code) for code in codes])
