"""The year from top to bottom, with the names beside the threads: for a phone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from textwrap import wrap

from generator.publishing.programme.drawing import LETTER, Band, Drawing, Knot, Scale, Threads, knots

WIDTH, MONTHS, BETWEEN_THREADS, GUTTER, LINE, BETWEEN_NAMES = 360.0, 46.0, 22.0, 18.0, 19.0, 9.0
SHORTEST_MONTH, LONGEST_MONTH, KNOT_ROOM = 46.0, 88.0, 58.0
MOST_LINES = 3
MOST_NAMES = 48
"""A phone scrolls through no more names than that to the end of a drawing; tables and tiles say the same."""


def fits(count: int) -> bool:
    """Tell whether so many initiatives can be drawn on a phone."""
    return count <= MOST_NAMES


def tall(year: int, threads: Threads, today: date, later: Collection[str]) -> Drawing:
    """Return the drawing; `later` holds the keys of initiatives that another one continues."""
    names = MONTHS + BETWEEN_THREADS * len(threads) + GUTTER
    letters = max(8, int((WIDTH - names) / LETTER))
    scale = Scale(year, length_for(sum(len(initiatives) for _, _, initiatives in threads)))
    bands = []
    for number, (slug, track, initiatives) in enumerate(threads):
        across = MONTHS + BETWEEN_THREADS * number
        found = knots(scale, track, initiatives, today, later)
        lined = tuple(replace(one, across=across, lines=tuple(wrap(one.title, letters))[:MOST_LINES]) for one in found)
        bands.append(Band(track, slug, across, scale.length, lined))
    named = named_beside((knot for band in bands for knot in band.knots), scale.length + 2 * LINE)
    bands = [replace(band, knots=tuple(named[knot.key] for knot in band.knots)) for band in bands]
    return Drawing(WIDTH, scale.length + 2 * LINE, names, scale.months, scale.today(today), tuple(bands))


def length_for(count: int) -> float:
    """Long enough for all names; longer yet, within bounds, to keep names near knots that crowd in a few months."""
    roomy = min(12 * LONGEST_MONTH, count * KNOT_ROOM)
    return max(12 * SHORTEST_MONTH, roomy, count * (MOST_LINES * LINE + BETWEEN_NAMES))


def named_beside(found: Iterable[Knot], end: float) -> dict[str, Knot]:
    """Place the names beside their knots, pushed apart where they would touch, and up where they would run out."""
    inorder = sorted(found, key=lambda knot: (knot.begins, knot.track, knot.key))
    places: list[float] = []
    free = 0.0
    for knot in inorder:
        places.append(max(free, knot.begins))
        free = places[-1] + _room(knot)
    for number in reversed(range(len(inorder))):
        places[number] = end = min(places[number], end - _room(inorder[number]))
    return {knot.key: replace(knot, name_along=place) for knot, place in zip(inorder, places, strict=True)}


def _room(knot: Knot) -> float:
    return len(knot.lines) * LINE + BETWEEN_NAMES
