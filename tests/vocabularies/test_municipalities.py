"""Municipalities, provinces and regions: facts that anyone can look up, and what holds for every one of them."""

from collections import Counter

import pytest

from generator.vocabularies import Municipalities, Municipality, Vocabularies

# The land lies between Lampedusa and the Vetta d'Italia, Bardonecchia and Capo d'Otranto.
SOUTH, NORTH, WEST, EAST = 35.49, 47.10, 6.60, 18.53

FACTS = [
    # code, name, other name, province, region, cadastral code
    ("001272", "Torino", "", "TO", "01", "L219"),
    ("003106", "Novara", "", "NO", "01", "F952"),
    ("007003", "Aosta", "", "AO", "02", "A326"),
    ("015146", "Milano", "", "MI", "03", "F205"),
    ("021008", "Bolzano", "Bozen", "BZ", "04", "A952"),
    ("022205", "Trento", "", "TN", "04", "L378"),
    ("058091", "Roma", "", "RM", "12", "H501"),
    ("063049", "Napoli", "", "NA", "15", "F839"),
    ("084020", "Lampedusa e Linosa", "", "AG", "19", "E431"),
    ("024129", "Castegnero Nanto", "", "VI", "05", "M439"),
]

# Sardinia since 2026: each of these postcodes belongs to one municipality alone.
SARDINIA = [
    ("112001", "Alghero", "SS", "07041"),
    ("112050", "Sassari", "SS", "07100"),
    ("112063", "Usini", "SS", "07049"),
    ("113017", "Olbia", "OT", "07026"),
    ("113022", "Santa Teresa Gallura", "OT", "07028"),
    ("114027", "Nuoro", "NU", "08100"),
    ("114045", "Seulo", "NU", "09065"),
    ("114048", "Siniscola", "NU", "08029"),
    ("115017", "Bosa", "OR", "09089"),
    ("115054", "San Nicolò d'Arcidano", "OR", "09097"),
    ("115084", "Villanova Truschedu", "OR", "09084"),
    ("116017", "Tortolì", "OG", "08048"),
    ("116023", "Seui", "OG", "09064"),
    ("117008", "Guspini", "VS", "09036"),
    ("117025", "Villacidro", "VS", "09039"),
    ("118018", "Genoni", "CA", "09054"),
    ("118038", "Quartu Sant'Elena", "CA", "09045"),
    ("118071", "Villasor", "CA", "09034"),
    ("119009", "Iglesias", "CI", "09016"),
    ("119020", "Sant'Antioco", "CI", "09017"),
    ("119024", "Teulada", "CI", "09019"),
]

SHARED_NAMES = [
    ("Castro", {"016065": "BG", "075096": "LE"}),
    ("Livo", {"013130": "CO", "022106": "TN"}),
    ("Peglio", {"013178": "CO", "041041": "PU"}),
    ("Samone", {"001235": "TO", "022165": "TN"}),
    ("San Teodoro", {"083090": "ME", "113021": "OT"}),
]

SPELLINGS = [
    ("milano", "Milano"),
    ("FORLI", "Forlì"),
    ("forli'", "Forlì"),
    ("L’Aquila", "L'Aquila"),
    ("l aquila", "L'Aquila"),
    ("Sant Agata Feltria", "Sant'Agata Feltria"),
    ("bozen", "Bolzano"),
    ("Rhêmes Notre Dame", "Rhêmes-Notre-Dame"),
    ("Eppan an der Weinstrasse", "Appiano sulla strada del vino"),
]

GUESSES = [
    ("Mlano", "Milano", "MI"),
    ("Bresannone", "Bressanone", "BZ"),
    ("aquila", "L'Aquila", "AQ"),
    ("reggio emilia", "Reggio nell'Emilia", "RE"),
    ("Reggio Calabria", "Reggio di Calabria", "RC"),
    ("Castro (LE)", "Castro", "LE"),
    ("castro bg", "Castro", "BG"),
    ("S. Teodoro ME", "San Teodoro", "ME"),
    ("Ionadi", "Jonadi", "VV"),
    ("Tripi", "Tripi - Abakainon", "ME"),
    ("Vigevano XX", "Vigevano", "PV"),
]

