"""Where an offer holds, or where a need is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.vocabularies.areas import ITALY, Area, Level, of_municipality, parse

if TYPE_CHECKING:
    from generator.records.member import Address
    from generator.vocabularies import Vocabularies
    from generator.vocabularies.distance import Point


@dataclass(frozen=True, eq=False)
class Reach:
    """Areas, and whether somebody stated them; else they are where the member is, or none where that is not known.

    number: tells it from others; `Reaches` makes one of each.
    """

    number: int
    areas: tuple[Area, ...]
    stated: bool

    @cached_property
    def keys(self) -> frozenset[tuple[str, ...]]:
        """The areas, as what they lie in: `("IT", "03", "BS")`."""
        return frozenset(map(_path, self.areas))

    @cached_property
    def above(self) -> frozenset[tuple[str, ...]]:
        """The areas and all that they lie in."""
        return frozenset(path[:depth] for path in self.keys for depth in range(1, len(path) + 1))

    def covers(self, other: Reach) -> bool:
        """Return whether an area of this reach covers one of the other's."""
        return not self.keys.isdisjoint(other.above)

    def covering(self, other: Reach) -> Area | None:
        """Return the widest area of this reach that covers one of the other's."""
        found = [area for area in self.areas if any(area.covers(one) for one in other.areas)]
        return min(found, key=lambda area: (area.level, area.code), default=None)


class Reaches:
    """Makes reaches from codes and addresses, each once."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._known: dict[tuple[str, ...], Reach] = {}
        self._home: dict[tuple[str, str], Reach] = {}

    def stated(self, codes: Iterable[str]) -> Reach:
        """Return the reach of areas' codes."""
        codes = tuple(codes)
        if codes not in self._known:
            areas = [parse(code, self._vocabularies) for code in codes]
            self._known[codes] = Reach(self._next(), tuple(area for area in areas if area), stated=True)
        return self._known[codes]

    def home(self, address: Address | None) -> Reach:
        """Return the municipality of an address, its country outside Italy, nothing without address."""
        key = (address.country, address.municipality) if address else ("", "")
        if key not in self._home:
            self._home[key] = Reach(self._next(), self._home_area(*key), stated=False)
        return self._home[key]

    def point(self, address: Address | None) -> Point | None:
        """Return latitude and longitude: the record's own, else its municipality's; None where neither is known."""
        if address is None:
            return None
        if address.latitude is not None and address.longitude is not None:
            return address.latitude, address.longitude
        place = self._vocabularies.municipalities.get(address.municipality) if address.country == ITALY else None
        return (place.latitude, place.longitude) if place else None

    def _next(self) -> int:
        return len(self._known) + len(self._home)

    def _home_area(self, country: str, municipality: str) -> tuple[Area, ...]:
        place = self._vocabularies.municipalities.get(municipality) if country == ITALY else None
        area = of_municipality(place) if place else parse(country, self._vocabularies)
        return (area,) if area else ()


def _path(area: Area) -> tuple[str, ...]:
    return (area.country, area.region, area.province, area.municipality)[: max(area.level, Level.COUNTRY)]
