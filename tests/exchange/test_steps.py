"""Each step takes a text and returns one, or says why not."""

from __future__ import annotations

import pytest

from generator.exchange import lookups, steps
from generator.exchange.capitals import as_name
from generator.exchange.refusal import Refused
from generator.languages.language import Language
from generator.vocabularies import Vocabularies

ENGLISH = Language.load("en")


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return Vocabularies.load()


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("  a \xa0 b\t", "join", "a b"),
        ("Via Roma 1,\n\nIngresso B\r\n", "join", "Via Roma 1, Ingresso B"),
        ("uno  \r\n\r\n due\rtre ", "keep", "uno\n\n due\ntre"),
    ],
)
def test_texts_are_cleaned(text: str, lines: str, expected: str) -> None:
    assert steps.cleaned(text, lines) == expected


def test_parts_are_replaced_in_order() -> None:
    assert steps.replaced("Caf\ufffd\ufffdbar", {"Caf\ufffd": "Café", "\ufffd": " ", "x": None}) == "Café bar"


@pytest.mark.parametrize(
    ("text", "writing", "expected"),
    [
        ("1.234,50", "it", "1234.5"),
        ("€ 1.234.567", "it", "1234567"),
        ("-0,25", "it", "-0.25"),
        ("007", "it", "7"),
        ("1,234.5", "en", "1234.5"),
        ("7242000.0", "en", "7242000"),
        ("0.0", "en", "0"),
    ],
)
def test_numbers_are_written_as_records_write_them(text: str, writing: str, expected: str) -> None:
    assert steps.number(text, writing) == expected


@pytest.mark.parametrize(
    ("text", "writing"), [("1.5", "it"), ("1,5", "en"), ("molti", "it"), ("1e3", "en"), ("", "en")]
)
def test_what_is_no_number_is_refused(text: str, writing: str) -> None:
    with pytest.raises(Refused, match="is no number"):
        steps.number(text, writing)


@pytest.mark.parametrize(
    ("text", "formats", "day", "expected"),
    [
        ("2026-03-31", ("iso",), True, "2026-03-31"),
        ("31/03/2026", ("iso", "%d/%m/%Y"), False, "2026-03-31"),
        ("31/03/2026 12:30", ("%d/%m/%Y %H:%M",), False, "2026-03-31T12:30"),
        ("31/03/2026 12:30", ("%d/%m/%Y %H:%M",), True, "2026-03-31"),
        ("2022-02-18T12:00:00Z", ("iso",), False, "2022-02-18T12:00Z"),
        ("2022-02-18T12:00:00+01:00", ("iso",), False, "2022-02-18T12:00+01:00"),
        ("2026-06-30T00:00:00Z", ("iso",), False, "2026-06-30"),
        ("2022-12-05T23:00:00Z", ("iso",), False, "2022-12-06"),
        ("2021-09-07T22:00:00Z", ("iso",), True, "2021-09-08"),
        ("2026-05-05T22:30:00Z", ("iso",), True, "2026-05-06"),
    ],
)
def test_dates_become_days_or_times(text: str, formats: tuple[str, ...], day: bool, expected: str) -> None:
    assert steps.date(text, formats, day=day) == expected


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "domani", "03/31/2026"])
def test_what_is_no_date_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(Refused) as caught:
        steps.date(text, ("iso", "%d/%m/%Y"), day=True)
    assert ENGLISH.say(caught.value.message) == f"'{text}' is no date written as iso, %d/%m/%Y"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arco.example", "https://arco.example"),
        ("//arco.example", "https://arco.example"),
        ("http://arco.example", "http://arco.example"),
        ("HTTPS://arco.example", "HTTPS://arco.example"),
    ],
)
def test_an_address_without_scheme_gets_one(text: str, expected: str) -> None:
    assert steps.address(text, "https") == expected


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [("195", "IT", "00195"), ("20121", "IT", "20121"), ("195", "FR", "195"), ("M60 0AG", "IT", "M60 0AG")],
)
def test_italian_postcodes_get_their_zeros_back(text: str, country: str, expected: str) -> None:
    assert steps.postcode(text, country) == expected


