"""The colours of the tracks where no stylesheet reaches: in mail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.records.track import Track

DAYS = ("#1f5a96", "#a8431f", "#1f6b4a", "#74398a")
"""Those of tracks that name none, as in the theme's tokens; bright enough to be seen as a line at night too."""


class Thread(NamedTuple):
    """A track's line."""

    number: int
    colour: str


def threads(tracks: Iterable[Track]) -> tuple[Thread, ...]:
    """Return the line of each track, in their order; a federation without tracks has four."""
    found = sorted((track.number, track.colour or DAYS[(track.number - 1) % 4]) for track in tracks)
    return tuple(Thread(number, colour) for number, colour in found or enumerate(DAYS, 1))
