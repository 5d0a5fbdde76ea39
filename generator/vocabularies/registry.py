"""Gather municipalities, provinces and regions from ISTAT's table and the table of postcodes."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from math import nan
from pathlib import Path

from generator.vocabularies import sardinia
from generator.vocabularies.places import Municipality, Province, Region

Postcodes = Mapping[str, tuple[str, ...]]

# The columns of ISTAT's table, by position: their titles carry footnotes and years that change with each edition.
REGION, CODE, NAME, OTHER_NAME, REGION_NAME, PROVINCE_NAME, SIGLA, CODE_2010, CADASTRAL = 0, 4, 6, 7, 10, 11, 14, 16, 19


@dataclass(frozen=True, slots=True)
class Registry:
    """All places, each kind sorted by code; `former` leads from a code no longer in use to the present one."""

    municipalities: tuple[Municipality, ...]
    provinces: tuple[Province, ...]
    regions: tuple[Region, ...]
    former: Mapping[str, str]


def gathered(istat: Path, postcodes: Path, amendments: Path) -> Registry:
    """Return the registry from ISTAT's CSV (Windows-1252), the CSV of postcodes and our own amendments."""
    lines = [line for line in read(istat, "cp1252") if line[CODE].strip().isdigit()]
    known = postcodes_by_code(read(postcodes, "utf-8"))
    island = [
        {"code": line[CODE], "name": line[NAME], "code_2010": line[CODE_2010].zfill(6)}
        for line in lines
        if line[REGION] == sardinia.REGION
    ]
    recoded = sardinia.current_codes(island)
    places = {place.code: place for place in (municipality(line, recoded, known) for line in lines)}
    changes = list(csv.DictReader(uncommented(amendments), delimiter="\t"))
    places, merged = amended(places, changes)
    return Registry(
        municipalities=tuple(sorted(places.values(), key=lambda place: place.code)),
        provinces=provinces(lines),
        regions=regions(lines),
        former={**recoded, **merged},
    )


def read(path: Path, encoding: str) -> list[list[str]]:
    """Return the lines of a semicolon-separated file below its header."""
    with path.open(encoding=encoding, newline="") as file:
        return [[cell.strip() for cell in line] for line in csv.reader(file, delimiter=";") if len(line) > 1][1:]


def uncommented(path: Path) -> list[str]:
    """Return the lines of one of our own tables without its comments."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def postcodes_by_code(lines: Iterable[list[str]]) -> Postcodes:
    """Return the sorted postcodes of each municipality."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, postcode in lines:
        if len(postcode) == 5 and postcode.isdigit():
            found[code].add(postcode)
    return {code: tuple(sorted(several)) for code, several in found.items()}


def municipality(line: list[str], recoded: Mapping[str, str], known: Postcodes) -> Municipality:
    """Return a municipality that has no coordinates yet."""
    code = recoded.get(line[CODE], line[CODE])
    siglas = {province.istat: province.sigla for province in sardinia.PROVINCES}
    return Municipality(
        code=code,
        name=line[NAME],
        other_name=line[OTHER_NAME],
        province=siglas.get(code[:3], line[SIGLA]),
        region=line[REGION],
        postcodes=known.get(code, ()),
        latitude=nan,
        longitude=nan,
        exact=False,
        cadastral=line[CADASTRAL],
    )


def amended(
    places: Mapping[str, Municipality], changes: Iterable[Mapping[str, str]]
) -> tuple[dict[str, Municipality], dict[str, str]]:
    """Return the places after our amendments, and where the codes went that are gone."""
    kept, former = dict(places), dict[str, str]()
    for change in changes:
        code, gone = change["code"], [code for code in change["from"].split() if code in kept]
        parts = [kept.pop(old) for old in gone]
        former.update(dict.fromkeys(gone, code))
        whole = kept.get(code) or replace(parts[0], code=code, cadastral=change["cadastral"])
        shared = () if change["change"] == "rename" else chain.from_iterable(part.postcodes for part in parts)
        postcodes = tuple(sorted({*whole.postcodes, *shared}))
        kept[code] = replace(whole, name=change["name"], postcodes=postcodes)
    return kept, former


def provinces(lines: Iterable[list[str]]) -> tuple[Province, ...]:
    """Return the provinces of ISTAT's table, Sardinia's replaced by those of today."""
    found = {province.istat: province for province in sardinia.PROVINCES}
    for line in lines:
        if line[REGION] != sardinia.REGION:
            name, _, other = line[PROVINCE_NAME].partition("/")
            found[line[CODE][:3]] = Province(line[SIGLA], line[CODE][:3], name, line[REGION], other)
    return tuple(found[istat] for istat in sorted(found))


def regions(lines: Iterable[list[str]]) -> tuple[Region, ...]:
    """Return the regions."""
    names = {line[REGION]: line[REGION_NAME].partition("/") for line in lines}
    return tuple(Region(code, name, other) for code, (name, _, other) in sorted(names.items()))
