"""What a member's file may say; messages with their places are the reader's matter."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from generator.records.member import Member

OFFER = {"id": "a", "kind": "service", "title": "Trasporto", "expires": "2027-01-01"}


def member(**fields: Any) -> Member:
    return Member.model_validate({"name": "Aurora", **fields})


@pytest.mark.parametrize("text", ["02011", "NO", "01.30", "052001", "1e3", "0o14", "12:30:45", "true", "2026-01-01"])
def test_a_text_stays_the_text_that_it_is(text: str) -> None:
    assert member(name=text, keywords=[text]).name == text


@pytest.mark.parametrize(
    "fields",
    [
        {"naem": "x"},
        {"name": ""},
        {"name": " \u00a0"},
        {"name": "two\nlines"},
        {"name": "a\u202eb"},
        {"name": "a\x07b"},
        {"name": "x" * 161},
        {"summary": "x" * 161},
        {"status": "alive"},
        {"social_type": "C"},
        {"logo": "../secret.svg"},
        {"logo": "logo.exe"},
        {"member_since": "2026-02-30"},
        {"member_since": "01/02/2026"},
        {"size": {"members": "1e3"}},
        {"size": {"members": "-1"}},
        {"size": {"members": "012"}},
        {"address": {"municipality": "x", "latitude": "45.1"}},
        {"address": {"municipality": "x", "latitude": "91", "longitude": "0"}},
        {"address": {"municipality": "x", "latitude": "nan", "longitude": "0"}},
        {"contacts": {"website": "www.aurora.example"}},
        {"contacts": {"website": "javascript:alert(1)"}},
        {"contacts": {"website": "https://user:pass@aurora.example/"}},
        {"contacts": {"website": 'https://aurora.example/"onload='}},
        {"contacts": {"email": "info@aurora"}},
        {"contacts": {"email": "info@aurora.example\nBcc: all"}},
        {"contacts": {"phone": "call me"}},
        {"identifiers": {"tax_code": "12345678901"}},
        {"identifiers": {"vat_number": "IT123"}},
        {"identifiers": {"register": {"number": "x", "section": "other"}}},
        {"keywords": [str(number) for number in range(9)]},
        {"sdg": ["18"]},
        {"offers": [OFFER, OFFER]},
        {"offers": [OFFER], "needs": [OFFER]},
        {"offers": [{**OFFER, "from": "2027-02-01"}]},
        {"offers": [{**OFFER, "stage": "mill"}]},
        {"offers": [{key: value for key, value in OFFER.items() if key != "expires"}]},
        {"former_slugs": ["Upper"]},
    ],
    ids=str,
)
def test_what_is_wrong_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        member(**fields)


@pytest.mark.parametrize(
    ("identifiers", "kept"),
    [
        ({"tax_code": "00743110157"}, "00743110157"),
        ({"vat_number": "IT00743110157"}, "IT00743110157"),
        ({"vat_number": "00743110157"}, "00743110157"),
        ({"tax_code": "RC000123"}, "RC000123"),
        ({"vat_number": "DE136695976"}, "DE136695976"),
    ],
)
def test_an_official_number_is_kept_as_written(identifiers: dict[str, str], kept: str) -> None:
    found = member(identifiers=identifiers).identifiers
    assert found is not None
    assert kept in (found.tax_code, found.vat_number)


def test_a_record_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        member().name = "Other"  # type: ignore[misc]
