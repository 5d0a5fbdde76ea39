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


Path = tuple[str, ...]
"""An area by what it lies in: `("IT", "03", "BS")`."""


@dataclass(frozen=True)
class Extent:
    """Areas, and whether somebody stated them."""

    areas: frozenset[Path]
    stated: bool

    @cached_property
    def above(self) -> frozenset[Path]:
        """The areas and all that they lie in."""
        return frozenset([path[:depth] for path in self.areas for depth in range(1, len(path) + 1)])

    @property
    def coarse(self) -> Extent:
        """The same with what lies in a province widened to it: what reaches one part of it mostly reaches others."""
        return Extent(frozenset([path[: Level.PROVINCE] for path in self.areas]), self.stated)


@dataclass(frozen=True, eq=False)
class Reach:
    """Areas, and whether somebody stated them; else they are where the member is, or none where that is not known.

    number: tells it from others; `Reaches` makes one of each.
    """

    number: int
    areas: tuple[Area, ...]
    stated: bool

    @cached_property
    def extent(self) -> Extent:
        """What it covers."""
        return Extent(frozenset(map(_path, self.areas)), self.stated)

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
        self._all: dict[tuple[tuple[Area, ...], bool], Reach] = {}

    def stated(self, codes: Iterable[str]) -> Reach:
        """Return the reach of areas' codes."""
        codes = tuple(codes)
        if codes not in self._known:
            areas = [parse(code, self._vocabularies) for code in codes]
            self._known[codes] = self._made(tuple(area for area in areas if area), stated=True)
        return self._known[codes]

    def home(self, address: Address | None) -> Reach:
        """Return the municipality of an address, its country outside Italy, nothing without address."""
        key = (address.country, address.municipality) if address else ("", "")
        if key not in self._home:
            self._home[key] = self._made(self._home_area(*key), stated=False)
        return self._home[key]

    def point(self, address: Address | None) -> Point | None:
        """Return latitude and longitude: the record's own, else its municipality's; None where neither is known."""
        if address is None:
            return None
        if address.latitude is not None and address.longitude is not None:
            return address.latitude, address.longitude
        place = self._vocabularies.municipalities.get(address.municipality) if address.country == ITALY else None
        return (place.latitude, place.longitude) if place else None

    def same(self, reach: Reach) -> Reach:
        """Return the reach of these that is the same as one that another process made."""
        return self._made(reach.areas, stated=reach.stated)

    def _made(self, areas: tuple[Area, ...], *, stated: bool) -> Reach:
        known = self._all.get((areas, stated))
        if known is None:
            known = self._all[areas, stated] = Reach(len(self._all), areas, stated)
        return known

    def _home_area(self, country: str, municipality: str) -> tuple[Area, ...]:
        place = self._vocabularies.municipalities.get(municipality) if country == ITALY else None
        area = of_municipality(place) if place else parse(country, self._vocabularies)
        return (area,) if area else ()


def _path(area: Area) -> Path:
    return (area.country, area.region, area.province, area.municipality)[: max(area.level, Level.COUNTRY)]
