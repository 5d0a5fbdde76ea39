"""Tones for countries, regions and provinces, so that no two neighbours share one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

MOST = 5
"""So many tones there are; a map on paper needs four, and the simple way to find them sometimes one more."""


def toned(areas: Iterable[str], neighbours: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Return a number below `MOST` for each area, another one than its neighbours'.

    The one with most neighbours chooses first (Welsh and Powell, 1967); one that finds none left takes the last.
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for one, other in neighbours:
        beside[one].add(other)
        beside[other].add(one)
    tones: dict[str, int] = {}
    for area in sorted(areas, key=lambda area: (-len(beside[area]), area)):
        taken = {tones.get(other) for other in beside[area]}
        tones[area] = next((tone for tone in range(MOST) if tone not in taken), MOST - 1)
    return tones
