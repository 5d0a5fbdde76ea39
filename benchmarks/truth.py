"""What is true of a planted federation, kept apart from its records: the services that the writers meant.

Whatever code stands in the file, a pair is true when both mean one service, their kinds go together, both stand at one
time, and the offer reaches the need.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from generator.records.federation import Federation
from generator.vocabularies import Vocabularies
from generator.vocabularies.areas import REGIONS
from generator.vocabularies.distance import kilometres
from generator.vocabularies.places import Municipality

TODAY = date(2026, 11, 25)
REACHED_KM = 60.0
"""An offer that names no area is taken to reach so far."""


class Meant(NamedTuple):
    """What stands in no record: the service that the writer meant."""

    service: str
    exchange: dict[str, Any]
    place: Municipality


@dataclass
class Planted:
    """A federation, and the truth about it. `pairs`: need to its offer, and how the pair was disguised."""

    federation: Federation
    offers: dict[tuple[str, str], Meant]
    needs: dict[tuple[str, str], Meant]
    pairs: dict[tuple[str, str], tuple[tuple[str, str], str]]
    vocabularies: Vocabularies = field(repr=False)

    def true(self, offer: tuple[str, str], need: tuple[str, str]) -> bool:
        """Return whether an offer is one for a need."""
        given, sought = self.offers[offer], self.needs[need]
        return (
            given.service == sought.service
            and offer[0] != need[0]
            and _kinds_agree(given.exchange["kind"], sought.exchange["kind"])
            and _stands(given.exchange)
            and _stands(sought.exchange)
            and _days(given.exchange)[0] <= _days(sought.exchange)[1]
            and _days(sought.exchange)[0] <= _days(given.exchange)[1]
            and self._reaches(given, sought)
        )

    def _reaches(self, given: Meant, sought: Meant) -> bool:
        wanted = self._provinces(sought.exchange["area"] or [sought.place.code])
        if given.exchange["area"]:
            return bool(wanted & self._provinces(given.exchange["area"]))
        if sought.exchange["area"] and given.place.province in wanted:
            return True
        return kilometres(point(given.place), point(sought.place)) <= REACHED_KM

    def _provinces(self, codes: list[str]) -> frozenset[str]:
        return frozenset(province for code in codes for province in self._in[code])

    @cached_property
    def _in(self) -> dict[str, tuple[str, ...]]:
        provinces, numbers = self.vocabularies.provinces, {istat: part for part, istat in REGIONS.items()}
        found: dict[str, tuple[str, ...]] = {"IT": tuple(provinces)}
        for sigla, province in provinces.items():
            found[f"IT-{sigla}"] = (sigla,)
            region = f"IT-{numbers[province.region]}"
            found[region] = (*found.get(region, ()), sigla)
        found.update({place.code: (place.province,) for place in self.vocabularies.municipalities.values()})
        return found


def _kinds_agree(one: str, other: str) -> bool:
    return one == other or "partnership" in {one, other} or {one, other} == {"service", "skill"}


def _stands(exchange: dict[str, Any]) -> bool:
    return bool(exchange["expires"] >= TODAY and exchange["status"] != "concluded")


def _days(exchange: dict[str, Any]) -> tuple[date, date]:
    return max(exchange["from"] or TODAY, TODAY), exchange["expires"]


def point(place: Municipality) -> tuple[float, float]:
    """Return latitude and longitude."""
    return place.latitude, place.longitude
