"""How long things are drawn. Lengths are per cent of the drawing's width, so that it fits a phone as it fits a desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.publishing.figures.membership import Joined

ROOM = 9.0
"""A part of a strip that is longer has room for its number."""
APART = 25.0
"""A year between the first and the last is named where it is so far from both: on a phone too, they do not touch."""
MOST_YEARS = 5


class Part(NamedTuple):
    """A part of a strip: its place among the columns, from where, how long, its number, and whether that fits in."""

    column: int
    start: float
    length: float
    number: int
    told: bool

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.start + self.length / 2, 2)


def length(number: int, most: int) -> float:
    """Return how long a bar is, where `most` fills the width."""
    return round(100 * number / most, 2) if most else 0.0


def strip(counts: Sequence[int], most: int = 0) -> Iterator[Part]:
    """Yield the parts of a strip one after the other; all together fill the width, or their share of `most`."""
    whole, before = most or sum(counts), 0
    for column, number in enumerate(counts):
        if number:
            part = length(number, whole)
            yield Part(column, length(before, whole), part, number, part >= ROOM)
            before += number


class Tick(NamedTuple):
    """A year below a line: how far along, and how its name is set there (an SVG text-anchor)."""

    year: int
    along: float
    anchor: str


class Growth(NamedTuple):
    """Members over the years, as a line of steps: SVG paths in a box of 100 by 100, and the years below it."""

    line: str
    area: str
    ticks: tuple[Tick, ...]


def growth(years: Sequence[Joined], last: int) -> Growth | None:
    """Return the line from the first year to the year `last`; None where it would have nowhere to go."""
    if not years or years[0].year >= last:
        return None
    begins, most = years[0].year, years[-1].total
    steps = [f"M0 {_high(0, most)}"]
    for year, _, total in years:
        steps.append(f"H{length(year - begins, last - begins):g}V{_high(total, most)}")
    line = f"{''.join(steps)}H100"
    return Growth(line, f"{line}V100H0Z", tuple(_ticks(begins, last)))


def _high(total: int, most: int) -> str:
    return f"{100 - length(total, most):g}"


def _ticks(begins: int, last: int) -> Iterator[Tick]:
    """Yield the first and the last year, and round ones between that are far enough from both."""
    span = last - begins
    yield Tick(begins, 0, "start")
    step = next(step for step in _steps() if span / step <= MOST_YEARS)
    for year in range(begins // step * step + step, last, step):
        along = length(year - begins, span)
        if APART <= along <= 100 - APART:
            yield Tick(year, along, "middle")
    yield Tick(last, 100, "end")


def _steps() -> Iterator[int]:
    step = 1
    while True:
        yield from (step, 2 * step, 5 * step)
        step *= 10
