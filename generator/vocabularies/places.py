"""Municipalities, provinces and regions of Italy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.vocabularies.tables import rows
from generator.vocabularies.vocabulary import Vocabulary


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
