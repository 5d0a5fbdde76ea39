"""The terms that there are, told in few bits: none is denied, and few that are not there pass."""

from __future__ import annotations

import random

from benchmarks.node import SCRIPTS, run
from generator.search.bloom import MOST, bloom

MAY = "const known = new module.Bloom(given.table); return given.terms.map((term) => known.may(term));"


def told(terms: list[str], asked: list[str]) -> list[bool]:
    given = {"table": bloom(terms), "terms": asked}
    return run(MAY, given, module=SCRIPTS / "bloom.js")  # type: ignore[no-any-return]


def words(number: int, seed: int) -> list[str]:
    dice = random.Random(seed)  # noqa: S311
    letters = "abcdefghilmnopqrstuvzàß漢𝒳"
    return sorted({"".join(dice.choices(letters, k=dice.randint(2, 12))) for _ in range(number)})


def test_every_term_may_exist_and_few_others() -> None:
    there = words(5_000, 1)
    absent = sorted(set(words(5_000, 2)) - set(there))
    assert all(told(there, there))
    assert sum(told(there, absent)) < 0.04 * len(absent)


def test_more_terms_than_there_is_room_for_are_still_never_denied() -> None:
    there = words(120_000, 3)
    table = bloom(there)
    assert len(str(table["bits"])) * 6 // 8 <= MOST // 8 + 3
    assert all(told(there, there[::7]))
    assert not all(told(there, sorted(set(words(5_000, 4)) - set(there))))


def test_without_terms_none_exists() -> None:
    assert told([], ["a", ""]) == [False, False]
