"""An initiative as a tile says it: its days, its progress, the milestone that comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.publishing import when
from generator.publishing.programme.progress import (
    MilestoneState,
    Progress,
    milestone_state,
    next_step,
    progress,
    steps,
)

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.initiative import Initiative, Milestone


@dataclass(frozen=True)
class InitiativeWords:
    """Says initiatives for templates, in the site's language and on its day."""

    site: Site

    def period(self, initiative: Initiative) -> str:
        """Return its period in words, else the day of its announcement, else nothing."""
        if initiative.period:
            return when.period(initiative.period, self.site.language)
        return self.site.language.date(initiative.announced) if initiative.announced else ""

    def progress(self, initiative: Initiative) -> Progress:
        """Return how many milestones are done."""
        return progress(initiative, self.site.today)

    def next_step(self, initiative: Initiative) -> Milestone | None:
        """Return the first milestone that is still to come, None without one."""
        return next_step(initiative, self.site.today)

    def late(self, initiative: Initiative) -> tuple[Milestone, ...]:
        """Return the milestones that should have been done by now."""
        return steps(initiative, self.site.today, MilestoneState.LATE)

    def states(self, initiative: Initiative) -> list[str]:
        """Return the code of each milestone's state, in the order of their days."""
        inorder = sorted(initiative.milestones, key=lambda milestone: (milestone.date, milestone.id))
        return [milestone_state(milestone, initiative, self.site.today).value for milestone in inorder]
