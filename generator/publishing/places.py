"""Addresses and areas in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.languages import N_

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.member import Address
    from generator.vocabularies.places import Municipality

_REGIONS = {
    "21": "01", "23": "02", "25": "03", "32": "04", "34": "05", "36": "06", "42": "07", "45": "08", "52": "09",
    "55": "10", "57": "11", "62": "12", "65": "13", "67": "14", "72": "15", "75": "16", "77": "17", "78": "18",
    "82": "19", "88": "20",
}  # fmt: skip
"""ISTAT's code of each region of ISO 3166-2."""


class Places:
    """Says where things are; names are found once for each code and kept."""

    def __init__(self, site: Site) -> None:
        self._vocabularies = site.vocabularies
        self._language = site.language
        self._municipality_of = cache(self._municipality)
        self._country_of, self._area_of = cache(self._country), cache(self._area)

    def of(self, address: Address | None) -> str:
        """Return «Brescia (BS)» or «Manchester, Regno Unito»; empty without address."""
        if address is None:
            return ""
        if address.country == "IT":
            return self._municipality_of(address.municipality)
        return f"{address.municipality}, {self.country(address.country)}"

    def municipality(self, address: Address) -> Municipality | None:
        """Return the entry of an Italian address's municipality, None elsewhere."""
        return self._vocabularies.municipalities.get(address.municipality) if address.country == "IT" else None

    def country(self, code: str) -> str:
        """Return a country's name; the code itself where there is none."""
        return self._country_of(code)

    def area(self, code: str) -> str:
        """Return «Italia», «Lombardia», «provincia di Brescia» or «Brescia (BS)» for an area's code."""
        return self._area_of(code)

    def _municipality(self, code: str) -> str:
        place = self._vocabularies.municipalities.get(code)
        return f"{place.name} ({place.province})" if place else code

    def _country(self, code: str) -> str:
        term = self._vocabularies.countries.get(code)
        return term.labels.get(self._language.code) if term else code

    def _area(self, code: str) -> str:
        country, _, part = code.partition("-")
        if part in _REGIONS:
            return self._vocabularies.regions[_REGIONS[part]].name
        if country == "IT" and part in self._vocabularies.provinces:
            name = self._vocabularies.provinces[part].name
            return self._language.gettext(N_("province of {name}")).format(name=name)
        return self._municipality(code) if code.isdigit() else self._country(code)
