"""Milestones summed up, and figures towards goals."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from generator.publishing.programme.progress import (
    Count,
    MilestoneState,
    Progress,
    late,
    milestone_state,
    next_step,
    overall,
    progress,
    reached,
)
from generator.records.initiative import Initiative
from tests.publishing.woven import an_initiative

TODAY = date(2026, 11, 22)


def initiative(*milestones: tuple[str, str | None], **more: Any) -> Initiative:
    texts = [
        {"id": f"m{number}", "title": "A step", "date": day, **({"done_on": done} if done else {})}
        for number, (day, done) in enumerate(milestones)
    ]
    return Initiative.model_validate(an_initiative(milestones=texts, **more))


@pytest.mark.parametrize(
    ("day", "done_on", "status", "state"),
    [
        ("2026-11-01", "2026-11-05", "running", MilestoneState.DONE),
        ("2026-12-01", "2026-11-22", "running", MilestoneState.DONE),
        ("2026-11-01", "2026-11-23", "running", MilestoneState.LATE),
        ("2026-11-21", None, "running", MilestoneState.LATE),
        ("2026-11-22", None, "running", MilestoneState.DUE),
        ("2026-11-23", None, "planned", MilestoneState.DUE),
        ("2026-11-21", None, "dropped", MilestoneState.MISSED),
        ("2026-12-21", None, "concluded", MilestoneState.MISSED),
        ("2026-11-01", "2026-11-05", "dropped", MilestoneState.DONE),
    ],
)
def test_a_milestone_is_done_due_late_or_missed(day: str, done_on: str | None, status: str, state: object) -> None:
    one = initiative((day, done_on), status=status)
    assert milestone_state(one.milestones[0], one, TODAY) is state


def test_progress_counts_what_is_done_until_today() -> None:
    one = initiative(("2026-01-01", "2026-01-02"), ("2026-02-01", "2026-12-01"), ("2026-03-01", None))
    assert progress(one, TODAY) == Progress(done=1, total=3)


def test_each_milestone_weighs_the_same_and_dropped_initiatives_do_not_count() -> None:
    small = initiative(("2026-01-01", "2026-01-01"))
    large = initiative(*[("2026-01-01", None)] * 3, ("2026-01-01", "2026-01-01"))
    dropped = initiative(*[("2026-01-01", None)] * 5, status="dropped")
    assert overall([small, large, dropped, initiative()], TODAY) == Progress(done=2, total=5)


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, 0), (0, 3, 0), (2, 3, 66), (199, 200, 99), (3, 3, 100)])
def test_only_what_is_finished_says_a_hundred_per_cent(done: int, total: int, percent: int) -> None:
    assert Progress(done, total).percent == percent


def results(*given: tuple[str, str, str | None]) -> Initiative:
    texts = [
        {"indicator": "Members", "value": value, "date": day, **({"goal": goal} if goal else {})}
        for day, value, goal in given
    ]
    return Initiative.model_validate(an_initiative(results=texts))


@pytest.mark.parametrize(
    ("initiatives", "figure"),
    [
        ([], None),
        ([results(("2026-03-01", "5", None))], None),
        ([results(("2026-03-01", "5", "other"))], None),
        ([results(("2026-12-01", "5", "meet"))], None),
        ([results(("2026-03-01", "0", "meet"))], 0),
        ([results(("2026-03-01", "5", "meet"), ("2026-02-01", "9", "meet"))], 5),
        ([results(("2026-03-01", "5", "meet"), ("2026-03-01", "7", "meet"))], 7),
        (
            [results(("2026-03-01", "5", "meet")), results(("2026-04-01", "2.5", "meet"), ("2026-04-02", "3", None))],
            7.5,
        ),
    ],
)
def test_a_goal_sums_the_latest_figure_of_each_initiative(initiatives: list[Initiative], figure: float | None) -> None:
    found = reached("meet", initiatives, TODAY)
    assert (found.figure if found else None) == figure


def test_a_goals_figure_is_as_old_as_its_latest_count() -> None:
    counts = [results(("2026-03-01", "5", "meet")), results(("2026-04-01", "2", "meet"), ("2026-12-02", "9", "meet"))]
    assert reached("meet", counts, TODAY) == Count(7, date(2026, 4, 1))


def test_the_next_milestone_is_the_first_that_is_still_to_come() -> None:
    one = initiative(("2026-12-20", None), ("2026-12-01", None), ("2026-11-30", "2026-11-01"), ("2026-10-01", None))
    found = next_step(one, TODAY)
    assert found
    assert found.date == date(2026, 12, 1)
    assert next_step(initiative(("2026-10-01", None)), TODAY) is None
    assert next_step(initiative(("2026-12-20", None), status="dropped"), TODAY) is None


def test_late_milestones_are_counted_over_initiatives() -> None:
    waiting = initiative(("2026-10-01", None), ("2026-11-21", None), ("2026-11-22", None))
    assert (
        late([waiting, initiative(("2026-10-01", None)), initiative(("2026-10-01", None), status="dropped")], TODAY)
        == 3
    )
