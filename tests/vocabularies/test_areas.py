"""Areas: countries, regions, provinces, municipalities."""

from __future__ import annotations

import pytest

from generator.vocabularies import Vocabularies
from generator.vocabularies.areas import REGIONS, Areas, Level
from generator.vocabularies.terms import terms

VOCABULARIES = Vocabularies.load()
AREAS = Areas(VOCABULARIES)


@pytest.mark.parametrize(
    ("code", "level", "name"),
    [
        ("IT", Level.COUNTRY, "Italia"),
        ("SM", Level.COUNTRY, "San Marino"),
        ("IT-25", Level.REGION, "Lombardia"),
        ("IT-32", Level.REGION, "Trentino-Alto Adige"),
        ("IT-BS", Level.PROVINCE, "Brescia"),
        ("IT-AO", Level.PROVINCE, "Valle d'Aosta"),
        ("017029", Level.MUNICIPALITY, "Brescia"),
    ],
)
def test_an_area_has_a_level_and_a_name(code: str, level: Level, name: str) -> None:
    area = AREAS.get(code)
    assert area is not None
    assert (area.code, area.level, area.name("it")) == (code, level, name)
    assert code in AREAS


@pytest.mark.parametrize(
    "code", ["", "it", "XX", "EU", "IT-", "IT-99", "IT-XX", "IT-bs", "FR-75", "017999", "17029", "IT-25-BS"]
)
def test_other_codes_are_no_areas(code: str) -> None:
    assert AREAS.get(code) is None
    assert code not in AREAS


def test_what_is_no_text_is_no_area() -> None:
    assert 7 not in AREAS


def test_names_follow_the_language_where_there_are_several() -> None:
    germany, bozen = AREAS.get("DE"), AREAS.get("021008")
    assert germany is not None
    assert bozen is not None
    assert (germany.name("en"), germany.name("de"), germany.name("xx")) == ("Germany", "Deutschland", "Germania")
    assert (bozen.name("it"), bozen.name("de"), bozen.name("en")) == ("Bolzano", "Bozen", "Bolzano")


def test_iso_and_istat_name_the_same_twenty_regions() -> None:
    assert sorted(REGIONS.values()) == list(VOCABULARIES.regions)
    names = {part: VOCABULARIES.regions[istat].name for part, istat in REGIONS.items()}
    assert (names["23"], names["36"], names["45"], names["62"], names["88"]) == (
        "Valle d'Aosta",
        "Friuli-Venezia Giulia",
        "Emilia-Romagna",
        "Lazio",
        "Sardegna",
    )


@pytest.mark.parametrize(
    ("area", "inside"),
    [
        ("IT", True),
        ("SM", False),
        ("IT-25", True),
        ("IT-45", False),
        ("IT-BS", True),
        ("IT-BG", False),
        ("017029", True),
        ("017030", False),
    ],
)
def test_a_municipality_lies_in_what_is_around_it(area: str, inside: bool) -> None:
    brescia = VOCABULARIES.municipalities["017029"]
    found, itself = AREAS.get(area), AREAS.get("017029")
    assert found is not None
    assert itself is not None
    assert found.contains(brescia) is inside
    assert found.covers(itself) is inside


def test_a_wider_area_does_not_lie_in_a_narrower_one() -> None:
    lombardy, brescia = AREAS.get("IT-25"), AREAS.get("IT-BS")
    assert lombardy is not None
    assert brescia is not None
    assert lombardy.covers(brescia)
    assert not brescia.covers(lombardy)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("it", "IT"), ("it-25", "IT-25"), ("IT_BS", "IT-BS"), ("MI", "IT-MI"), ("Lombardia", "IT-25"),
        ("Bolzano", "IT-BZ"), ("Sirmione", "017179"), ("Svizzera", "CH"), ("092009", "118006"), ("zzzzzz", None),
    ],
)  # fmt: skip
def test_an_area_is_guessed_from_a_slip_or_a_name(typed: str, code: str | None) -> None:
    assert AREAS.suggest(typed) == code


def test_languages_are_those_of_iso_639_1() -> None:
    known = terms("languages")
    assert {"it", "en", "de", "fr", "sl", "sc"} <= set(known)
    assert not {"sh", "mo", "fil", "en_GB"} & set(known)
    assert 175 <= len(known) <= 184
    assert known["de"].labels.get("it") == "tedesco"
