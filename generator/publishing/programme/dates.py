"""The dates of a year's programme: milestones, beginnings and ends of its initiatives, and what its calls name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing import when
from generator.publishing.programme.progress import MilestoneState, milestone_state
from generator.records.initiative import InitiativeStatus
from generator.records.record import Code

if TYPE_CHECKING:
    from datetime import date

    from generator.publishing.weave import Weave
    from generator.records.call import Call
    from generator.records.initiative import Initiative


class DateKind(Code):
    """What an initiative's date is; the dates of calls have kinds of their own."""

    BEGINS = "begins", N_("Begins")
    MILESTONE = "milestone", N_("Milestone")
    ENDS = "ends", N_("Ends")


@dataclass(frozen=True, slots=True)
class Dated:
    """One date: what happens, `of` which initiative or call, and where that stands on the site.

    `title` is a milestone's own, "" elsewhere; `time` is the hour of a call's date, in words, "" for a whole day.
    `state` is that of a milestone. `off` says that it will not be: its call was withdrawn, its initiative dropped.
    """

    day: date
    kind: Code
    title: str
    of: str
    address: str
    track: int | None
    time: str = ""
    state: MilestoneState | None = None
    done_on: date | None = None
    off: bool = False

    @property
    def open(self) -> bool:
        """Whether there is still something to do, or to miss."""
        return not self.off and self.state in (None, MilestoneState.DUE, MilestoneState.LATE)

    @property
    def place(self) -> tuple[date, str, str, str, str]:
        """Its place among others."""
        return self.day, self.of, self.kind.value, self.title, self.address


def dates(year: int, weave: Weave) -> tuple[Dated, ...]:
    """Return the dates of a year's initiatives and calls in their order; some lie outside of the year."""
    found = [one for key, initiative in weave.by_year.get(year, ()) for one in _of_initiative(key, initiative, weave)]
    found += [one for slug, call in weave.calls_of_year.get(year, ()) for one in _of_call(slug, call, weave)]
    return tuple(sorted(found, key=lambda one: one.place))


def coming(found: tuple[Dated, ...], today: date) -> tuple[Dated, ...]:
    """Return those that are today or later and will be."""
    return tuple(one for one in found if one.open and one.day >= today)


def late(found: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """Return the milestones that should have been done."""
    return tuple(one for one in found if one.state is MilestoneState.LATE)


def _of_initiative(key: str, initiative: Initiative, weave: Weave) -> Iterator[Dated]:
    site = weave.site
    at, track = site.addresses.initiative(key), site.federation.tracks[initiative.track].number
    for one in initiative.milestones:
        state = milestone_state(one, initiative, site.today)
        dropped = state is MilestoneState.MISSED
        yield Dated(
            one.date, DateKind.MILESTONE, one.title, initiative.title, at, track, "", state, one.done_on, dropped
        )
    if initiative.period is None:
        return
    begins, ends = initiative.period.begins, initiative.period.ends
    yield Dated(begins, DateKind.BEGINS, "", initiative.title, at, track)
    if ends is not None and ends != begins:
        dropped = initiative.status is InitiativeStatus.DROPPED
        yield Dated(ends, DateKind.ENDS, "", initiative.title, at, track, off=dropped)


def _of_call(slug: str, call: Call, weave: Weave) -> Iterator[Dated]:
    site = weave.site
    named = next(iter(weave.tracks_of_call(slug, call)), None)
    track = site.federation.tracks[named].number if named else None
    for one in call.deadlines:
        yield Dated(
            day=when.day_of(one),
            kind=one.kind,
            title="",
            of=call.title,
            address=site.addresses.call(slug),
            track=track,
            time=when.hour(one, site.language),
            off=call.cancelled is not None,
        )
