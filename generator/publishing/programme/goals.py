"""The goals of the tracks over the years, with the figures that initiatives reached towards them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publishing.programme.progress import reached

if TYPE_CHECKING:
    from generator.publishing.programme.progress import Count
    from generator.publishing.weave import Weave
    from generator.records.track import Goal


@dataclass(frozen=True, slots=True)
class Reached:
    """A goal and what was counted towards its target; None where nothing was counted yet."""

    goal: Goal
    count: Count | None

    @property
    def figure(self) -> float | None:
        """The figure that stands against the target."""
        return self.count.figure if self.count else None

    @property
    def met(self) -> bool:
        """Tell whether the target is reached; False where either is missing."""
        return self.figure is not None and self.goal.target is not None and self.figure >= self.goal.target


def goals_by_year(slug: str, weave: Weave) -> dict[int, tuple[Reached, ...]]:
    """Return a track's goals by year, the latest first, in the order of the file within a year."""
    found: dict[int, list[Reached]] = defaultdict(list)
    initiatives = [initiative for _, initiative in weave.by_track.get(slug, ())]
    for goal in weave.site.federation.tracks[slug].goals:
        found[goal.year].append(Reached(goal, reached(goal.id, initiatives, weave.site.today)))
    return {year: tuple(goals) for year, goals in sorted(found.items(), reverse=True)}


def goals_of(year: int, slug: str, weave: Weave) -> tuple[Reached, ...]:
    """Return a track's goals of one year."""
    return goals_by_year(slug, weave).get(year, ())
