"""The municipalities from which distances count."""

from __future__ import annotations

from generator.publishing.search.towns import towns
from tests.search.corpora import demonstration_site


def test_every_municipality_stands_once_within_its_province_and_where_it_is() -> None:
    vocabularies = demonstration_site().vocabularies
    provinces = towns(vocabularies)["provinces"]
    assert isinstance(provinces, list)
    told = {
        (province, name, latitude, longitude)
        for province, names, latitudes, longitudes in provinces
        for name, latitude, longitude in zip(names, latitudes, longitudes, strict=True)
    }
    places = [vocabularies.municipalities[code] for code in vocabularies.municipalities]
    assert len(places) > 7_000
    assert told == {
        (
            vocabularies.provinces[place.province].name,
            place.name,
            round(place.latitude * 10_000),
            round(place.longitude * 10_000),
        )
        for place in places
    }
    assert sum(len(names) for _, names, _, _ in provinces) == len(places)
