"""File names for records that come without one."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exchange.slugs import LONGEST, Slugs, slug
from generator.records.patterns import SLUG_PATTERN


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Arcobaleno", "arcobaleno"),
        ("L'Aquila e dintorni", "l-aquila-e-dintorni"),
        ("Vallée d’Aoste", "vallee-d-aoste"),
        ("Gen.m.b.H. Süd & Straße", "gen-m-b-h-sud-strasse"),
        ("Farmer's Choice", "farmers-choice"),
        ("  -- Già! --  ", "gia"),
        ("Łódź Æther Ørsted", "lodz-aether-orsted"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", ""),
        ("x" * 80, "x" * LONGEST),
        ("parola " * 12, "parola-parola-parola-parola-parola-parola-parola-parola"),
    ],
)
def test_a_name_becomes_a_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_repeated_names_are_numbered() -> None:
    slugs = Slugs("member")
    names = ["Arco", "ARCO", "Arco 2", "arco", "日本", "中国", "Con"]
    assert [slugs.unique(name) for name in names] == [
        "arco", "arco-2", "arco-2-2", "arco-3", "member", "member-2", "con-2",
    ]  # fmt: skip


def test_a_slug_can_be_asked_for_only_once() -> None:
    slugs = Slugs("member")
    assert [slugs.first("Arco"), slugs.first("arco!"), slugs.first("aux")] == ["arco", None, None]


@given(st.lists(st.text(max_size=20), max_size=20))
def test_slugs_are_always_proper_and_never_given_twice(names: list[str]) -> None:
    slugs = Slugs("call")
    given_out = sorted(slugs.unique(name) for name in names)
    assert all(re.fullmatch(SLUG_PATTERN, one) for one in given_out)
    assert all(one != other for one, other in pairwise(given_out))
