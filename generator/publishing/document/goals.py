"""Goals as rows of a table, and the figures of a year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.publishing.document.words import Words
    from generator.publishing.programme.goals import Reached


def goal_rows(goals: Iterable[Reached], words: Words) -> list[dict[str, Any]]:
    """Return each goal with indicator, target, figure and the day of its count, each "" where it is not known."""
    return [
        {
            "text": words.text(one.goal.text),
            "indicator": words.text(one.goal.indicator),
            "target": "" if one.goal.target is None else words.number(one.goal.target),
            "figure": "" if one.figure is None else words.number(one.figure),
            "counted": words.date(one.count.day) if one.count else "",
            "met": one.met,
        }
        for one in goals
    ]
