"""Find where municipalities lie: by name and region among the places of GeoNames."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from generator.vocabularies.distance import Point, kilometres
from generator.vocabularies.guessing import folded
from generator.vocabularies.places import Municipality
from generator.vocabularies.registry import Registry

__all__ = ["kilometres", "located"]

# GeoNames' first-level divisions of Italy by ISTAT's region code.
ADMIN1 = {
    "01": "12", "02": "19", "03": "09", "04": "17", "05": "20",
    "06": "06", "07": "08", "08": "05", "09": "16", "10": "18",
    "11": "10", "12": "07", "13": "01", "14": "11", "15": "04",
    "16": "13", "17": "02", "18": "03", "19": "15", "20": "14",
}  # fmt: skip
# Further than this from the middle of its province a namesake is somewhere else; Lampedusa lies 231 km off Agrigento's.
FAR_KM = 235.0
# A municipality of two merged ones is often unknown to GeoNames, a part of it, or the name before an addition, is not.
PARTS = re.compile(r"-| (?:con|e|ed) | (?:sul(?:la|lo)?|nel|d'Alba|Coppi|Monferrato|Terme) ?.*$")
# A place this far from all others of its province, and this near to some of another, is a namesake; islands are not,
# and these four do lie apart: Cervia, San Colombano al Lambro, San Giovanni in Fiore, Sambuca Pistoiese.
ALONE_KM = 18.5
AMID_KM = 9.0
APART = frozenset({"039007", "015191", "078119", "047018"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A populated place of GeoNames."""

    point: Point
    population: int


Names = Mapping[tuple[str, str], list[Spot]]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Italy's places by region and folded name: the one that each goes by, and the others."""

    by_name: Names
    by_other_name: Names


def located(registry: Registry, cities: Path) -> Registry:
    """Return the registry with coordinates: a place's own, else its neighbours' or its province's, marked as such."""
    gazetteer = read(cities)
    middles = province_middles(registry.municipalities, gazetteer)
    places = [placed(place, gazetteer, middles[place.province]) for place in registry.municipalities]
    astray = strays(places)
    places = [moved(place, middles[place.province]) if place.code in astray else place for place in places]
    return replace(registry, municipalities=tuple(beside_neighbours(places)))


def read(cities: Path) -> Gazetteer:
    """Return what GeoNames, as JSON, knows of Italy."""
    by_name: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    by_other_name: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        if city["countrycode"] == "IT":
            spot = Spot((city["latitude"], city["longitude"]), city["population"])
            by_name[city["admin1code"], folded(city["name"])].append(spot)
            for name in {folded(name) for name in city["alternatenames"]}:
                by_other_name[city["admin1code"], name].append(spot)
    return Gazetteer(by_name, by_other_name)


def namesakes(place: Municipality, gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots in its region that bear the municipality's name, its other name or, failing that, a part."""
    parts = [part for part in PARTS.split(place.name) if len(part) > 3]
    for names in (place.names(), parts):
        for known in (gazetteer.by_name, gazetteer.by_other_name):
            spots = [spot for name in names for spot in known.get((ADMIN1[place.region], folded(name)), ())]
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
    return {sigla: middle(points) for sigla, points in spots.items()}


def middle(points: list[Point]) -> Point:
    """Return the median of points, which one far off does not move."""
    return median(latitude for latitude, _ in points), median(longitude for _, longitude in points)


def placed(place: Municipality, gazetteer: Gazetteer, centre: Point) -> Municipality:
    """Return the municipality at its most populous namesake, or at its province's centre when none is near."""
    near = [spot for spot in namesakes(place, gazetteer) if kilometres(spot.point, centre) <= FAR_KM]
    best = max(near, key=lambda spot: (spot.population, spot.point), default=None)
    return moved(place, best.point, exact=True) if best else moved(place, centre)


def moved(place: Municipality, point: Point, *, exact: bool = False) -> Municipality:
    """Return the municipality at another point."""
    return replace(place, latitude=point[0], longitude=point[1], exact=exact)


def strays(places: Iterable[Municipality]) -> set[str]:
    """Return the codes of places amid another province, far from all of their own: namesakes, not the places."""
    exact = [place for place in places if place.exact]
    own: dict[str, list[Municipality]] = defaultdict(list)
    for place in exact:
        own[place.province].append(place)
    return {
        place.code
        for place in exact
        if place.code not in APART
        and nearest(place, own[place.province]) > ALONE_KM
        and nearest(place, exact) < AMID_KM
    }


def nearest(place: Municipality, others: Iterable[Municipality]) -> float:
    """Return the kilometres to the nearest of the others."""
    here = (place.latitude, place.longitude)
    return min((kilometres(here, (o.latitude, o.longitude)) for o in others if o.code != place.code), default=0)


def beside_neighbours(places: Iterable[Municipality]) -> Iterator[Municipality]:
    """Yield the places, those without a point of their own amid those of their province that share a postcode."""
    points: dict[tuple[str, str], list[Point]] = defaultdict(list)
    kept = list(places)
    for place in kept:
        for postcode in place.postcodes if place.exact else ():
            points[place.province, postcode].append((place.latitude, place.longitude))
    for place in kept:
        shared = [point for postcode in place.postcodes for point in points[place.province, postcode]]
        if place.exact or not shared:
            yield place
        else:
            yield moved(place, middle(shared))
