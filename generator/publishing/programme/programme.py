"""The programme: the list of its years, and a page for each year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing.addresses import root_of
from generator.publishing.calls.call_words import CallWords
from generator.publishing.page import Page, key_of
from generator.publishing.programme.calendar import calendar_page
from generator.publishing.programme.continuity import changes
from generator.publishing.programme.dates import coming, dates, late
from generator.publishing.programme.goals import goals_of
from generator.publishing.programme.initiative_words import InitiativeWords
from generator.publishing.programme.progress import Progress, overall
from generator.publishing.programme.progress import late as late_in
from generator.publishing.weave import Weave
from generator.records.initiative import InitiativeStatus

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.programme.goals import Reached
    from generator.publishing.site import Site
    from generator.publishing.weave import Initiatives
    from generator.records.track import Track


NEXT = 6
"""So many dates to come stand on a year's own page; its calendar has all."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A year in numbers."""

    initiatives: int
    statuses: dict[InitiativeStatus, int]
    progress: Progress
    late: int
    goals: int
    met: int
    calls: int
    members: int


@dataclass(frozen=True, slots=True)
class Thread:
    """A track in a year."""

    slug: str
    track: Track
    initiatives: Initiatives
    progress: Progress
    late: int
    goals: tuple[Reached, ...]


def figures(year: int, weave: Weave) -> Figures:
    """Return a year's numbers; members are those that take part in at least one initiative."""
    initiatives = [one for _, one in weave.by_year.get(year, ())]
    statuses = [one.status for one in initiatives]
    goals = [one for slug, _ in weave.tracks for one in goals_of(year, slug, weave)]
    members = {partner.member for one in initiatives for partner in one.partners if partner.member}
    return Figures(
        initiatives=len(initiatives),
        statuses={status: statuses.count(status) for status in InitiativeStatus if status in statuses},
        progress=overall(initiatives, weave.site.today),
        late=late_in(initiatives, weave.site.today),
        goals=len(goals),
        met=sum(one.met for one in goals),
        calls=len(weave.calls_of_year.get(year, ())),
        members=len(members),
    )


def threads(year: int, weave: Weave) -> tuple[Thread, ...]:
    """Return the tracks that have initiatives or goals in a year."""
    found = []
    for slug, track in weave.tracks:
        initiatives, goals = weave.on_track(year, slug), goals_of(year, slug, weave)
        if initiatives or goals:
            alone, today = [one for _, one in initiatives], weave.site.today
            found.append(Thread(slug, track, initiatives, overall(alone, today), late_in(alone, today), goals))
    return tuple(found)


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield the list of the years, which exists without any too, and a page for each."""
    weave = Weave(site)
    yield _index(weave, templates)
    template, said = templates.get_template("programme.html"), site.language.gettext
    for year in weave.years:
        told_from = shown(year, weave)
        dated_in = calendar_page(year, weave, templates, told_from)
        title = said("Programme {year}").format(year=year)
        yield Page(
            address=site.addresses.year(year),
            section="programme",
            title=title,
            description=said("The initiatives of {year}, track by track, with their progress.").format(year=year),
            key=key_of(year, told_from),
            body=partial(_body, template, year, weave, dated_in is not None),
        )
        if dated_in:
            yield dated_in


def _index(weave: Weave, templates: Environment) -> Page:
    site = weave.site
    said, address = site.language.gettext, f"{site.addresses.programme}/"
    return Page(
        address=address,
        section="programme",
        title=said("Programme"),
        description=said("The federation's programme, year by year."),
        key=key_of([(year, repr(figures(year, weave)), _tracks(weave)) for year in weave.years]),
        body=lambda: templates.get_template("programme_index.html").render(
            years=[(year, figures(year, weave), threads(year, weave)) for year in weave.years],
            root=root_of(address),
        ),
    )


def _tracks(weave: Weave) -> tuple[object, ...]:
    return tuple((slug, weave.site.federation.sources["track", slug].digest) for slug, _ in weave.tracks)


def shown(year: int, weave: Weave) -> tuple[object, ...]:
    """Return what a year is told from: every initiative counts, by goals and by what continues what."""
    words, sources = CallWords(weave), weave.site.federation.sources
    initiatives = tuple((key, sources["initiative", key].digest) for key in sorted(weave.site.federation.initiatives))
    calls = tuple(words.key(slug) for slug, _ in weave.calls_of_year.get(year, ()))
    return _tracks(weave), initiatives, calls


def _body(template: Template, year: int, weave: Weave, has_dates: bool) -> str:
    # What draws is imported where anything is drawn: most builds change no year.
    from generator.publishing.programme.drawing import dated
    from generator.publishing.programme.drawing_tall import fits, tall
    from generator.publishing.programme.drawing_wide import wide

    found, agenda = threads(year, weave), dates(year, weave)
    drawn = [
        (thread.slug, thread.track, thread.initiatives)
        for thread in found
        if any(dated(one) for _, one in thread.initiatives)
    ]
    today, count = weave.site.today, sum(len(initiatives) for _, _, initiatives in drawn)
    return template.render(
        year=year,
        years=weave.years,
        printed=year in weave.by_year,
        calendar=weave.site.addresses.year_calendar(year) if has_dates else "",
        late=late(agenda),
        coming=coming(agenda, today)[:NEXT],
        undated=sum(not dated(one) for _, one in weave.by_year.get(year, ())),
        figures=figures(year, weave),
        threads=found,
        wide=wide(year, drawn, today, weave.continued_by),
        tall=tall(year, drawn, today, weave.continued_by) if fits(count) else None,
        changes=changes(year, weave),
        continued_by=weave.continued_by,
        first_of=_first_of,
        records=weave.site.federation.initiatives,
        calls=weave.calls_of_year.get(year, ()),
        words=CallWords(weave),
        initiatives=InitiativeWords(weave.site),
        root=root_of(weave.site.addresses.year(year)),
    )


def _first_of(year: int, month: int) -> date:
    return date(year, month, 1)
