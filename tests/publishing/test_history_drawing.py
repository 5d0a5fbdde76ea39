"""The geometry of a track over the years."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from generator.publishing.programme.drawing_history import History, Years, tall_history, wide_history
from generator.publishing.programme.drawing_tall import LINE
from generator.publishing.weave import Weave
from tests.publishing.woven import an_initiative, body, woven

TODAY = date(2026, 11, 22)
DRAWN = {"wide": wide_history, "tall": tall_history}


def lasting(begins: str, ends: str, **more: Any) -> dict[str, Any]:
    return an_initiative(period={"from": begins, "to": ends}, **more)


OLD = lasting("2023-02-01", "2023-12-01", status="concluded")
NEW = lasting("2026-02-01", "2027-12-01", continues="2023/meet", status="running")


def drawing(shape: str, **initiatives: dict[str, Any]) -> History:
    keyed = {name.replace("y", "").replace("__", "/").replace("_", "-"): texts for name, texts in initiatives.items()}
    weave = Weave(woven(initiatives=keyed))
    own = weave.by_track["connections"]
    years = {int(key[:4]) for key, _ in own}
    return DRAWN[shape](dict(weave.tracks)["connections"], own, years, TODAY)


@pytest.mark.parametrize(
    ("day", "along"),
    [
        (date(2020, 5, 1), 0),
        (date(2023, 1, 1), 0),
        (date(2024, 7, 1), 365),
        (date(2026, 1, 1), 365),
        (date(2026, 1, 11), 375),
        (date(2031, 1, 1), 730),
    ],
)
def test_years_without_a_programme_take_no_room(day: date, along: float) -> None:
    assert Years((2023, 2026), 730).along(day) == along


def test_each_year_has_the_same_room_and_the_day_is_drawn_in_a_year_with_room() -> None:
    scale = Years((2023, 2025, 2026), 900)
    assert scale.begins == ((2023, 0), (2025, 300), (2026, 600))
    assert scale.today(TODAY) == pytest.approx(867, abs=1)
    assert scale.today(date(2024, 5, 1)) is None


@pytest.mark.parametrize("shape", DRAWN)
def test_what_goes_on_is_tied_to_what_it_continues_and_stays_in_its_lane(shape: str) -> None:
    drawn = drawing(shape, y2023__fair=lasting("2023-01-10", "2023-12-30"), y2023__meet=OLD, y2026__meet=NEW)
    knots = {knot.key: knot for knot in drawn.knots}
    assert knots["2026/meet"].across == knots["2023/meet"].across != knots["2023/fair"].across
    (tie,) = drawn.ties
    assert tie.begins == (knots["2023/meet"].ends, knots["2023/meet"].across)
    assert tie.ends == (knots["2026/meet"].begins, knots["2026/meet"].across)


@pytest.mark.parametrize("shape", DRAWN)
def test_two_may_continue_one(shape: str) -> None:
    other = lasting("2026-03-01", "2026-12-01", continues="2023/meet")
    assert len(drawing(shape, y2023__meet=OLD, y2026__meet=NEW, y2026__more=other).ties) == 2


@pytest.mark.parametrize("shape", DRAWN)
def test_what_comes_from_another_track_has_no_tie(shape: str) -> None:
    away = lasting("2023-02-01", "2023-12-01", track="people")
    assert drawing(shape, y2023__meet=away, y2026__meet=NEW).ties == ()


@pytest.mark.parametrize("shape", DRAWN)
def test_what_tells_no_day_is_neither_drawn_nor_tied(shape: str) -> None:
    drawn = drawing(shape, y2023__meet=an_initiative(), y2026__meet=NEW)
    assert [knot.key for knot in drawn.knots] == ["2026/meet"]
    assert drawn.ties == ()


def test_on_a_phone_names_do_not_touch_and_stay_inside() -> None:
    crowd = {
        f"y2026__one_{number:02}": lasting("2026-11-30", "2026-12-31", title="Many words " * 9) for number in range(20)
    }
    drawn = drawing("tall", y2023__meet=OLD, **crowd)
    places = sorted((knot.name_along, len(knot.lines)) for knot in drawn.knots)
    for (above, lines), (below, _) in pairwise(places):
        assert above + lines * LINE < below
    assert places[0][0] >= 0
    assert places[-1][0] + places[-1][1] * LINE <= drawn.height


def test_a_tracks_page_draws_its_years_with_names_for_whoever_hears_it() -> None:
    html = body(woven(initiatives={"2023/meet": OLD, "2026/meet": NEW}), "tracks/connections/")
    assert 'aria-label="Collaborate (2023): Concluded"' in html
    assert 'aria-label="Collaborate (2026): Under way"' in html
    assert html.count("The track over the years") == 3


def test_a_crowd_is_drawn_for_wide_windows_only() -> None:
    crowd = {f"2026/one-{number}": lasting("2026-02-01", "2026-03-01") for number in range(60)}
    for address in ("tracks/connections/", "programme/2026/"):
        html = body(woven(initiatives=crowd), address)
        assert '<svg class="weave__wide"' in html
        assert '<svg class="weave__tall"' not in html
        assert "48 more initiatives" in html
