"""How far things have come: milestones of initiatives, summed up to tracks and years, and figures towards goals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.languages import N_
from generator.records.initiative import Initiative, InitiativeStatus, Milestone, Result
from generator.records.record import Code


class MilestoneState(Code):
    """Derived from a milestone's dates and the day."""

    DONE = "done", N_("Done")
    DUE = "due", N_("To do")
    LATE = "late", N_("Late")
    MISSED = "missed", N_("Not reached")


@dataclass(frozen=True, slots=True)
class Progress:
    """Milestones that are done, and all of them; the sum of two is the progress of both together."""

    done: int = 0
    total: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(self.done + other.done, self.total + other.total)

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down so that only what is finished says 100; 0 without milestones."""
        return 100 * self.done // self.total if self.total else 0


def milestone_state(milestone: Milestone, initiative: Initiative, today: date) -> MilestoneState:
    """Return the state on `today`: on its planned day it is not late yet; what is over is never late, but missed."""
    if milestone.done_on is not None and milestone.done_on <= today:
        return MilestoneState.DONE
    if initiative.status in (InitiativeStatus.CONCLUDED, InitiativeStatus.DROPPED):
        return MilestoneState.MISSED
    return MilestoneState.LATE if milestone.date < today else MilestoneState.DUE


def progress(initiative: Initiative, today: date) -> Progress:
    """Return the progress of one initiative."""
    states = [milestone_state(milestone, initiative, today) for milestone in initiative.milestones]
    return Progress(states.count(MilestoneState.DONE), len(states))


def overall(initiatives: Iterable[Initiative], today: date) -> Progress:
    """Return the progress of several, each milestone weighing the same; dropped initiatives do not count."""
    kept = (one for one in initiatives if one.status is not InitiativeStatus.DROPPED)
    return sum((progress(one, today) for one in kept), Progress())


def next_step(initiative: Initiative, today: date) -> Milestone | None:
    """Return the first milestone that is still to come, None without one."""
    return next(iter(steps(initiative, today, MilestoneState.DUE)), None)


def steps(initiative: Initiative, today: date, *states: MilestoneState) -> tuple[Milestone, ...]:
    """Return the milestones in one of `states` on `today`, in the order of their days."""
    found = (one for one in initiative.milestones if milestone_state(one, initiative, today) in states)
    return tuple(sorted(found, key=lambda one: (one.date, one.id)))


def late(initiatives: Iterable[Initiative], today: date) -> int:
    """Return how many milestones should have been done before `today`, and are not."""
    return sum(len(steps(one, today, MilestoneState.LATE)) for one in initiatives)


class Count(NamedTuple):
    """A figure that was reached, and the day on which it was last counted."""

    figure: float
    day: date


def reached(goal: str, initiatives: Iterable[Initiative], today: date) -> Count | None:
    """Return what was reached towards a goal: each initiative's latest result until `today`, summed; None without.

    The day is that of the latest of them. Give the initiatives of the goal's own track: ids of goals are unique
    within a track only.
    """
    latest = [found for one in initiatives if (found := _latest(goal, one, today)) is not None]
    if not latest:
        return None
    return Count(sum(result.value for result in latest), max(result.date for result in latest))


def _latest(goal: str, initiative: Initiative, today: date) -> Result | None:
    counted = [result for result in initiative.results if result.goal == goal and result.date <= today]
    # Of two on one day the one written last stands: `max` would keep the first.
    return max(reversed(counted), key=lambda result: result.date, default=None)
