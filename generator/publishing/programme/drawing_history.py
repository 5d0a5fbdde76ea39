"""A track over the years: its initiatives as knots along the years, each tied to the one that it continues.

Drawn twice, as a year is: from left to right for a wide window and for paper, from top to bottom for a phone. Only
years with a programme have room; each has the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import wrap

from generator.publishing.programme.drawing import LETTER, Knot, Scale, knots
from generator.publishing.programme.drawing_tall import (
    GUTTER,
    LINE,
    MONTHS,
    MOST_LINES,
    length_for,
    named_beside,
)
from generator.publishing.programme.drawing_tall import WIDTH as PHONE
from generator.publishing.programme.drawing_wide import HEAD, TRACK_FOOT, WIDTH, laned
from generator.publishing.weave import Initiatives
from generator.records.track import Track

SHORTEST_NAME = 22
THREADS = 3
"""So many threads lie side by side on a phone, so that one that goes on does not run into the next."""
BETWEEN = 16.0


@dataclass(frozen=True, slots=True)
class Years:
    """Days along years that need not follow one another; days between them lie at the end of the earlier one."""

    years: tuple[int, ...]
    length: float

    def along(self, day: date) -> float:
        """Return how far along a day lies; days before the first year and after the last lie at the ends."""
        before = sum(year < day.year for year in self.years)
        within = Scale(day.year, self.part).along(day) if day.year in self.years else 0.0
        return round(before * self.part + within, 1)

    @property
    def part(self) -> float:
        """The length of one year."""
        return self.length / len(self.years)

    @property
    def begins(self) -> tuple[tuple[int, float], ...]:
        """Each year with where it begins."""
        return tuple((year, round(number * self.part, 1)) for number, year in enumerate(self.years))

    def today(self, day: date) -> float | None:
        """Return where the day is, None in a year that has no room."""
        return self.along(day) if day.year in self.years else None


@dataclass(frozen=True, slots=True)
class Tie:
    """From the end of an initiative to the beginning of one that continues it, each `along` and `across`."""

    begins: tuple[float, float]
    ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class History:
    """All that the template draws; `names` is where names begin beside the threads of the tall drawing."""

    width: float
    height: float
    names: float
    years: tuple[tuple[int, float], ...]
    today: float | None
    knots: tuple[Knot, ...]
    ties: tuple[Tie, ...]


def wide_history(track: Track, initiatives: Initiatives, years: Iterable[int], today: date) -> History:
    """Return the years from left to right, with a lane for each line of initiatives that continue one another."""
    scale, earlier = Years(tuple(sorted(years)), WIDTH), _earlier(initiatives)
    longest = max(SHORTEST_NAME, int(scale.part / LETTER) - 2)
    placed = tuple(laned(_knots(scale, track, initiatives, today), HEAD + TRACK_FOOT / 2, earlier, longest))
    height = max((knot.across for knot in placed), default=HEAD) + TRACK_FOOT
    return History(WIDTH, height, WIDTH, scale.begins, scale.today(today), placed, _ties(placed, earlier))


def tall_history(track: Track, initiatives: Initiatives, years: Iterable[int], today: date) -> History:
    """Return the years from top to bottom, with the names beside the threads."""
    scale = Years(tuple(sorted(years)), length_for(len(initiatives)))
    names = MONTHS + BETWEEN * (THREADS - 1) + GUTTER * 2
    letters = max(8, int((PHONE - names) / LETTER))
    earlier = _earlier(initiatives)
    found = [
        replace(one, lines=tuple(wrap(one.title, letters))[:MOST_LINES])
        for one in _threaded(_knots(scale, track, initiatives, today), earlier)
    ]
    named = named_beside(found, scale.length + 2 * LINE)
    placed = tuple(named[one.key] for one in found)
    height = scale.length + 2 * LINE
    return History(PHONE, height, names, scale.begins, scale.today(today), placed, _ties(placed, earlier))


def _knots(scale: Years, track: Track, initiatives: Initiatives, today: date) -> list[Knot]:
    """Return the initiatives that tell a day; what ties them to others is drawn here, and needs no loose end."""
    return [replace(one, before=False, after=False) for one in knots(scale, track, initiatives, today, ())]


def _threaded(inorder: Sequence[Knot], earlier: Mapping[str, str]) -> list[Knot]:
    """Put each knot onto the thread of what it continues, else onto the one that has been free for longest."""
    ends, threads, placed = [-1.0] * THREADS, dict[str, int](), []
    for knot in inorder:
        number = threads.get(earlier.get(knot.key, ""), min(range(THREADS), key=lambda one: (ends[one], one)))
        threads[knot.key], ends[number] = number, max(ends[number], knot.ends)
        placed.append(replace(knot, across=MONTHS + BETWEEN * number))
    return placed


def _earlier(initiatives: Initiatives) -> dict[str, str]:
    """Return what each initiative continues, by keys, within these."""
    keys = {key for key, _ in initiatives}
    return {key: one.continues for key, one in initiatives if one.continues in keys and one.continues}


def _ties(placed: Iterable[Knot], earlier: Mapping[str, str]) -> tuple[Tie, ...]:
    found = {knot.key: knot for knot in placed}
    pairs = ((found.get(before), found[key]) for key, before in sorted(earlier.items()) if key in found)
    return tuple(
        Tie((before.ends, before.across), (after.begins, after.across)) for before, after in pairs if before is not None
    )