@pytest.mark.parametrize(
    ("text", "longest", "expected"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one, two", 6, "one…"),
        ("abcdefghij", 5, "abcd…"),
    ],
)
def test_long_texts_are_cut_at_a_word(text: str, longest: int, expected: str) -> None:
    assert steps.cut(text, longest) == expected
    assert len(expected) <= longest


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Societ? Cooperativa", True),
        ("Citt?Viva", True),
        ("Caf\ufffd", True),
        ("Che fare?", False),
        ("https://a.example/?x=1", False),
        ("Chi? Noi", True),
    ],
)
def test_lost_letters_are_noticed(text: str, lost: bool) -> None:
    assert steps.lost_letter(text) is lost


def test_codes_are_looked_up_capitals_aside() -> None:
    table = {"Society": "1.4.10", "None": None}
    assert steps.code("Society", table, keep=False) == "1.4.10"
    assert steps.code("SOCIETY", table, keep=False) == "1.4.10"
    assert steps.code("none", table, keep=False) == ""
    assert steps.code("Other", table, keep=True) == "Other"
    with pytest.raises(Refused, match="not in the mapping's table"):
        steps.code("Other", table, keep=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("COOPERATIVA SOCIALE L'ARCA S.R.L.", "Cooperativa Sociale l'Arca S.R.L."),
        ("COMUNE DELL’AQUILA", "Comune dell’Aquila"),
        ("L'ARCA", "L'Arca"),
        ("COMUNE D'ALBA", "Comune d'Alba"),
        ("LA SPIGA SCARL", "La Spiga SCARL"),
        ("ENEL ITALIA SPA", "Enel Italia SPA"),
        ("Cooperativa ABC", "Cooperativa ABC"),
        ("A2A", "A2A"),
        ("CSR", "CSR"),
        ("CSR LAVORO E AMBIENTE", "CSR Lavoro e Ambiente"),
    ],
)
def test_names_in_capitals_are_written_as_names(text: str, expected: str) -> None:
    assert as_name(text) == expected


@pytest.mark.parametrize(
    ("text", "province", "expected"),
    [
        ("Milano", "", "015146"),
        ("MILANO", "MI", "015146"),
        ("l’aquila", "L'Aquila", "066049"),
        ("15146", "", "015146"),
        ("Castro (LE)", "", "075096"),
        ("Castro", "bergamo", "016065"),
        ("Bozen", "", "021008"),
        ("Brescia", "(BS)", "017029"),
    ],
)
def test_municipalities_are_found_by_name(text: str, province: str, expected: str, vocabularies: Vocabularies) -> None:
    assert lookups.municipality(text, province, vocabularies) == expected


@pytest.mark.parametrize(
    ("text", "province", "expected"),
    [
        (
            "Castro",
            "",
            "several municipalities are called Castro: Castro (BG): 016065, Castro (LE): 075096; add the province",
        ),
        ("Brescya", "", "no municipality is called 'Brescya'; did you mean Brescia (BS): 017029"),
        ("Qwxz Zzxq", "", "no municipality is called 'Qwxz Zzxq'"),
        ("Milano", "Atlantide", "there is no province 'Atlantide'"),
        ("999999", "", "no municipality is called '999999'"),
    ],
)
def test_municipalities_that_cannot_be_told_are_refused(
    text: str, province: str, expected: str, vocabularies: Vocabularies
) -> None:
    with pytest.raises(Refused) as caught:
        lookups.municipality(text, province, vocabularies)
    assert ENGLISH.say(caught.value.message).startswith(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("94990", ("94.99", True)),
        ("47110", ("47", False)),
        ("56.10", ("56.1", False)),
        ("68209", ("68", False)),
        ("01000", ("01", True)),
    ],
)
def test_older_activities_are_brought_to_ateco_2025(
    text: str, expected: tuple[str, bool], vocabularies: Vocabularies
) -> None:
    assert lookups.ateco(text, "2007", vocabularies) == expected


@pytest.mark.parametrize("text", ["", "none", "00990"])
def test_activities_that_are_not_known_are_refused(text: str, vocabularies: Vocabularies) -> None:
    with pytest.raises(Refused, match="ATECO 2025 has nothing"):
        lookups.ateco(text, "2007", vocabularies)
