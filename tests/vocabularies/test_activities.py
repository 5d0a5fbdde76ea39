"""ATECO: codes of today, codes of yesterday, and what a wrong one was meant to be."""

import pytest

from generator.vocabularies import Activities, Ateco, Vocabularies, activities


@pytest.fixture(scope="module")
def ateco(vocabularies: Vocabularies) -> Activities:
    return vocabularies.ateco


@pytest.mark.parametrize(
    ("code", "level", "section", "division"),
    [
        ("A", "section", "A", ""),
        ("01", "division", "A", "01"),
        ("56.22", "class", "I", "56"),
        ("5622", "class", "I", "56"),
        ("88.10.00", "subcategory", "R", "88"),
        ("881000", "subcategory", "R", "88"),
        ("62.1", "group", "K", "62"),
    ],
)
def test_a_code_knows_its_section_and_division(
    ateco: Activities, code: str, level: str, section: str, division: str
) -> None:
    activity = ateco.get(code)
    assert activity is not None
    assert (activity.level, activity.section, activity.division) == (level, section, division)


def test_an_activity_has_its_italian_title(ateco: Activities) -> None:
    assert ateco.get("49.41") == Ateco("49.41", "Trasporto di merci su strada", "class", "H", "49")


@pytest.mark.parametrize("code", ["", "1.3", "01.3.0", "99.99.99", "45", "W", "56.22.00 "])
def test_what_is_no_code_is_not_found(ateco: Activities, code: str) -> None:
    assert ateco.get(code) is None


@pytest.mark.parametrize(
    ("code", "edition", "expected"),
    [
        ("87.90.00", "2022", ("87.99.00",)),
        ("56.29.10", "2022", ("56.22.02",)),
        ("562910", "2007", ("56.22.02",)),
        ("01.13.20", "2007", ("01.13.1", "01.13.2")),
        ("88.10.00", "2025", ("88.10.00",)),
        ("45.20", "2025", ()),
        ("99.98.97", "2022", ()),
        ("99.98.97", "2007", ()),
    ],
)
def test_an_old_code_becomes_one_of_today(
    ateco: Activities, code: str, edition: str, expected: tuple[str, ...]
) -> None:
    assert tuple(activity.code for activity in ateco.convert(code, edition)) == expected


def test_an_edition_that_never_was_is_refused(ateco: Activities) -> None:
    with pytest.raises(ValueError, match="'1991' is no edition of ATECO: expected one of 2025, 2022, 2007"):
        ateco.convert("01", "1991")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("56.22", "56.22"),
        ("1.3", "01.3"),
        ("a", "A"),
        ("5622", "56.22"),
        ("70.22.09", "70.20.09"),
        ("49.14.0", "49.41.0"),
        ("88.10.000", "88.10.00"),
        ("Silvicoltura e utilizzo di aree forestali", "02"),
        ("coltivazione di riso", "01.12.00"),
        ("xyzzy", None),
        ("000000", None),
    ],
)
def test_a_wrong_code_or_a_title_leads_to_the_code_meant(ateco: Activities, typed: str, code: str | None) -> None:
    assert ateco.suggest(typed, "it") == code


def test_activities_are_found_by_title(ateco: Activities) -> None:
    assert [activity.code for activity in ateco.search("Ricerca scientifica e sviluppo", limit=1)] == ["72"]


def test_every_section_and_division_is_named_in_italian_and_english(ateco: Activities) -> None:
    assert len(ateco.sections) == 22
    assert len(ateco.divisions) == 87
    assert ateco.sections["A"].labels.get("it") == "Agricoltura, silvicoltura e pesca"
    assert ateco.divisions["88"].labels.get("en") == "Social work activities without accommodation"


def test_every_section_is_a_sector_with_a_short_name(ateco: Activities) -> None:
    assert list(ateco.sectors) == list(ateco.sections)
    assert [term.code for term in ateco.sectors.values() if len(term.labels.get("it")) > 50] == []
    sector = ateco.sector("01.21.00")
    assert sector is not None
    assert (sector.code, sector.labels.get("it")) == ("A", "Agricoltura, foreste e pesca")
    assert ateco.sector("nothing") is None


def test_the_table_holds_every_activity_of_the_package_in_its_place(ateco: Activities) -> None:
    sections: dict[str, str] = {}
    expected = []
    for node in activities.packaged("2025", "nodes.json")["nodes"]:
        code, level = node["code"], node["level"]
        sections[code] = sections[node["parent"]] if node["parent"] else code
        division = "" if level == "section" else code[:2]
        expected.append(Ateco(code, node["title"], level, sections[code], division))
    assert list(ateco) == expected


def test_without_the_package_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activities, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="pip install coop-restart"):
        Activities().convert("01", "2022")
