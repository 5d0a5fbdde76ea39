"""Find where municipalities lie: by name and region among the places of GeoNames."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median

from generator.vocabularies.guessing import folded
from generator.vocabularies.places import Municipality
from generator.vocabularies.registry import Registry

# GeoNames' first-level divisions of Italy by ISTAT's region code.
ADMIN1 = {
    "01": "12", "02": "19", "03": "09", "04": "17", "05": "20", "06": "06", "07": "08", "08": "05", "09": "16", "10": "18",
    "11": "10", "12": "07", "13": "01", "14": "11", "15": "04", "16": "13", "17": "02", "18": "03", "19": "15", "20": "14",
}  # fmt: skip
EARTH_KM = 6371.0
# Further than this from the middle of its province a namesake is somewhere else; Pantelleria lies 133 km off Trapani's.
FAR_KM = 140.0
# A municipality of two merged ones is often unknown to GeoNames, a part of it, or the name before an addition, is not.
PARTS = re.compile(r"-| (?:con|e|ed) | (?:sul(?:la|lo)?|nel|d'Alba|Coppi|Monferrato|Terme) ?.*$")
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A populated place of GeoNames."""

    point: Point
    population: int


Gazetteer = Mapping[tuple[str, str], list[Spot]]


def located(registry: Registry, cities: Path) -> Registry:
    """Return the registry with coordinates: a place's own, else the middle of its province, marked as such."""
    gazetteer = read(cities)
    middles = province_middles(registry.municipalities, gazetteer)
    places = tuple(placed(place, gazetteer, middles[place.province]) for place in registry.municipalities)
    return replace(registry, municipalities=places)


def read(cities: Path) -> Gazetteer:
    """Return Italy's places by region and folded name, other names included."""
    found: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        if city["countrycode"] != "IT":
            continue
        spot = Spot((city["latitude"], city["longitude"]), city["population"])
        for name in {folded(name) for name in (city["name"], *city["alternatenames"])}:
            found[city["admin1code"], name].append(spot)
    return found


def namesakes(place: Municipality, gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots in its region that bear the municipality's name, its other name or, failing that, a part."""
    parts = [part for part in PARTS.split(place.name) if len(part) > 3]
    for names in (place.names(), parts):
        spots = [spot for name in names for spot in gazetteer.get((ADMIN1[place.region], folded(name)), ())]
        if spots:
            return list(dict.fromkeys(spots))
    return []


def province_middles(places: Iterable[Municipality], gazetteer: Gazetteer) -> dict[str, Point]:
    """Return the median of the places of each province whose name is borne once in the region."""
    spots: dict[str, list[Point]] = defaultdict(list)
    for place in places:
        found = namesakes(place, gazetteer)
        if len(found) == 1:
            spots[place.province].append(found[0].point)
    return {
        sigla: (median(latitude for latitude, _ in points), median(longitude for _, longitude in points))
        for sigla, points in spots.items()
    }


def placed(place: Municipality, gazetteer: Gazetteer, middle: Point) -> Municipality:
    """Return the municipality at its nearest namesake, or at the middle of its province when none is near."""
    near = [spot for spot in namesakes(place, gazetteer) if kilometres(spot.point, middle) <= FAR_KM]
    best = max(near, key=lambda spot: (spot.population, -kilometres(spot.point, middle), spot.point), default=None)
    latitude, longitude = best.point if best else middle
    return replace(place, latitude=latitude, longitude=longitude, exact=best is not None)


def kilometres(one: Point, other: Point) -> float:
    """Return the great-circle distance of two points given in degrees (haversine formula)."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
