"""What the map writes on its ground, and where: countries, and Italy's regions and provinces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from generator.publishing.map import italy
from generator.publishing.map.grid import Cell, Span, placed
from generator.publishing.map.italy import Town
from generator.vocabularies.guessing import folded

if TYPE_CHECKING:
    from generator.vocabularies import Vocabularies

COUNTRY, REGION, PROVINCE = 0, 1, 2
"""Ranks of names: the first are the first to be shown."""

LARGE = 8
"""Countries of fewer cells on the coarsest sheet have no room for a name."""

COARSE = 5
_ATLAS = {"US": "United States of America", "BA": "Bosnia and Herz.", "MK": "Macedonia", "CD": "Dem. Rep. Congo"}

Label = tuple[float, float, str, int]
"""Longitude, latitude, text, rank."""


class Names:
    """Finds names in the site's language; the atlas knows countries by English ones."""

    def __init__(self, vocabularies: Vocabularies, language: str) -> None:
        self._vocabularies, self._language = vocabularies, language

    def atlas(self, code: str) -> str:
        """Return what the atlas calls a country, by its code; empty for none."""
        term = self._vocabularies.countries.get(code)
        return _ATLAS.get(code) or (term.labels.get("en") if term else "")

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        return {self.atlas(code): code for code in self._vocabularies.countries}

    def countries(self, whole: Mapping[str, Sequence[Span]], named: Collection[str]) -> Iterator[Label]:
        """Yield the names of countries, in the middle of their cells; Italy's parts are named instead of it."""
        for country, spans in sorted(whole.items()):
            size = sum(span.end - span.start for span in spans)
            code = self._codes.get(country)
            if code and size >= LARGE and not (country in named and code == "IT"):
                cells = [Cell((span.start + span.end - 1) // 2, span.row) for span in spans]
                yield _label(cells, COARSE, self._vocabularies.countries[code].labels.get(self._language), COUNTRY)

    def italian(self, known: Mapping[Cell, str], level: int) -> Iterator[Label]:
        """Yield the names of Italy's regions amid their cells, and of its provinces where their towns are."""
        if not known:
            return
        region, amid, towns = italy.regions(), defaultdict(list), defaultdict(list)
        for cell, province in known.items():
            amid[region[province]].append(cell)
        for town in italy.towns():
            towns[town.province].append(town)
        for code, cells in sorted(amid.items()):
            yield _label(cells, level, self._vocabularies.regions[code].name, REGION)
        for sigla, within in sorted(towns.items()):
            name = self._vocabularies.provinces[sigla].name
            town = _capital(name, within)
            yield round(town.longitude, 2), round(town.latitude, 2), name, PROVINCE


def _capital(province: str, towns: Sequence[Town]) -> Town:
    """Return the town that a province is named after: its first where it bears two names."""
    wanted = folded(province)
    return max(
        towns, key=lambda town: (wanted == folded(town.name), wanted.startswith(folded(town.name)), len(town.name))
    )


def _label(cells: Sequence[Cell], level: int, text: str, rank: int) -> Label:
    """Return the label at the cell that is nearest to the middle of all."""
    x, y = (sum(numbers) / len(cells) for numbers in zip(*cells, strict=True))
    nearest = min(cells, key=lambda cell: ((cell.column - x) ** 2 + (cell.row - y) ** 2, cell))
    longitude, latitude = placed(nearest, level)
    return round(longitude, 2), round(latitude, 2), text, rank
