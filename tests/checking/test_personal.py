"""Texts in, the first find of each detector out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.personal import DETECTORS, account, mailbox, mobile, tax_code
from generator.checking.privacy import MARKS


@pytest.mark.parametrize(
    "text",
    [
        "RSSMRA85T10A562S",
        "rssmra85t10a562s",
        "c.f. RSS MRA 85T10 A562S, nato a Brescia",
        "RSSMRA85T10A56NH",  # a digit became a letter: two persons' codes had fallen together
        "https://sole.example/?cf=RSSMRA85T10A562S",
    ],
)
def test_a_persons_tax_code_is_found(text: str) -> None:
    assert tax_code(text) in ("RSS…", "rss…")


@pytest.mark.parametrize(
    "text",
    [
        "RSSMRA85T10A562T",  # the check character is wrong
        "XRSSMRA85T10A562S",
        "RSSMRA85T10A562SX",
        "00743110157",
        "REGOLAMENTO2024BIS",
    ],
)
def test_what_is_no_persons_tax_code_passes(text: str) -> None:
    assert tax_code(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "IT60X0542811101000000123456",
        "it60x0542811101000000123456",
        "IBAN: IT60 X054 2811 1010 0000 0123 456, intestato alla cooperativa",
        "IT60-X054-2811-1010-0000-0123-456 presso la banca",
        "conto AB12 per IT60X0542811101000000123456",
        "DE89 3704 0044 0532 0130 00",
        "GB82 WEST 1234 5698 7654 32",
    ],
)
def test_an_account_number_is_found(text: str) -> None:
    assert account(text) is not None


@pytest.mark.parametrize("text", ["IT61X0542811101000000123456", "IT60 X054", "CO22 e molte altre parole di seguito"])
def test_what_is_no_account_number_passes(text: str) -> None:
    assert account(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "3331234567",
        "333 1234567",
        "333 12 34 567",
        "333.123.4567",
        "333-1234567",
        "333/1234567",
        "(333) 1234567",
        "+39 333 1234567",
        "+39333 1234567",
        "0039 3331234567",
        "(+39) 333 1234567",
        "cell.3331234567",
        "Chiama:3331234567!",
        "030 1234567 oppure 333 1234567",
        "https://wa.me/393331234567",
        "https://api.whatsapp.com/send?phone=%2B393331234567",
    ],
)
def test_a_mobile_number_is_found(text: str) -> None:
    assert mobile(text) == "333…"


@pytest.mark.parametrize(
    "text",
    [
        "+39 030 3331234",
        "030 3531234/345",
        "0376 3531234567",
        "+44 333 1234567",
        "+44 (0)333 123 4567",
        "0044 333 1234567",
        "03331234567",
        "33312345678",
        "333123456",
        "300 1234567",
        "fattura 2023/3331234567",
        "https://social.example/p/3331234567",
        "https://social.example/pagina-3331234567",
        "leggi 328/2000 117/2017",
        "1,3331234567",
    ],
)
def test_what_is_no_mobile_number_passes(text: str) -> None:
    assert mobile(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mario.rossi@sole.example", "mar…@sole.example"),
        ("m.rossi@sole.example", "m…@sole.example"),
        ("Scrivere a Mario.Rossi@sole.example.", "Mar…@sole.example"),
        ("info@sole.example, mario.rossi@sole.example", "mar…@sole.example"),
    ],
)
def test_a_persons_mailbox_is_found(text: str, found: str) -> None:
    assert mailbox(text, "Il Sole") == found


@pytest.mark.parametrize(
    "text",
    [
        "info@sole.example",
        "ufficio.stampa@sole.example",
        "Servizio.Clienti@sole.example",
        "segreteria.brescia@sole.example",
        "info.valle.sabbia@sole.example",
        "il.sole@pec.example",
        "sole.brescia@pec.example",
        "mario.rossi",
        "www.sole.example",
        "coop.2000@pec.example",
    ],
)
def test_an_offices_mailbox_passes(text: str) -> None:
    assert mailbox(text, "Il Sole Società Cooperativa") is None


@given(
    st.sampled_from(
        [
            ("personal-tax-code", "RSSMRA85T10A562S"),
            ("personal-tax-code", "RSS MRA 85T10 A562S"),
            ("account-number", "IT60 X054 2811 1010 0000 0123 456"),
            ("account-number", "GB82 WEST 1234 5698 7654 32"),
            ("account-number", "DE89370400440532013000"),
            ("mobile-number", "+39 (333) 123.45.67"),
            ("personal-mailbox", "mario.rossi@sole.example"),
        ]
    ),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
)
def test_the_outline_of_a_detector_leaves_out_nothing_that_it_finds(
    data: tuple[str, str], before: str, after: str
) -> None:
    rule, example = data
    detector = next(one for one in DETECTORS if one.rule == rule)
    text = before + example + after
    compact = re.sub("[0-9]", "0", re.sub("[A-Za-z]", "A", text)).encode().translate(None, MARKS)
    if detector.find(text, "") is not None:
        assert detector.outline.search(compact if detector.compact else text.encode())
