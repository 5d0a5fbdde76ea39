"""All municipalities with where they are, for whoever looks for members near one: a file beside the index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.languages.language import sort_key
from generator.publishing.search.facets import DEGREE

if TYPE_CHECKING:
    from generator.vocabularies.places import Municipality
    from generator.vocabularies.vocabularies import Vocabularies


def towns(vocabularies: Vocabularies) -> Mapping[str, object]:
    """Return `provinces`: of each its name, its municipalities' names, their latitudes and their longitudes.

    Both are in ten-thousandths of a degree, as those of members; all names stand in their order.
    """
    within: dict[str, list[Municipality]] = defaultdict(list)
    for code in vocabularies.municipalities:
        place = vocabularies.municipalities[code]
        within[vocabularies.provinces[place.province].name].append(place)
    return {"provinces": [_province(name, within[name]) for name in sorted(within, key=sort_key)]}


def _province(name: str, places: list[Municipality]) -> list[object]:
    places = sorted(places, key=lambda place: (sort_key(place.name), place.code))
    return [
        name,
        [place.name for place in places],
        [round(place.latitude * DEGREE) for place in places],
        [round(place.longitude * DEGREE) for place in places],
    ]
