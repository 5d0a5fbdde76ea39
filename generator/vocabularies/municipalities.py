"""The table of municipalities: by code, by name, by what somebody typed; and whether a postcode is theirs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from generator.vocabularies.places import Municipality
from generator.vocabularies.tables import row, rows, uncommented
from generator.vocabularies.vocabulary import Vocabulary

# In these many postcodes a city is cut into delivery zones: one run of numbers that is the city's alone.
ZONED = 3


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
