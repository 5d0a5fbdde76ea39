"""Dates, numbers and order as the readers of each language expect them."""

from __future__ import annotations

import gettext
import sys
from datetime import date, datetime
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.languages import Message, language
from generator.languages.language import Language, UnknownLanguage, available, sort_key

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("code", "how", "expected"),
    [
        ("it", lambda one: one.date(date(2023, 2, 7)), "7 febbraio 2023"),
        ("en", lambda one: one.date(date(2023, 2, 7)), "7 February 2023"),
        ("it", lambda one: one.date(date(2026, 11, 24), "full"), "martedì 24 novembre 2026"),
        ("it", lambda one: one.date_as(date(2023, 2, 7), "yMMM"), "feb 2023"),
        ("it", lambda one: one.time(datetime(2026, 3, 29, 12, 5, tzinfo=ROME)), "12:05"),
        ("it", lambda one: one.number(1234567), "1.234.567"),
        ("it", lambda one: one.number(1234.5), "1.234,5"),
        ("it", lambda one: one.number(12.0), "12"),
        ("en", lambda one: one.number(1234.5), "1,234.5"),
        ("it", lambda one: one.money(1500000, "EUR"), "1.500.000\xa0€"),
        ("it", lambda one: one.money(12.5, "EUR"), "12,50\xa0€"),
        ("en", lambda one: one.money(1500000, "EUR"), "€1,500,000"),
        ("it", lambda one: one.join(["a", "b", "c"]), "a, b e c"),
        ("it", lambda one: one.join(["a", "b", "c"], "or"), "a, b o c"),
        ("en", lambda one: one.join(["a"]), "a"),
        ("it", lambda one: one.join([]), ""),
    ],
)
def test_a_language_writes_as_its_readers_do(code: str, how, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert how(Language.load(code)) == expected


def test_names_are_put_in_order_by_letters_before_accents_case_and_apostrophes() -> None:
    ordered = [
        "3P",
        "Abete",
        "L'Abete",
        "L\u2019abete Rosso",
        "Labor",
        "Perché",
        "perche no",
        "Università",
        "Zoè",
        "Żubr",
    ]
    assert sorted(ordered, key=sort_key) == ordered


def test_the_order_is_total_and_does_not_depend_on_the_order_before() -> None:
    names = ["Aurora", "aurora", "Auròra", "AURORA", "au rora"]
    orders = {tuple(sorted(order, key=sort_key)) for order in permutations(names)}
    assert len(orders) == 1


def test_a_message_takes_values_and_messages_as_values() -> None:
    inner = Message("a {thing}", {"thing": "date"})
    assert Language.load("en").say(Message("expected {what}, not '{found}'", {"what": inner, "found": "{x}"})) == (
        "expected a date, not '{x}'"
    )


def test_the_empty_message_is_not_the_catalogue_s_header() -> None:
    assert Language.load("it").gettext("") == ""


def test_a_language_without_catalogue_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownLanguage, match=r"no catalogue for the language 'xx'; there are en, it"):
        Language.load("xx")
    assert set(available()) >= {"en", "it"}


def test_messages_are_written_in_english() -> None:
    assert Language("en", gettext.NullTranslations()).ngettext("{n} call", "{n} calls", 2) == "{n} calls"


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of one message in a folder that may be written to."""
    path = tmp_path / "it" / "messages.po"
    path.parent.mkdir()
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Call"\nmsgstr "Bando"\n')
    monkeypatch.setattr(language, "_catalogue", lambda _: path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return path


def test_a_catalogue_is_compiled_once_and_again_when_it_has_changed(
    catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Language.load("it").gettext("Call") == "Bando"
    with monkeypatch.context() as without:
        without.setattr(language, "_compile", lambda *_: pytest.fail("compiled again"))
        assert Language.load("it").gettext("Call") == "Bando"
    catalogue.write_text(catalogue.read_text().replace("Bando", "Invito"))
    assert Language.load("it").gettext("Call") == "Invito"


@pytest.mark.parametrize("broken", [b"", b"\xde\x12\x04\x95", b"no catalogue"])
def test_a_broken_compiled_catalogue_is_made_anew(catalogue: Path, broken: bytes) -> None:
    Language.load("it")
    (kept,) = (catalogue.parent / "__pycache__").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(broken)
    assert Language.load("it").gettext("Call") == "Bando"
    assert kept.read_bytes() == whole


def test_where_nothing_can_be_kept_a_catalogue_is_read_all_the_same(catalogue: Path) -> None:
    (catalogue.parent / "__pycache__").write_text("in the way")
    assert Language.load("it").gettext("Call") == "Bando"
