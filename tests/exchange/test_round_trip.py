"""What goes into a cell comes out of it, and a table that comes back changes what was changed in it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exchange.amending import Amending
from generator.exchange.refusal import Refused
from generator.exchange.round_trip.cells import guarded, is_same, listed, unguarded, unlisted
from generator.exchange.round_trip.choices import Choices
from generator.exchange.round_trip.columns import Column, at, columns, named
from generator.exchange.round_trip.returning import Returning
from generator.exchange.table import Row
from generator.languages.language import Language
from generator.reading.fault import dotted
from generator.reading.yaml_text import parse
from generator.vocabularies import Vocabularies
from generator.writing.changing import changed
from generator.writing.template import template
from tests.writing.styled import WORDS, Styled

LANGUAGE = Language.load("en")
FIELDS = template("member", LANGUAGE)
CHOICES = Choices(Vocabularies.load(), LANGUAGE)
COLUMNS = {column.name: column for column in columns(FIELDS, [])}


@pytest.mark.parametrize(
    ("items", "cell"),
    [
        (["pane", "dolci"], "pane; dolci"),
        (["a; b", 'say "c"', '"d"', " e", "", "f\ng"], '"a; b"; say "c"; """d"""; " e"; ""; "f\ng"'),
        ([], ""),
    ],
)
def test_a_list_stands_in_one_cell(items: list[str], cell: str) -> None:
    assert (listed(items), unlisted(cell)) == (cell, items)


@given(st.lists(st.text(st.sampled_from(' ;"\nab,\t'), max_size=6)))
def test_every_list_comes_back(items: list[str]) -> None:
    assert unlisted(listed(items)) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [("a;b ;; c", ["a", "b", "c"]), ("a\nb", ["a", "b"]), ('"a', ['"a']), ('"a" b; c', ['"a" b', "c"])],
)
def test_a_list_is_read_as_people_type_it(cell: str, items: list[str]) -> None:
    assert unlisted(cell) == items


@pytest.mark.parametrize("text", ["=1+1", "+39 030", "-5", "@x", "\tx", "\rx", "'=1", "''x", "'+"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@given(st.text(st.sampled_from("'=+-@ab\t\r "), max_size=5))
def test_what_was_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_other_texts_stand_as_they_are() -> None:
    assert [guarded(text) for text in ("'Ndrangheta no", "a=b", "", "L'arca")] == [
        "'Ndrangheta no",
        "a=b",
        "",
        "L'arca",
    ]


@pytest.mark.parametrize(
    ("cell", "exported", "expected"),
    [
        ("195", "00195", True), ("1.3", "01.30", True), ("1,3", "01.30", True), ("1", "1.0", True), ("a ", "a", True),
        ("a\r\nb", "a\nb", True), ("01.30", "01.3", False), ("1.30", "1.3", False), ("", "0", False), ("b", "a", False),
    ],
)  # fmt: skip
def test_zeros_that_a_spreadsheet_takes_away_are_no_change(cell: str, exported: str, expected: bool) -> None:
    assert is_same(cell, exported) is expected


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("summary", " Pane fresco. ", "Pane fresco."),
        ("description", "Uno. \r\n\r\nDue.", "Uno.\n\nDue."),
        ("contacts.phone", "'+39 030", "+39 030"),
        ("status", "forming · In formation", "forming"),
        ("status", "forming", "forming"),
        ("status", "ACTIVE", "active"),
        ("status", "no such", "no such"),
        ("address.municipality", "015146 · Milano (MI)", "015146"),
        ("address.municipality", "milano (mi)", "015146"),
        ("address.municipality", "Bath · Somerset", "Bath · Somerset"),
        ("activities[0].ateco", "10.71", "10.71"),
        ("activities[0].main", "VERO", "true"),
        ("member_since", "31/03/2020", "2020-03-31"),
        ("size.members", "1.250", "1.250"),
        ("size.members", "12 500", "12500"),
        ("address.latitude", "45,5", "45.5"),
        ("keywords", "pane; dolci", ["pane", "dolci"]),
        ("sdg", "8; 12", ["8", "12"]),
        ("keywords", "  ", None),
    ],
)
def test_a_cell_is_read_as_people_write_it(name: str, cell: str, value: Any) -> None:
    assert COLUMNS[name].value(cell, CHOICES) == value


@pytest.mark.parametrize(
    ("name", "cell", "reason"),
    [
        ("member_since", "soon", "'soon' is no date written as iso, %d/%m/%Y, %d.%m.%Y"),
        ("size.members", "1,2,3", "'1,2,3' is no number"),
        ("address.municipality", "CASTRO (BG)", None),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused(name: str, cell: str, reason: str | None) -> None:
    if reason is None:
        assert COLUMNS[name].value(cell, CHOICES) == "016065"
        return
    with pytest.raises(Refused) as refused:
        COLUMNS[name].value(cell, CHOICES)
    assert LANGUAGE.say(refused.value.message) == reason


def test_a_label_that_several_codes_share_is_refused() -> None:
    field = COLUMNS["status"].field
    shared = Column(("x",), type(field)(name="x", help="", codes=("a", "b"), labels=("Same", "Same")), "x")
    with pytest.raises(Refused) as refused:
        shared.value("same", CHOICES)
    assert LANGUAGE.say(refused.value.message) == "'same' may be any of a, b: write the code"


def test_lists_of_groups_have_numbered_columns_and_room_for_one_more() -> None:
    found = columns(FIELDS, [{"channels": [{"kind": "facebook"}]}])
    assert [column.header for column in found if column.path[0] == "channels"] == [
        "Channels 1 › Channel [channels[0].kind]",
        "Channels 1 › Address [channels[0].url]",
        "Channels 2 › Channel [channels[1].kind]",
        "Channels 2 › Address [channels[1].url]",
    ]
    assert all(named(column.header) == column.name for column in found)


def test_what_no_cell_can_hold_is_shown_as_far_as_it_goes_and_changed_elsewhere() -> None:
    column = COLUMNS["description"]
    tree = {"description": "a" * 40_000}
    shown = column.cell(tree, CHOICES)
    assert len(shown) == 32_767
    assert column.is_unchanged(shown, tree, CHOICES)
    with pytest.raises(Refused) as refused:
        column.changed("b", tree, CHOICES)
    assert LANGUAGE.say(refused.value.message) == "no cell can hold this whole: change it in the file"


def test_any_text_in_any_cell_stands_in_its_field_afterwards_and_nothing_else_differs(tmp_path: Path) -> None:
    dice = Random(4)  # noqa: S311 - a test's dice
    (tmp_path / "members").mkdir()
    path = tmp_path / "members/arco.yml"
    free = [one for one in COLUMNS.values() if not one.field.typed and not CHOICES.of(one.field)]
    headers = {"id": "id", **{column.name: column.header for column in COLUMNS.values()}}
    amending = Amending(tmp_path, FIELDS, lambda _: ())
    for _ in range(150):
        tree: Any = {"name": "Arco", **{name: dice.choice(FITTING) for name in dice.sample(["summary", "logo"], 1)}}
        tree["channels"] = [{"kind": "other", "url": "x"}] * dice.randint(0, 1)
        path.write_bytes(Styled(dice)({name: value for name, value in tree.items() if value}).encode())
        old = parse(path.read_bytes()).tree
        cells = {"id": "arco", **{one.header: cell for one in COLUMNS.values() if (cell := one.cell(old, CHOICES))}}
        new = {column.path: _value(dice, column) for column in dice.sample(free, 3)}
        cells |= {COLUMNS[dotted(where)].header: _cell(value) for where, value in new.items()}
        filed = Returning("member", amending, CHOICES, headers, update=True)(Row(2, cells))
        assert filed.refusals == ()
        expected = changed(old, [(_packed(old, where), value) for where, value in sorted(new.items(), key=str)])
        assert parse(path.read_bytes()).tree == expected


FITTING = [text for text in WORDS if text == text.strip() != "" and "\n\n" not in text]


def _value(dice: Random, column: Column) -> Any:
    return [dice.choice(FITTING) for _ in range(dice.randint(1, 3))] if column.field.many else dice.choice(FITTING)


def _cell(value: Any) -> str:
    return guarded(listed(value) if isinstance(value, list) else value)


def _packed(tree: Any, path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return a path whose position in a list is the next one, where the list is shorter than that."""
    return tuple(min(part, len(at(tree, path[:1]) or ())) if isinstance(part, int) else part for part in path)
