"""Names that mean the same co-operative, and how near two words are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.namesakes import core, within
from generator.languages.legal_words import legal_words

DROPPED = legal_words(trades=True)


@pytest.mark.parametrize(
    "name",
    [
        "Arcobaleno",
        "L'Arcobaleno",
        "L’ARCOBALENO",
        "Arcobaleno Società Cooperativa Sociale",
        "Arcobaleno soc. coop. a r.l.",
        "Arcobaleno S.C.S.",
        "Arcobaleno s.c.a r.l.",
        "Arcobaleno scarl onlus",
        "Cooperativa Sociale Arcobaleno Onlus",
        "Arcobaleno Soc.Coop.Soc. ONLUS",
        "The Arcobaleno Co-operative Ltd",
        "Arcobaleno Gen.m.b.H.",
        "Arcobaleno soc. coop. in liquidazione",
    ],
)
def test_legal_forms_and_articles_are_no_part_of_a_name(name: str) -> None:
    assert core(name, DROPPED) == ("arcobaleno",)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Consorzio Arcobaleno", ("consorzio", "arcobaleno")),
        ("Coop Sociale", ("coop", "sociale")),
        ("C.A.D. Trento", ("cad", "trento")),
        ("水土", ("水土",)),
    ],
)
def test_other_words_stay(name: str, words: tuple[str, ...]) -> None:
    assert core(name, DROPPED) == words


def distance(one: str, other: str) -> int:
    """Return the optimal string alignment distance, by its textbook table (Damerau 1964, Wagner and Fischer 1974)."""
    table = {(-1, -1): 0}
    for i in range(len(one)):
        table[i, -1] = i + 1
    for j in range(len(other)):
        table[-1, j] = j + 1
    for i in range(len(one)):
        for j in range(len(other)):
            change = table[i - 1, j - 1] + (one[i] != other[j])
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, change)
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                table[i, j] = min(table[i, j], table.get((i - 2, j - 2), abs(i - j)) + 1)
    return table[len(one) - 1, len(other) - 1]


@given(st.text("ab", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_slips_are_counted_as_by_the_textbook(one: str, other: str, slips: int) -> None:
    assert within(one, other, slips) == (distance(one, other) <= slips)
