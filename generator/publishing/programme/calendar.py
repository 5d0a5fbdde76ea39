"""A year's dates month by month: small sheets to choose a day on, and below them all dates as a list."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.following.channels import ALL
from generator.publishing.page import Page, key_of
from generator.publishing.programme.dates import Dated, coming, dates

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.weave import Weave

MOST_MARKS = 3
"""So many tracks are marked on a day of a sheet; the list has all."""


class Cell(NamedTuple):
    """A day of a sheet; `marks` are the numbers of tracks that something happens on, 0 for none of them."""

    day: date
    dates: tuple[Dated, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day, its weeks (None where they reach into another month), and its dates."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    dates: tuple[Dated, ...]


def months(year: int, found: Iterable[Dated], first_day: int) -> tuple[Month, ...]:
    """Return the twelve months; weeks begin on `first_day`, 0 for Monday."""
    by_day: Mapping[date, list[Dated]] = defaultdict(list)
    for one in found:
        by_day[one.day].append(one)
    sheets = Calendar(first_day)
    return tuple(_month(date(year, number, 1), sheets, by_day) for number in range(1, 13))


def outside(found: Iterable[Dated]) -> tuple[Month, ...]:
    """Return the months of dates that lie outside of the year, without their weeks: those that have any."""
    by_month: dict[date, list[Dated]] = defaultdict(list)
    for one in found:
        by_month[one.day.replace(day=1)].append(one)
    return tuple(Month(first, (), tuple(inside)) for first, inside in sorted(by_month.items()))


def _month(first: date, sheets: Calendar, by_day: Mapping[date, list[Dated]]) -> Month:
    weeks = tuple(
        tuple(_cell(day, tuple(by_day.get(day, ()))) if day.month == first.month else None for day in week)
        for week in sheets.monthdatescalendar(first.year, first.month)
    )
    return Month(first, weeks, tuple(one for week in weeks for cell in week if cell for one in cell.dates))


def _cell(day: date, found: tuple[Dated, ...]) -> Cell:
    tracks = sorted({one.track or 0 for one in found if not one.off})
    return Cell(day, found, tuple(tracks[:MOST_MARKS]))


def calendar_page(year: int, weave: Weave, templates: Environment, shown: object) -> Page | None:
    """Return the page of a year's dates, None for a year without; `shown` stands for what the year is told from."""
    if not _dated(year, weave):
        return None
    site, said = weave.site, weave.site.language.gettext
    return Page(
        address=site.addresses.year_calendar(year),
        section="programme",
        title=said("Calendar {year}").format(year=year),
        description=said(N_("Milestones, deadlines and events of {year}, month by month.")).format(year=year),
        key=key_of("calendar", year, shown),
        body=partial(_body, templates, year, weave),
    )


def _dated(year: int, weave: Weave) -> bool:
    """Tell whether anything names a date, without working out what to say of it."""
    initiatives = (one for _, one in weave.by_year.get(year, ()))
    calls = (call for _, call in weave.calls_of_year.get(year, ()))
    return any(one.milestones or one.period for one in initiatives) or any(call.deadlines for call in calls)


def _body(templates: Environment, year: int, weave: Weave) -> str:
    site, found = weave.site, dates(year, weave)
    locale = site.language.locale
    names = locale.days["stand-alone"]
    first = locale.first_week_day
    before, after = ([one for one in found if side(one.day.year)] for side in (year.__gt__, year.__lt__))
    sheets = months(year, found, first)
    return templates.get_template("year_calendar.html").render(
        year=year,
        sheets=sheets,
        months=[*outside(before), *(month for month in sheets if month.dates), *outside(after)],
        weekdays=[(names["narrow"][day % 7], names["wide"][day % 7]) for day in range(first, first + 7)],
        next=next(iter(coming(found, site.today)), None),
        today=site.today,
        channel=site.channels.of(ALL),
        root=root_of(site.addresses.year_calendar(year)),
    )
