"""The programme of a year drawn as woven threads: one a track, initiatives as knots along the months.

Lengths are in the units of the drawing's viewBox, in which letters are `LETTER` wide on average. `drawing_wide` and
`drawing_tall` lay the same knots out in two ways.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from generator.publishing.programme.progress import milestone_state
from generator.publishing.weave import Initiatives
from generator.records.initiative import Initiative, InitiativeStatus
from generator.records.track import Track

LETTER = 7.9

Threads = Collection[tuple[str, Track, Initiatives]]
"""Tracks by slug, with their initiatives of a year."""


class Along(Protocol):
    """Days along a length."""

    def along(self, day: date) -> float:
        """Return how far along a day lies."""
        ...


@dataclass(frozen=True, slots=True)
class Scale:
    """A year's days along a length."""

    year: int
    length: float

    def along(self, day: date) -> float:
        """Return how far along the year a day lies; days of other years lie at its ends."""
        first, last = date(self.year, 1, 1), date(self.year, 12, 31)
        within = min(max(day, first), last)
        return round(self.length * (within - first).days / ((last - first).days + 1), 1)

    @property
    def months(self) -> tuple[float, ...]:
        """Where the twelve months begin."""
        return tuple(self.along(date(self.year, month, 1)) for month in range(1, 13))

    def today(self, day: date) -> float | None:
        """Return where the day is, None in another year."""
        return self.along(day) if day.year == self.year else None


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone on the thread; `state` is a code of `MilestoneState`."""

    along: float
    state: str
    title: str


@dataclass(frozen=True, slots=True)
class Knot:
    """An initiative: its thread from `begins` to `ends` along the months, `across` them, and its name's lines.

    `before` and `after` tell whether it continues another year's initiative and is continued by a later one.
    """

    key: str
    track: int
    title: str
    lines: tuple[str, ...]
    status: str
    begins: float
    ends: float
    steps: tuple[Step, ...]
    before: bool
    after: bool
    across: float = 0.0
    name_along: float = 0.0
    name_ends: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A track's part of the wide drawing, `top` to `bottom`, or its thread in the tall one, at `top`."""

    track: Track
    slug: str
    top: float
    bottom: float
    knots: tuple[Knot, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template draws.

    `names` is where names begin beside the threads of a tall drawing. `months` are where the twelve begin, `today`
    is where the day is, None in another year.
    """

    width: float
    height: float
    names: float
    months: tuple[float, ...]
    today: float | None
    bands: tuple[Band, ...]


def dated(initiative: Initiative) -> tuple[date, date] | None:
    """Return the first and last day that an initiative tells of itself, None when it tells none."""
    days = [milestone.date for milestone in initiative.milestones]
    days += [initiative.announced] if initiative.announced else []
    if initiative.period:
        days += [initiative.period.begins, initiative.period.ends or initiative.period.begins]
    return (min(days), max(days)) if days else None


def knots(scale: Along, track: Track, initiatives: Initiatives, today: date, later: Collection[str]) -> list[Knot]:
    """Return the initiatives that tell a day, in the order in which they begin.

    `later` holds the keys of those that another initiative continues.
    """
    drawn = [(key, one, span) for key, one in initiatives if (span := dated(one))]
    found = [
        Knot(
            key=key,
            track=track.number,
            title=one.title,
            lines=(one.title,),
            status=one.status.value,
            begins=scale.along(span[0]),
            ends=scale.along(span[1]),
            steps=tuple(_steps(scale, one, today)),
            before=one.continues is not None,
            after=key in later and one.status is not InitiativeStatus.DROPPED,
        )
        for key, one, span in drawn
    ]
    return sorted(found, key=lambda knot: (knot.begins, knot.key))


def _steps(scale: Along, initiative: Initiative, today: date) -> Iterator[Step]:
    for milestone in initiative.milestones:
        state = milestone_state(milestone, initiative, today)
        yield Step(scale.along(milestone.date), state.value, milestone.title)
