"""What the reading relies on in the shape of records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from generator.reading.patterns import mismatched
from generator.reading.quoting import shown
from generator.reading.shape import homes, inner, keys, record_at
from generator.records import scalars
from generator.records.federation import MODELS
from generator.records.member import Contacts, Member
from generator.records.offer import Offer
from generator.records.record import Record


def records(model: type[Record]) -> Iterator[type[Record]]:
    yield model
    for field in keys(model).values():
        below = inner(field.annotation)
        if below is not None:
            yield from records(below)


ALL = tuple(dict.fromkeys(record for model in MODELS.values() for record in records(model)))


@pytest.mark.parametrize("model", ALL)
def test_an_empty_value_means_the_same_as_none_at_all(model: type[Record]) -> None:
    """A field that takes `null` must take it for its default: empty values are handed on as `null`."""
    nullable = [field for field in keys(model).values() if type(None) in getattr(field.annotation, "__args__", ())]
    assert [field for field in nullable if field.is_required() or field.default is not None] == []


@pytest.mark.parametrize(
    ("pattern", "found", "guess"),
    [
        (scalars.WEB_PATTERN, "HTTP://a.example", "http://a.example"),
        (scalars.WEB_PATTERN, "HTTPS://a.example", "https://a.example"),
        (scalars.WEB_PATTERN, "//a.example/b", "https://a.example/b"),
        (scalars.DECIMAL_PATTERN, "1,000.5", "1000.5"),
        (scalars.DECIMAL_PATTERN, "1.5e3", "1500"),
        (scalars.DECIMAL_PATTERN, "€ 12", "12"),
        (scalars.INTEGER_PATTERN, "12,50", None),
        (scalars.INTEGER_PATTERN, "1e99", None),
        (scalars.INTEGER_PATTERN, "12.0", "12"),
        (scalars.DAY_PATTERN, "31.12.2026", "2026-12-31"),
        (scalars.DAY_PATTERN, "12/31/2026", None),
        (scalars.DAY_PATTERN, "20261231", "2026-12-31"),
        (scalars.MOMENT_PATTERN, "31/12/2026", "2026-12-31"),
        (scalars.MOMENT_PATTERN, "31/12/2026 noon", None),
        (scalars.PHONE_PATTERN, "tel. 030 1234567", "030 1234567"),
        (scalars.SLUG_PATTERN, "日本", None),
        (scalars.EMAIL_PATTERN, "<a@b.example>", "a@b.example"),
        ("^(true|false)$", "Sì", "true"),
        ("^(true|false)$", "off", "false"),
        ("^#[0-9A-Fa-f]{6}$", "#1af", "#11aaff"),
    ],
)
def test_what_was_meant_is_guessed(pattern: str, found: str, guess: str | None) -> None:
    assert mismatched(pattern, found)[1].values.get("guess") == guess


@pytest.mark.parametrize("pattern", [scalars.SLUG_PATTERN, scalars.WEB_PATTERN, scalars.LINE_PATTERN])
def test_an_empty_text_is_called_empty(pattern: str) -> None:
    assert mismatched(pattern, " ")[0] == "empty"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n  b", "a b"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 58 + "…"),
        ("x" * 57 + "e\u0301\u0301y" + "z" * 9, "x" * 57 + "…"),
        ("\x1b[31m", "<U+001B>[31m"),
    ],
)
def test_a_found_value_is_shown_short_and_open(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_every_pattern_of_the_records_has_words() -> None:
    for model in MODELS.values():
        model.model_rebuild()
    patterns = {pattern for model in MODELS.values() for pattern in _patterns(model.__pydantic_core_schema__)}
    assert len(patterns) > 12
    assert [pattern for pattern in patterns if mismatched(pattern, "\\x")[0] == "pattern"] == []


def test_keys_are_those_of_files() -> None:
    assert {"from", "expires"} <= set(keys(Offer))
    assert "begins" not in keys(Offer)
    assert record_at(Member, ("offers", 0)) is Offer
    assert record_at(Member, ("contacts",)) is Contacts
    assert record_at(Member, ("nothing", "below")) is None
    assert homes(Member, "email") == ("contacts",)
    assert homes(Member, "kind") == ("channels", "offers", "needs", "relations")
    assert homes(Member, "nothing") == ()


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for value in schema.values():
            yield from _patterns(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from _patterns(value)


def test_trees_are_kept_on_one_line() -> None:
    from generator.reading.validation import encoded

    tree = {"a": "one\ntwo\u2028three", "b": None}
    assert b"\n" not in encoded(tree)  # type: ignore[arg-type]
    assert json.loads(encoded(tree)) == tree  # type: ignore[arg-type]
