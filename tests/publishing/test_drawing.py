"""The geometry of a year's drawing."""

from __future__ import annotations

from datetime import date
from itertools import combinations, pairwise
from typing import Any

import pytest

from generator.publishing.programme.drawing import LETTER, Drawing, Scale, dated
from generator.publishing.programme.drawing_tall import LINE, tall
from generator.publishing.programme.drawing_wide import BETWEEN_NAMES, LONGEST_NAME, WIDTH, wide
from generator.publishing.weave import Weave
from generator.records.initiative import Initiative
from tests.publishing.woven import an_initiative, woven

TODAY = date(2026, 11, 22)
DRAWN = {"wide": wide, "tall": tall}


def drawing(shape: str, **initiatives: dict[str, Any]) -> Drawing:
    keyed = {f"2026/{name.replace('_', '-')}": an_initiative(**texts) for name, texts in initiatives.items()}
    weave = Weave(woven(initiatives=keyed))
    threads = [(slug, track, weave.on_track(2026, slug)) for slug, track in weave.tracks]
    return DRAWN[shape](2026, threads, TODAY, weave.continued_by)


def lasting(begins: str, ends: str, **more: Any) -> dict[str, Any]:
    return {"period": {"from": begins, "to": ends}, **more}


@pytest.mark.parametrize(
    ("day", "along"),
    [
        (date(2026, 1, 1), 0),
        (date(2025, 6, 1), 0),
        (date(2026, 7, 2), 182),
        (date(2026, 12, 31), 364),
        (date(2027, 2, 1), 364),
    ],
)
def test_days_lie_along_their_year_and_others_at_its_ends(day: date, along: float) -> None:
    assert Scale(2026, 365).along(day) == along


def test_the_day_is_drawn_in_its_own_year_only() -> None:
    assert Scale(2026, 365).today(TODAY) == 325
    assert Scale(2025, 365).today(TODAY) is None


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        ({}, None),
        ({"announced": "2026-02-07"}, (date(2026, 2, 7), date(2026, 2, 7))),
        ({"announced": "2026-02-07", "period": {"from": "2026-03-01"}}, (date(2026, 2, 7), date(2026, 3, 1))),
        (
            {**lasting("2026-03-01", "2026-04-01"), "milestones": [{"id": "m", "title": "x", "date": "2026-05-01"}]},
            (date(2026, 3, 1), date(2026, 5, 1)),
        ),
    ],
)
def test_an_initiative_spans_all_days_that_it_tells(texts: dict[str, Any], days: tuple[date, date] | None) -> None:
    assert dated(Initiative.model_validate(an_initiative(**texts))) == days


def test_in_the_wide_drawing_neither_threads_nor_names_touch() -> None:
    crowd = {
        f"one_{number}": lasting(f"2026-{number % 12 + 1:02}-10", f"2026-{min(12, number % 12 + 3):02}-20")
        | {"title": "A title of some length " * (number % 4 + 1)}
        for number in range(30)
    }
    placed = drawing("wide", **crowd).bands[-1].knots
    assert len(placed) == 30
    for one, other in combinations(placed, 2):
        if one.across == other.across:
            (_, ends), (starts, _) = sorted((_extent(one), _extent(other)))
            assert ends + BETWEEN_NAMES <= starts + 0.01
    assert all(_extent(knot)[0] >= 0 and _extent(knot)[1] <= WIDTH for knot in placed)


def _extent(knot: Any) -> tuple[float, float]:
    name = len(knot.lines[0]) * LETTER
    starts = knot.name_along - name if knot.name_ends else knot.name_along
    return min(knot.begins, starts), max(knot.ends, starts + name)


def test_bands_follow_one_another_by_the_tracks_numbers() -> None:
    drawn = drawing(
        "wide", a=lasting("2026-02-01", "2026-03-01"), b=lasting("2026-02-01", "2026-03-01", track="people")
    )
    assert [band.track.number for band in drawn.bands] == [3, 4]
    assert drawn.bands[0].bottom == drawn.bands[1].top
    assert drawn.bands[1].bottom == drawn.height


def test_in_the_tall_drawing_names_keep_the_knots_order_and_do_not_touch() -> None:
    crowd = {
        f"one_{number:02}": lasting("2026-11-30", "2026-12-31") | {"title": "Many words " * 9} for number in range(25)
    }
    drawn = drawing("tall", early=lasting("2026-01-01", "2026-02-01"), **crowd)
    placed = sorted((knot for band in drawn.bands for knot in band.knots), key=lambda knot: knot.name_along)
    assert [knot.begins for knot in placed] == sorted(knot.begins for knot in placed)
    for above, below in pairwise(placed):
        assert above.name_along + len(above.lines) * LINE < below.name_along
    assert placed[0].name_along >= 0
    assert placed[-1].name_along + len(placed[-1].lines) * LINE <= drawn.height


def test_a_name_that_is_too_long_ends_in_dots() -> None:
    name = "W" * (LONGEST_NAME + 1)
    knot = drawing("wide", long=lasting("2026-02-01", "2026-03-01", title=name)).bands[-1].knots[0]
    assert len(knot.lines[0]) == LONGEST_NAME
    assert knot.lines[0].endswith("…")
    assert knot.title == name


@pytest.mark.parametrize("shape", DRAWN)
def test_threads_come_from_and_go_to_other_years(shape: str) -> None:
    drawn = drawing(
        shape,
        old=lasting("2026-01-10", "2026-02-01"),
        dropped=lasting("2026-01-10", "2026-02-01", status="dropped"),
        new=lasting("2026-03-01", "2026-05-01", continues="2026/old"),
        newer=lasting("2026-03-01", "2026-05-01", continues="2026/dropped"),
    )
    ties = {knot.key: (knot.before, knot.after) for knot in drawn.bands[-1].knots}
    assert ties == {
        "2026/old": (False, True),
        "2026/dropped": (False, False),
        "2026/new": (True, False),
        "2026/newer": (True, False),
    }


@pytest.mark.parametrize("shape", DRAWN)
def test_what_tells_no_day_is_not_drawn(shape: str) -> None:
    drawn = drawing(shape, undated={}, dated=lasting("2026-01-10", "2026-02-01"))
    assert [knot.key for band in drawn.bands for knot in band.knots] == ["2026/dated"]
