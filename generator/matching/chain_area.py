"""Who works where a supply chain works."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from generator.records.member import Member
from generator.records.offer import Offer
from generator.vocabularies import Vocabularies
from generator.vocabularies.areas import Area, Level, parse


class ChainArea:
    """The area of a chain; one without an area works everywhere."""

    def __init__(self, codes: Iterable[str], vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._areas = tuple(area for code in codes if (area := parse(code, vocabularies)))
        # Many members share a municipality, and an area that they serve.
        self._lies, self._meets = cache(self._located), cache(self._compared)

    def is_served_by(self, member: Member, offer: Offer | None = None) -> bool:
        """Return whether a member's office lies in the area, or an area that it serves overlaps it.

        For an offer that says where it stands, that counts instead of what the member serves elsewhere.
        """
        if not self._areas:
            return True
        if offer is not None and offer.area:
            return any(map(self._meets, offer.area))
        return self.holds(member) or any(map(self._meets, member.serves))

    def holds(self, member: Member) -> bool:
        """Return whether a member's office lies in the area."""
        if not self._areas:
            return True
        return member.address is not None and self._lies(member.address.country, member.address.municipality)

    def _located(self, country: str, municipality: str) -> bool:
        return any(lies_in(area, country, municipality, self._vocabularies) for area in self._areas)

    def _compared(self, code: str) -> bool:
        served = parse(code, self._vocabularies)
        return served is not None and any(served.covers(area) or area.covers(served) for area in self._areas)


def lies_in(area: Area, country: str, municipality: str, vocabularies: Vocabularies) -> bool:
    """Return whether a municipality lies in an area; abroad only a country can hold it."""
    if country != "IT":
        return area.level is Level.COUNTRY and area.country == country
    place = vocabularies.municipalities.get(municipality)
    return place is not None and area.contains(place)


def has_office(area: Area, member: Member, vocabularies: Vocabularies) -> bool:
    """Return whether a member's office lies in an area."""
    address = member.address
    return address is not None and lies_in(area, address.country, address.municipality, vocabularies)
