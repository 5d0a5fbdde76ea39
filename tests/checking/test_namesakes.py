"""Names that mean the same co-operative, and how near two words are."""

from __future__ import annotations

from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking import near_names
from generator.checking.namesakes import core
from generator.checking.near_names import BEGINS, ENDS, SLIP_EVERY, Words, near_pairs, similar, slipped, within
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


def plainly_near(one: tuple[int, str, Words], other: tuple[int, str, Words]) -> bool:
    """Return whether two names are near by the plain rule, that of length, edges and slips; `one` sorts first."""
    (length, _, words), (longer, _, twins) = one, other
    left, right = "".join(words), "".join(twins)
    edges = left[BEGINS] == right[BEGINS] or left[ENDS] == right[ENDS]
    slips = longer // SLIP_EVERY
    return length >= SLIP_EVERY - 1 and edges and longer - length <= slips and similar(words, twins, slips)


def joined(pairs: list[tuple[str, str]], slugs: list[str]) -> set[frozenset[str]]:
    """Return the sets of slugs that pairs join."""
    groups = {slug: frozenset({slug}) for slug in slugs}
    for one, other in pairs:
        both = groups[one] | groups[other]
        groups.update(dict.fromkeys(both, both))
    return set(groups.values())


LONG_WORDS = ["agricoltori", "apicoltori", "trasportatori", "ristrutturazioni", "internazionalizzazione"]
WORD = st.sampled_from(["sole", "valle", "12", "1", "a", "nord", "servizi", *LONG_WORDS])


@st.composite
def slipped_names(draw: st.DrawFn) -> list[Words]:
    """Return a few names and what some slips of the pen have made of them."""
    bases = draw(st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=2))
    names = []
    for base in draw(st.lists(st.sampled_from(bases), min_size=2, max_size=6)):
        name = base
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(name)))
            start, rest = name[:at], name[at:]
            put = draw(st.sampled_from(["", "a", " ", "1"]))
            name = start + draw(st.sampled_from([put + rest, put + rest[1:], rest[1:2] + rest[:1] + rest[2:]]))
        names.append(tuple(name.split()) or ("x",))
    return names


@given(slipped_names())
def test_near_names_are_those_that_the_plain_rule_joins(names: list[Words]) -> None:
    slugs = [f"m{number}" for number in range(len(names))]
    listed = sorted((len("".join(words)), slug, words) for slug, words in zip(slugs, names, strict=True))
    bearers = {words: [slug for _, slug, twin in listed if twin == words] for words in names}
    same = [(borne[0], slug) for borne in bearers.values() for slug in borne]
    plain = [(one[1], other[1]) for one, other in combinations(listed, 2) if plainly_near(one, other)]
    for few in (0, len(bearers)):
        assert joined([*same, *near_pairs(bearers, few)], slugs) == joined([*same, *plain], slugs), few


def test_of_thousands_of_names_few_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def counted(word: str, twin: str, slips: int) -> bool:
        compared.append((word, twin))
        return slipped(word, twin, slips)

    monkeypatch.setattr(near_names, "slipped", counted)
    hashed = [sha256(str(number).encode()).hexdigest()[:8] for number in range(2000)]
    ends = [*map(str, range(2000)), *hashed]
    assert not list(near_pairs({("elettricisti", "riuniti", end): [end] for end in ends}))
    # Pairs: eight million.
    assert len(compared) < len(ends)
