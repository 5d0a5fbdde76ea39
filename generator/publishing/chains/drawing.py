"""A supply chain drawn as a weave: stages are the warp, members beads on it, what passes between stages the weft.

Lengths are in the units of the drawing's viewBox, in which letters are `LETTER` wide on average. `drawing_wide` lays
the stages out from left to right, `drawing_tall` from top to bottom.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from generator.matching.chain_flows import Flow
from generator.matching.chains import FilledStage

LETTER = 7.9
STICKING_OUT = 1.1
"""A word that is longer than its line by no more than this stays whole: that reads better than a cut."""
MOST_BEADS = 8
"""So many members of a stage are drawn by name; the others are counted."""


@dataclass(frozen=True, slots=True)
class Bead:
    """A member on its stage's thread: the middle of the bead, and the lines of its name beside it.

    `offers` tells those that offer it today from those that only could; `only` is the one that others hang on.
    """

    slug: str
    name: str
    lines: tuple[str, ...]
    x: float
    y: float
    offers: bool
    only: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The place that a gap leaves open: a tile, and how many members are missing in it."""

    x: float
    y: float
    width: float
    height: float
    missing: int


@dataclass(frozen=True, slots=True)
class Strung:
    """A stage's members below each other, the opening of a gap, where the thread ends, and where there is room again.

    `more` is how many members are not drawn by name; that is told at `more_y`.
    """

    beads: tuple[Bead, ...]
    opening: Opening | None
    more: int
    more_y: float
    thread: float
    ends: float


@dataclass(frozen=True, slots=True)
class Warp:
    """A stage: its mark's middle, the lines of its name, where its thread ends, and what is strung on it."""

    filled: FilledStage
    lines: tuple[str, ...]
    x: float
    y: float
    ends: float
    strung: Strung


@dataclass(frozen=True, slots=True)
class Weft:
    """A flow: its path and arrowhead as SVG draws them, where it leaves, and the lines of what passes from `text`."""

    flow: Flow
    path: str
    head: str
    start: tuple[float, float]
    lines: tuple[str, ...]
    text: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template draws."""

    width: float
    height: float
    warps: tuple[Warp, ...]
    wefts: tuple[Weft, ...]


def wrapped(text: str, width: float, most: int) -> tuple[str, ...]:
    """Return text on lines that fit a width; what does not fit on the last one ends in dots."""
    letters = max(6, int(width / LETTER))
    longest = int(letters * STICKING_OUT)
    words = (word if len(word) <= longest else _hyphenated(word, letters) for word in text.split())
    lines = wrap(" ".join(words), letters, break_long_words=False, break_on_hyphens=False)
    if len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], (last if len(last) < letters else last[: letters - 1].rstrip(" ,")) + "…"]
    return tuple(lines)


def _hyphenated(word: str, letters: int) -> str:
    """Return a word that is too long for any line in pieces."""
    return "- ".join(word[start : start + letters - 1] for start in range(0, len(word), letters - 1))


def told(flow: Flow) -> str:
    """Return what passes as one text."""
    return ", ".join(flow.things)


def lanes(spans: Iterable[tuple[float, float]]) -> list[int]:
    """Return a lane for each span, in their order: the first in which it overlaps none before it."""
    taken: list[list[tuple[float, float]]] = []
    found: list[int] = []
    for begins, ends in spans:
        free = (
            number
            for number, others in enumerate(taken)
            if all(ends <= other[0] or other[1] <= begins for other in others)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((begins, ends))
        found.append(lane)
    return found


def arrow(x: float, y: float, *, leftward: bool = False) -> str:
    """Return the path of an arrowhead whose tip is at a point."""
    back = 8 if leftward else -8
    return f"M{x + back:g} {y - 4.5:g}L{x:g} {y:g}l{back:g} 4.5"


def strung(filled: FilledStage, x: float, y: float, width: float, line: float, between: float) -> Strung:
    """String a stage's members on its thread below `y`, then the opening of a gap.

    `width` is that of the names, `line` the height of a line of theirs, `between` the room between two of them.
    """
    beads: list[Bead] = []
    thread = y
    for filler in filled.fillers[:MOST_BEADS]:
        lines = wrapped(filler.name, width, 2)
        thread = y + line / 2
        beads.append(Bead(filler.slug, filler.name, lines, x, thread, filler.offers, filled.is_single_point))
        y += (len(lines) + filled.is_single_point) * line + between
    more, more_y = len(filled.fillers) - len(beads), y + line / 2
    if more:
        thread, y = more_y, y + line + between
    opening = None
    if filled.is_gap:
        opening = Opening(x - 10, y, width + 26, 2.2 * line, filled.missing)
        thread, y = y, y + opening.height + between
    return Strung(tuple(beads), opening, more, more_y, thread, y)