POSTCODES = [
    ("058091", "00195", True),
    ("058091", "00118", True),
    ("058091", "00199", True),
    ("058091", "00200", False),
    ("015146", "20121", True),
    ("015146", "20160", True),
    ("015146", "20162", True),
    ("015146", "20163", False),
    ("015146", "2012", False),
    ("015146", "20100", False),
    ("027042", "30141", True),
    ("001001", "10080", False),
    ("001001", "10011", True),
    ("024129", "36020", True),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact[1])
def test_a_municipality_is_what_istat_says(
    vocabularies: Vocabularies, fact: tuple[str, str, str, str, str, str]
) -> None:
    place = vocabularies.municipalities[fact[0]]
    assert (place.code, place.name, place.other_name, place.province, place.region, place.cadastral) == fact


def test_there_are_as_many_as_in_2026(vocabularies: Vocabularies) -> None:
    assert len(vocabularies.municipalities) == 7894
    assert len(vocabularies.provinces) == 110
    assert len(vocabularies.regions) == 20


def test_every_municipality_has_its_province_its_region_and_a_point_in_italy(vocabularies: Vocabularies) -> None:
    def wrong(place: Municipality) -> bool:
        province = vocabularies.provinces.get(place.province)
        return (
            province is None
            or province.region != place.region
            or province.istat != place.code[:3]
            or place.region not in vocabularies.regions
            or not (SOUTH <= place.latitude <= NORTH and WEST <= place.longitude <= EAST)
            or len(place.code) != 6
            or not place.postcodes
        )

    assert [place for place in vocabularies.municipalities.values() if wrong(place)] == []


def test_nearly_every_municipality_has_a_point_of_its_own(vocabularies: Vocabularies) -> None:
    near = [place.name for place in vocabularies.municipalities.values() if not place.exact]
    assert len(near) < 260
    assert "Valsamoggia" in near


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Roma", 41.9, 12.5),
        ("Lampedusa e Linosa", 35.5, 12.6),
        ("Pantelleria", 36.8, 11.9),
        ("Cervia", 44.3, 12.3),
        ("Berbenno", 45.8, 9.6),
        ("Pitigliano", 42.6, 11.7),
        ("Villanova sull'Arda", 45.0, 10.0),
    ],
)
def test_a_municipality_lies_where_it_lies(
    vocabularies: Vocabularies, name: str, latitude: float, longitude: float
) -> None:
    (place,) = vocabularies.municipalities.by_name(name)
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.5)


@pytest.mark.parametrize(("code", "name", "province", "postcode"), SARDINIA)
def test_sardinia_has_the_provinces_and_codes_of_2026(
    vocabularies: Vocabularies, code: str, name: str, province: str, postcode: str
) -> None:
    place = vocabularies.municipalities[code]
    assert (place.name, place.province, place.postcodes) == (name, province, (postcode,))


def test_a_code_no_longer_in_use_leads_to_the_present_one(vocabularies: Vocabularies) -> None:
    municipalities = vocabularies.municipalities
    assert municipalities.suggest("092009") == "118006"
    assert municipalities.suggest("018082") == "018094"
    assert municipalities.suggest("024071") == "024129"
    assert municipalities.get("092009") is None
    assert {new for new in municipalities.former.values() if new not in municipalities} == set()
    assert {old for old in municipalities.former if old in municipalities} == set()


@pytest.mark.parametrize(("name", "bearers"), SHARED_NAMES)
def test_a_name_may_stand_in_two_provinces(vocabularies: Vocabularies, name: str, bearers: dict[str, str]) -> None:
    places = vocabularies.municipalities.by_name(name)
    assert {place.code: place.province for place in places} == bearers
    for code, province in bearers.items():
        assert [place.code for place in vocabularies.municipalities.by_name(name, province)] == [code]


