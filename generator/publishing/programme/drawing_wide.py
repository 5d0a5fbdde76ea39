"""The year from left to right, with a lane for each initiative: for a wide window, and for paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from generator.publishing.programme.drawing import LETTER, Band, Drawing, Knot, Scale, Threads, knots

WIDTH, HEAD, TRACK_HEAD, LANE, TRACK_FOOT = 1160.0, 34.0, 48.0, 50.0, 38.0
LONGEST_NAME, BETWEEN_NAMES = 64, 24.0


def wide(year: int, threads: Threads, today: date, later: Collection[str]) -> Drawing:
    """Return the drawing; `later` holds the keys of initiatives that another one continues."""
    scale, bands, top = Scale(year, WIDTH), [], HEAD
    for slug, track, initiatives in threads:
        placed = tuple(laned(knots(scale, track, initiatives, today, later), top + TRACK_HEAD))
        bottom = max((knot.across for knot in placed), default=top + TRACK_HEAD - LANE) + TRACK_FOOT
        bands.append(Band(track, slug, top, bottom, placed))
        top = bottom
    return Drawing(WIDTH, top, WIDTH, scale.months, scale.today(today), tuple(bands))


def laned(
    inorder: Iterable[Knot],
    first: float,
    earlier: Mapping[str, str] | None = None,
    longest: int = LONGEST_NAME,
) -> Iterator[Knot]:
    """Put each knot into the first lane in which neither its thread nor its name touches another.

    `earlier` gives the key of what a knot continues: it takes the same lane where that is free.
    """
    taken: list[float] = []
    lanes: dict[str, int] = {}
    for knot in inorder:
        name = shortened(knot.title, longest)
        turned = knot.begins + len(name) * LETTER > WIDTH
        starts = min(knot.begins, WIDTH - len(name) * LETTER)
        free = [number for number, end in enumerate(taken) if end + BETWEEN_NAMES <= starts]
        before = lanes.get((earlier or {}).get(knot.key, ""))
        lane = before if before in free else free[0] if free else len(taken)
        lanes[knot.key] = lane
        taken[lane : lane + 1] = [max(knot.ends, starts + len(name) * LETTER, WIDTH if knot.after else 0)]
        yield replace(
            knot,
            lines=(name,),
            across=first + lane * LANE,
            name_along=WIDTH if turned else knot.begins,
            name_ends=turned,
        )


def shortened(name: str, longest: int) -> str:
    """Return a name that ends in dots where it is too long."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"
