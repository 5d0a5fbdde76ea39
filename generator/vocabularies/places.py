"""Municipalities, provinces and regions of Italy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.vocabularies.tables import row, rows, uncommented
from generator.vocabularies.vocabulary import Vocabulary

# In these many postcodes a city is cut into delivery zones: one run of numbers that is the city's alone.
ZONED = 3


@dataclass(frozen=True, slots=True)
class Region:
    """One of the twenty; `code` is ISTAT's, two digits."""

    code: str
    name: str
    other_name: str = ""

    def names(self) -> tuple[str, ...]:
        """Return the Italian and, where there is one, the other name."""
        return tuple(name for name in (self.name, self.other_name) if name)


@dataclass(frozen=True, slots=True)
class Province:
    """A province, metropolitan city or what stands for one; `sigla` is its code, `istat` three digits."""

    sigla: str
    istat: str
    name: str
    region: str
    other_name: str = ""

    def names(self) -> tuple[str, ...]:
        """Return the Italian and, where there is one, the other name."""
        return tuple(name for name in (self.name, self.other_name) if name)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A *comune*.

    code: ISTAT's, six digits. province: the sigla. region: two digits. latitude, longitude: degrees, WGS 84.
    exact: False when the coordinates are only the middle of the province. postcodes: as the source lists them.
    cadastral: the code that stands in a person's tax code, `F205` for Milano.
    """

    code: str
    name: str
    other_name: str
    province: str
    region: str
    postcodes: tuple[str, ...]
    latitude: float
    longitude: float
    exact: bool
    cadastral: str

    def names(self) -> tuple[str, ...]:
        """Return the Italian and, where there is one, the other name: Bolzano and Bozen."""
        return tuple(name for name in (self.name, self.other_name) if name)


class Municipalities(Vocabulary[str, Municipality]):
    """Every *comune* by its ISTAT code, in the order of the codes.

    A line of the table becomes a municipality when it is asked for: a build needs a few hundred of the 7,894.
    """

    def __init__(self) -> None:
        super().__init__(dict)

    @cached_property
    def _lines(self) -> Mapping[str, str]:
        return {line[:6]: line for line in uncommented("municipalities")[1:]}

    @cached_property
    def _columns(self) -> list[str]:
        return uncommented("municipalities")[0].split("\t")

    @cached_property
    def _regions(self) -> Mapping[str, str]:
        return {cells["sigla"]: cells["region"] for cells in rows("provinces")}

    def __getitem__(self, code: str) -> Municipality:
        cells = row(self._columns, self._lines[code])
        return municipality(cells, self._regions[cells["province"]])

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def by_name(self, name: str, province: str | None = None) -> tuple[Municipality, ...]:
        """Return those of exactly this name, case, accents and apostrophes aside: two for Castro, none for Roam.

        With a sigla, only those in this province.
        """
        found = (self[code] for code in self._names.exact(name))
        return tuple(place for place in found if province in (None, place.province))

    @cached_property
    def former(self) -> Mapping[str, str]:
        """Codes no longer in use, and today's in their place: Sardinia's before 2026, those of merged *comuni*."""
        return {cells["former"]: cells["code"] for cells in rows("former_municipalities")}

    def suggest(self, text: str, language: str = "it") -> str | None:
        """Return the code most likely meant: what became of a former code, else the nearest code or name."""
        return self.former.get(text.strip()) or super().suggest(text, language)

    def search(self, text: str, limit: int = 5) -> list[Municipality]:
        """Return best guesses by name, best first. "Castro (LE)" and "Castro LE" look in that province first."""
        name, _, sigla = text.replace("(", " ").replace(")", " ").strip().rpartition(" ")
        if name and len(sigla) == 2:
            in_province = [place for place in super().search(name, limit * 4) if place.province == sigla.upper()]
            if in_province:
                return in_province[:limit]
        return super().search(text, limit)

    def postcode_belongs(self, code: str, postcode: str) -> bool | None:
        """Return whether a postcode is one of the municipality's, None when the source cannot tell.

        A city cut into zones takes every number between its first and last. Raise KeyError for an unknown code.
        """
        known = self[code].postcodes
        if not known:
            return None
        if len(known) >= ZONED:
            return len(postcode) == 5 and known[0] <= postcode <= known[-1]
        return postcode in known


def municipality(cells: Mapping[str, str], region: str) -> Municipality:
    """Return a municipality from its line in the table."""
    return Municipality(
        code=cells["code"],
        name=cells["name"],
        other_name=cells["other_name"],
        province=cells["province"],
        region=region,
        postcodes=tuple(cells["postcodes"].split()),
        latitude=float(cells["latitude"]),
        longitude=float(cells["longitude"]),
        exact=cells["coordinates"] == "exact",
        cadastral=cells["cadastral"],
    )


def provinces() -> Vocabulary[str, Province]:
    """Return the provinces by sigla, read on first use."""
    return Vocabulary(_provinces)


def _provinces() -> Iterator[tuple[str, Province]]:
    for cells in rows("provinces"):
        yield cells["sigla"], Province(**cells)


def regions() -> Vocabulary[str, Region]:
    """Return the regions by code, read on first use."""
    return Vocabulary(_regions)


def _regions() -> Iterator[tuple[str, Region]]:
    for cells in rows("regions"):
        yield cells["code"], Region(**cells)
