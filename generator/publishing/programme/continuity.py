"""What became of one year's initiatives in the next: new, continued, concluded, dropped, or left where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.programme.goals import goals_of
from generator.publishing.weave import year_of
from generator.records.initiative import Initiative, InitiativeStatus

if TYPE_CHECKING:
    from generator.publishing.programme.goals import Reached
    from generator.publishing.weave import Weave


class Moved(NamedTuple):
    """An initiative that stands in the one year and not in the other, or that continues `before` (with its key)."""

    key: str
    initiative: Initiative
    earlier: str = ""
    before: Initiative | None = None

    def renamed(self, since: int) -> bool:
        """Tell whether it is not plain what it continues: another title, or a year before `since`."""
        return self.before is not None and (
            self.before.title != self.initiative.title or year_of(self.earlier) != since
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """A year beside the latest one before it that has a programme, `since`.

    `concluded`, `dropped` and `left` are those of the earlier year that nothing continues; `met` are that year's goals
    that were reached.
    """

    since: int
    new: tuple[Moved, ...]
    continued: tuple[Moved, ...]
    concluded: tuple[Moved, ...]
    dropped: tuple[Moved, ...]
    left: tuple[Moved, ...]
    met: tuple[Reached, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Moved, ...]], ...]:
        """The messages that name what happened, each with the initiatives to which it did; none that are empty."""
        groups = (
            (N_("New initiatives"), self.new),
            (N_("Initiatives that go on"), self.continued),
            (N_("Concluded initiatives"), self.concluded),
            (N_("Dropped initiatives"), self.dropped),
            (N_("Initiatives not taken up again"), self.left),
        )
        return tuple((name, moved) for name, moved in groups if moved)


def changes(year: int, weave: Weave) -> Changes | None:
    """Return what changed since the latest year before `year` that has a programme, None for the first one."""
    since = next((one for one in weave.by_year if one < year), None)
    if since is None:
        return None
    records = weave.site.federation.initiatives
    now = weave.by_year.get(year, ())
    ended = [Moved(key, one) for key, one in weave.by_year[since] if not _goes_on(key, year, weave)]
    return Changes(
        since=since,
        new=tuple(Moved(key, one) for key, one in now if one.continues is None),
        continued=tuple(Moved(key, one, one.continues, records[one.continues]) for key, one in now if one.continues),
        concluded=_of(ended, InitiativeStatus.CONCLUDED),
        dropped=_of(ended, InitiativeStatus.DROPPED),
        left=_of(ended, InitiativeStatus.PLANNED, InitiativeStatus.RUNNING),
        met=tuple(one for slug, _ in weave.tracks for one in goals_of(since, slug, weave) if one.met),
    )


def _goes_on(key: str, year: int, weave: Weave) -> bool:
    """Tell whether something continues it until `year`: what a later year takes up had ended by then."""
    return any(year_of(later) <= year for later in weave.continued_by.get(key, ()))


def _of(ended: list[Moved], *statuses: InitiativeStatus) -> tuple[Moved, ...]:
    return tuple(one for one in ended if one.initiative.status in statuses)
