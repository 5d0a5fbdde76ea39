"""The dates of initiatives: their year, their period, their milestones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.records.initiative import Initiative, InitiativeStatus


def years(inspection: Inspection) -> Iterator[Finding]:
    """Initiatives whose period does not touch the year of their programme, or that were announced after it."""
    for slug, initiative in inspection.federation.initiatives.items():
        year = int(slug[:4])
        if initiative.period is not None and not _touches(initiative, year):
            message = Message(N_("this period lies outside {year}, the programme's year"), {"year": year})
            yield warning("outside-year", Spot(("initiative", slug), ("period",)), message)
        if initiative.announced is not None and initiative.announced.year > year:
            values = {"date": initiative.announced, "year": year}
            message = Message(N_("announced on {date}, after {year}, the programme's year"), values)
            yield warning("outside-year", Spot(("initiative", slug), ("announced",)), message)


def milestones(inspection: Inspection) -> Iterator[Finding]:
    """Milestones after the end of their initiative, or before the programme's year, announcement and beginning.

    What is done before the beginning is no slip: enrolment closes before a course begins.
    """
    for slug, initiative in inspection.federation.initiatives.items():
        for at, milestone in enumerate(initiative.milestones):
            if not _within(initiative, int(slug[:4]), milestone.date):
                spot = Spot(("initiative", slug), ("milestones", at, "date"))
                message = Message(N_("{date} lies outside the initiative's period"), {"date": milestone.date})
                yield warning("outside-period", spot, message)


def left_open(inspection: Inspection) -> Iterator[Finding]:
    """Concluded initiatives with milestones that were never done."""
    for slug, initiative in inspection.federation.initiatives.items():
        undone = [milestone.id for milestone in initiative.milestones if milestone.done_on is None]
        if initiative.status is InitiativeStatus.CONCLUDED and undone:
            values = {"milestones": ", ".join(undone)}
            message = Message(N_("concluded, yet these milestones were not done: {milestones}"), values)
            yield warning("milestones-left-open", Spot(("initiative", slug), ("status",)), message)


def _touches(initiative: Initiative, year: int) -> bool:
    period = initiative.period
    return period is None or (period.begins.year <= year and (period.ends is None or period.ends.year >= year))


def _within(initiative: Initiative, year: int, day: date) -> bool:
    period = initiative.period
    if period is None:
        return True
    begins = min(date(year, 1, 1), initiative.announced or period.begins, period.begins)
    return begins <= day and (period.ends is None or day <= period.ends)
