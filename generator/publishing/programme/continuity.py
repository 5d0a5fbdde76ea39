"""What became of one year's initiatives in the next: new, continued, concluded, dropped, or left where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.initiative import Initiative, InitiativeStatus

if TYPE_CHECKING:
    from generator.publishing.weave import Initiatives, Weave


@dataclass(frozen=True, slots=True)
class Changes:
    """A year beside the one before it. `continued` pairs each initiative with the earlier one that it continues.

    `concluded`, `dropped` and `left` are those of the earlier year that nothing continues.
    """

    since: int
    new: Initiatives
    continued: tuple[tuple[str, Initiative, str, Initiative], ...]
    concluded: Initiatives
    dropped: Initiatives
    left: Initiatives


def changes(year: int, weave: Weave) -> Changes | None:
    """Return what changed since the latest year before `year` that has a programme, None for the first one."""
    since = next((one for one in weave.by_year if one < year), None)
    if since is None:
        return None
    records = weave.site.federation.initiatives
    now = weave.by_year[year]
    ended = [(key, one) for key, one in weave.by_year[since] if key not in weave.continued_by]
    return Changes(
        since=since,
        new=tuple((key, one) for key, one in now if one.continues is None),
        continued=tuple((key, one, one.continues, records[one.continues]) for key, one in now if one.continues),
        concluded=_of(ended, InitiativeStatus.CONCLUDED),
        dropped=_of(ended, InitiativeStatus.DROPPED),
        left=_of(ended, InitiativeStatus.PLANNED, InitiativeStatus.RUNNING),
    )


def _of(initiatives: list[tuple[str, Initiative]], *statuses: InitiativeStatus) -> Initiatives:
    return tuple((key, one) for key, one in initiatives if one.status in statuses)