def test_no_other_italian_name_is_shared(vocabularies: Vocabularies) -> None:
    bearers = Counter(place.name for place in vocabularies.municipalities.values())
    assert {name for name, number in bearers.items() if number > 1} == {name for name, _ in SHARED_NAMES}


@pytest.mark.parametrize(("spelling", "name"), SPELLINGS)
def test_a_name_is_found_whatever_its_accents_case_and_apostrophes(
    vocabularies: Vocabularies, spelling: str, name: str
) -> None:
    assert [place.name for place in vocabularies.municipalities.by_name(spelling)] == [name]


@pytest.mark.parametrize(("typed", "name", "province"), GUESSES)
def test_the_best_guess_comes_first(vocabularies: Vocabularies, typed: str, name: str, province: str) -> None:
    best = vocabularies.municipalities.search(typed)[0]
    assert (best.name, best.province) == (name, province)


def test_a_search_gives_no_more_than_asked_for_and_nothing_for_nothing(vocabularies: Vocabularies) -> None:
    assert len(vocabularies.municipalities.search("San Giovanni", limit=3)) == 3
    assert vocabularies.municipalities.search("  ") == []
    assert vocabularies.municipalities.search("qwxzk") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("015146", "015146"),
        ("015416", "015146"),
        ("15146", "015146"),
        ("Milano", "015146"),
        ("Roam", "058091"),
        ("zzzzzz", None),
    ],
)
def test_a_wrong_code_or_a_name_leads_to_the_code_meant(
    vocabularies: Vocabularies, typed: str, code: str | None
) -> None:
    assert vocabularies.municipalities.suggest(typed, "it") == code


@pytest.mark.parametrize(("code", "postcode", "belongs"), POSTCODES)
def test_a_postcode_belongs_or_does_not(vocabularies: Vocabularies, code: str, postcode: str, belongs: bool) -> None:
    assert vocabularies.municipalities.postcode_belongs(code, postcode) is belongs


def test_nobody_can_tell_where_the_source_has_no_postcode(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "015146\tMilano\t\tMI\t\t45.4643\t9.1895\texact\tF205"
    monkeypatch.setattr(Municipalities, "_lines", {"015146": line})
    assert Municipalities().postcode_belongs("015146", "20121") is None


def test_an_unknown_municipality_has_no_postcodes(vocabularies: Vocabularies) -> None:
    with pytest.raises(KeyError):
        vocabularies.municipalities.postcode_belongs("999999", "00100")


@pytest.mark.parametrize(
    "fact",
    [
        ("NA", "063", "Napoli", "", "Campania"),
        ("NO", "003", "Novara", "", "Piemonte"),
        ("AO", "007", "Valle d'Aosta", "Vallée d'Aoste", "Valle d'Aosta"),
        ("BZ", "021", "Bolzano", "Bozen", "Trentino-Alto Adige"),
        ("CI", "119", "Sulcis Iglesiente", "", "Sardegna"),
    ],
    ids=lambda fact: fact[0],
)
def test_a_province_is_what_istat_says(vocabularies: Vocabularies, fact: tuple[str, str, str, str, str]) -> None:
    province = vocabularies.provinces[fact[0]]
    region = vocabularies.regions[province.region]
    assert (province.sigla, province.istat, province.name, province.other_name, region.name) == fact


@pytest.mark.parametrize(
    ("typed", "sigla"),
    [("na", "NA"), ("Napoli", "NA"), ("forli cesena", "FC"), ("Südtirol", None), ("Reggio Emilia", "RE"), ("MX", None)],
)
def test_a_province_is_guessed_by_name_but_not_from_two_wrong_letters(
    vocabularies: Vocabularies, typed: str, sigla: str | None
) -> None:
    assert vocabularies.provinces.suggest(typed) == sigla
    assert vocabularies.regions.suggest("Südtirol") == "04"
