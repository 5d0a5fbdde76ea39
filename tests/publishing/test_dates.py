"""The dates of a year's programme."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.publishing.programme.dates import Dated, coming, dates, late
from generator.publishing.weave import Weave
from tests.publishing.woven import a_call, an_initiative, woven

TODAY = date(2026, 11, 22)


def found(year: int = 2026, **records: Any) -> tuple[Dated, ...]:
    return dates(year, Weave(woven(**records)))


def told(items: tuple[Dated, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.day.isoformat(), one.kind.value, one.title, one.of) for one in items]


def test_a_year_has_the_dates_of_its_initiatives_and_calls_in_their_order() -> None:
    initiative = an_initiative(
        period={"from": "2026-02-01", "to": "2027-01-31"},
        milestones=[{"id": "b", "title": "Half way", "date": "2026-06-01"}],
        calls=["cook"],
    )
    deadlines = [
        {"id": "go", "kind": "opening", "at": "2026-06-01"},
        {"id": "end", "at": "2026-06-30T12:00"},
        {"id": "day", "kind": "event", "at": "2026-09-01"},
    ]
    items = found(
        initiatives={"2026/meet": initiative, "2025/old": an_initiative(period={"from": "2026-01-01"})},
        calls={"cook": a_call(deadlines=deadlines), "other": a_call()},
    )
    assert told(items) == [
        ("2026-02-01", "begins", "", "Collaborate"),
        ("2026-06-01", "milestone", "Half way", "Collaborate"),
        ("2026-06-01", "opening", "", "Who cooks?"),
        ("2026-06-30", "submission", "", "Who cooks?"),
        ("2026-09-01", "event", "", "Who cooks?"),
        ("2027-01-31", "ends", "", "Collaborate"),
    ]
    assert [one.time for one in items if one.time] == ["12:00 (Rome\N{NO-BREAK SPACE}time)"]
    assert {one.track for one in items} == {4}
    assert {one.address for one in items} == {"programme/2026/meet/", "calls/cook/"}


def test_an_initiative_of_one_day_has_one_date() -> None:
    items = found(initiatives={"2026/fair": an_initiative(period={"from": "2026-05-01", "to": "2026-05-01"})})
    assert told(items) == [("2026-05-01", "begins", "", "Collaborate")]


def test_a_time_counts_on_the_day_of_its_own_zone() -> None:
    late_there = {"id": "end", "at": "2026-06-30T23:30", "zone": "America/New_York"}
    items = found(
        initiatives={"2026/meet": an_initiative(calls=["cook"])}, calls={"cook": a_call(deadlines=[late_there])}
    )
    assert [one.day for one in items] == [date(2026, 6, 30)]


def test_without_dates_a_year_has_none() -> None:
    assert found(initiatives={"2026/meet": an_initiative()}) == ()
    assert found(1999) == ()


@pytest.mark.parametrize(
    ("milestone", "status", "open_", "off", "is_late"),
    [
        ({"date": "2026-12-01"}, "running", True, False, False),
        ({"date": "2026-11-22"}, "running", True, False, False),
        ({"date": "2026-11-21"}, "running", True, False, True),
        ({"date": "2026-11-01", "done_on": "2026-11-03"}, "running", False, False, False),
        ({"date": "2026-12-01", "done_on": "2026-11-03"}, "running", False, False, False),
        ({"date": "2026-12-01", "done_on": "2026-11-30"}, "running", True, False, False),
        ({"date": "2026-12-01"}, "dropped", False, True, False),
    ],
)
def test_a_milestone_is_open_until_it_is_done_or_will_not_be(
    milestone: dict[str, str], status: str, open_: bool, off: bool, is_late: bool
) -> None:
    texts = an_initiative(status=status, milestones=[{"id": "m", "title": "A step", **milestone}])
    items = found(initiatives={"2026/meet": texts})
    assert [(one.open, one.off) for one in items] == [(open_, off)]
    assert bool(late(items)) is is_late
    assert bool(coming(items, TODAY)) is (open_ and not is_late)


def test_what_is_withdrawn_or_dropped_is_not_to_come() -> None:
    items = found(
        initiatives={
            "2026/gone": an_initiative(
                status="dropped", period={"from": "2026-02-01", "to": "2026-12-31"}, calls=["cook"]
            )
        },
        calls={"cook": a_call(cancelled={"on": "2026-11-01"})},
    )
    assert [(one.kind.value, one.off) for one in items] == [("begins", False), ("submission", True), ("ends", True)]
    assert coming(items, TODAY) == ()
