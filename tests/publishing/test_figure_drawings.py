"""How figures are drawn: lengths in per cent, a line of steps, a mosaic of regions."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from generator.publishing.figures.drawing import growth, length, strip
from generator.publishing.figures.membership import Joined
from generator.publishing.figures.mosaic import mosaic
from generator.publishing.figures.row import Row, first, totals
from generator.vocabularies import Vocabularies

VOCABULARIES = Vocabularies.load()


def test_a_bar_is_as_long_as_its_share_of_the_longest() -> None:
    assert [length(number, 8) for number in (8, 6, 1, 0)] == [100, 75, 12.5, 0]
    assert length(0, 0) == 0


def test_the_parts_of_a_strip_fill_it_one_after_the_other_without_those_that_are_none() -> None:
    parts = list(strip((6, 0, 2)))
    assert [(part.column, part.start, part.length, part.number) for part in parts] == [(0, 0, 75, 6), (2, 75, 25, 2)]
    assert [part.middle for part in parts] == [37.5, 87.5]
    assert list(strip((0, 0))) == []


def test_a_strip_beside_a_fuller_one_is_as_much_shorter() -> None:
    assert [part.length for part in strip((1, 1), most=8)] == [12.5, 12.5]


def test_only_parts_with_room_for_it_hold_their_number() -> None:
    assert [part.told for part in strip((90, 10))] == [True, True]
    assert [part.told for part in strip((95, 5))] == [True, False]


def test_a_line_rises_by_a_step_in_each_year_with_new_members() -> None:
    drawn = growth((Joined(2000, 1, 1), Joined(2010, 3, 4)), 2020)
    assert drawn is not None
    assert drawn.line == "M0 100H0V75H50V0H100"
    assert drawn.area == f"{drawn.line}V100H0Z"


@pytest.mark.parametrize("years", [(), (Joined(2026, 4, 4),)])
def test_without_a_past_there_is_no_line(years: tuple[Joined, ...]) -> None:
    assert growth(years, 2026) is None


@pytest.mark.parametrize(
    ("begins", "last", "years"),
    [
        (2025, 2026, [2025, 2026]),
        (2020, 2026, [2020, 2022, 2024, 2026]),
        (1981, 2026, [1981, 2000, 2010, 2026]),
        (1901, 2026, [1901, 1950, 2026]),
        (1, 2026, [1, 1000, 1500, 2026]),
    ],
)
def test_years_below_a_line_are_round_and_far_enough_from_each_other(begins: int, last: int, years: list[int]) -> None:
    drawn = growth((Joined(begins, 1, 1),), last)
    assert drawn is not None
    assert [tick.year for tick in drawn.ticks] == years
    along = [tick.along for tick in drawn.ticks]
    assert (along[0], along[-1]) == (0, 100)
    assert all(after - before >= 20 for before, after in pairwise(along))


def row(key: str, number: int, *, stated: bool = True) -> Row:
    return Row(key, key, (number,), stated=stated)


def test_the_mosaic_has_every_region_with_its_members_and_a_tone_of_their_share() -> None:
    drawn = mosaic((row("lombardia", 8), row("lazio", 4), row("veneto", 1), row("francia", 9)), VOCABULARIES)
    assert drawn is not None
    assert len(drawn.regions) == 20
    assert sorted((one.members, one.tone) for one in drawn.regions)[-3:] == [(1, 1), (4, 2), (8, 4)]
    assert sum(one.members for one in drawn.regions) == 13
    tiles = [tile for one in drawn.regions for tile in re.findall(r"M(\d+) (\d+)h9v9h-9z", one.path)]
    assert len(tiles) == len(set(tiles)) > 400
    assert max(int(x) for x, _ in tiles) + 10 == drawn.width
    assert max(int(y) for _, y in tiles) + 10 == drawn.height


def test_the_number_of_a_region_stands_on_one_of_its_tiles() -> None:
    drawn = mosaic((row("lombardia", 1),), VOCABULARIES)
    assert drawn is not None
    for one in drawn.regions:
        assert f"M{one.x - 4.5:g} {one.y - 4.5:g}h" in one.path


def test_without_members_in_italy_there_is_no_mosaic() -> None:
    assert mosaic((row("francia", 2), row("luogo-non-indicato", 1, stated=False)), VOCABULARIES) is None


def test_the_first_row_is_a_stated_one_with_most_and_not_one_without_any() -> None:
    rows = (row("a", 1), row("b", 2), row("c", 2), row("d", 9, stated=False))
    assert first(rows) == row("b", 2)
    assert first((row("a", 0), row("d", 9, stated=False))) is None
    assert totals(rows) == (14,)
    assert totals(()) == ()
