"""Areas: a country, an Italian region or province, or a municipality, each by its public code.

Countries are ISO 3166-1 alpha-2 (`IT`), regions and provinces ISO 3166-2 (`IT-25`, `IT-BS`), municipalities
ISTAT's six digits (`017029`). Sardinia's provinces of 2026 go by their siglas.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from generator.vocabularies.guessing import Names

if TYPE_CHECKING:
    from generator.vocabularies.places import Municipality
    from generator.vocabularies.vocabularies import Vocabularies

ITALY = "IT"
# ISO 3166-2:IT numbers regions otherwise than ISTAT does.
REGIONS = {
    "21": "01", "23": "02", "25": "03", "32": "04", "34": "05", "36": "06", "42": "07", "45": "08", "52": "09",
    "55": "10", "57": "11", "62": "12", "65": "13", "67": "14", "72": "15", "75": "16", "77": "17", "78": "18",
    "82": "19", "88": "20",
}  # fmt: skip


_VERY_LIKE = 0.85


class Level(IntEnum):
    """How wide an area is; a smaller number is wider."""

    COUNTRY = 1
    REGION = 2
    PROVINCE = 3
    MUNICIPALITY = 4


@dataclass(frozen=True, slots=True)
class Area:
    """An area and what it lies in.

    code: as written. names: Italian first, then the other name where there is one; of countries by language.
    region: ISTAT's two digits. province: its sigla. municipality: ISTAT's six digits. "" where it is wider than that.
    """

    code: str
    level: Level
    names: tuple[tuple[str, str], ...]
    country: str
    region: str = ""
    province: str = ""
    municipality: str = ""

    def name(self, language: str) -> str:
        """Return the name in a language, in Italian where there is no other."""
        return dict(self.names).get(language, self.names[0][1])

    def contains(self, place: Municipality) -> bool:
        """Return whether a municipality lies in this area, or is it."""
        inside = (ITALY, place.region, place.province, place.code)
        return inside[: self.level] == (self.country, self.region, self.province, self.municipality)[: self.level]

    def covers(self, other: Area) -> bool:
        """Return whether another area lies wholly in this one, or is it."""
        mine = (self.country, self.region, self.province, self.municipality)
        return mine[: self.level] == (other.country, other.region, other.province, other.municipality)[: self.level]


def parse(code: str, vocabularies: Vocabularies) -> Area | None:
    """Return the area of a code, None when there is none."""
    if code == ITALY or (len(code) == 2 and code in vocabularies.countries):
        return Area(code, Level.COUNTRY, _country_names(code, vocabularies), code)
    if code in vocabularies.municipalities:
        return of_municipality(vocabularies.municipalities[code])
    country, _, part = code.partition("-")
    if country != ITALY:
        return None
    return _region(part, vocabularies) or _province(part, vocabularies)


def of_municipality(place: Municipality) -> Area:
    """Return a municipality as an area."""
    names = (("it", place.name), ("de", place.other_name or place.name))
    return Area(place.code, Level.MUNICIPALITY, names, ITALY, place.region, place.province, place.code)


def _country_names(code: str, vocabularies: Vocabularies) -> tuple[tuple[str, str], ...]:
    return vocabularies.countries[code].labels.items()


def _region(part: str, vocabularies: Vocabularies) -> Area | None:
    if part not in REGIONS:
        return None
    region = vocabularies.regions[REGIONS[part]]
    names = (("it", region.name), ("de", region.other_name or region.name))
    return Area(f"{ITALY}-{part}", Level.REGION, names, ITALY, region.code)


def _province(part: str, vocabularies: Vocabularies) -> Area | None:
    province = vocabularies.provinces.get(part)
    if province is None:
        return None
    names = (("it", province.name), ("de", province.other_name or province.name))
    return Area(f"{ITALY}-{part}", Level.PROVINCE, names, ITALY, province.region, part)


class Areas:
    """All areas, for `in`, `get` and guesses."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._known: dict[str, Area] = {}

    def __contains__(self, code: object) -> bool:
        return code == ITALY or code in self._known or (isinstance(code, str) and self.get(code) is not None)

    def get(self, code: str) -> Area | None:
        """Return the area of a code, None when there is none."""
        area = self._known.get(code) or parse(code, self._vocabularies)
        if area is not None:
            self._known[code] = area
        return area

    def suggest(self, text: str) -> str | None:
        """Return the code most likely meant by a wrong code or by a name."""
        known = self._vocabularies
        typed = text.strip()
        upper = typed.upper()
        for code in (upper, f"{ITALY}-{upper}", upper.replace(" ", "-").replace("_", "-")):
            if code in self:
                return code
        if typed.isdigit():
            return known.municipalities.suggest(typed)
        return self._named(typed)

    def _named(self, typed: str) -> str | None:
        """Return what bears this very name, the widest area first; else what bears one like it."""
        known = self._vocabularies
        numbers = {istat: part for part, istat in REGIONS.items()}
        wide: dict[str, tuple[str, ...]] = {
            **{f"{ITALY}-{numbers[code]}": region.names() for code, region in known.regions.items()},
            **{f"{ITALY}-{code}": province.names() for code, province in known.provinces.items()},
            **{code: country.names() for code, country in known.countries.items()},
        }
        names = Names((name, code) for code, all_names in wide.items() for name in all_names)
        exact = [*names.exact(typed), *(place.code for place in known.municipalities.by_name(typed))]
        likely = exact or names.closest(typed, 1, _VERY_LIKE)
        return likely[0] if likely else known.municipalities.suggest(typed)
