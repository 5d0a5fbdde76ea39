"""Lists of calls cut into pages, on each of which they stand in groups by state and side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.records.call import CallState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.publishing.calls.call_words import CallWords
    from generator.publishing.weave import Calls

A_PAGE = 48
"""Calls on a page, beside those of the federation's own that the first page shows."""
OWN = 96
"""Calls of the federation's own that can still be joined and that the board's first page shows."""

GROUPS = ("own-open", "own-upcoming", "external-open", "external-upcoming", "closed", "cancelled")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a list; `groups` holds the slugs of its calls by group, every group present."""

    number: int
    count: int
    groups: Mapping[str, tuple[str, ...]]


def group(state: CallState, own: bool) -> str:
    """Return the name of the group that a call stands in; `calls.js` moves tiles by the same names."""
    if state in (CallState.CLOSED, CallState.CANCELLED):
        return state.value
    return f"{'own' if own else 'external'}-{'upcoming' if state is CallState.UPCOMING else 'open'}"


def sheets(calls: Calls, words: CallWords, own: int = 0) -> tuple[Sheet, ...]:
    """Return the pages of a list, at least one; `calls` come in the order in which they are read.

    So many of the federation's own that can be joined stand on the first page beside those that it has anyway.
    """
    grouped: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
    for slug, _ in calls:
        name = words.groups[slug]
        grouped[name].append((name, slug))
    mine = grouped["own-open"] + grouped["own-upcoming"]
    first, others = mine[:own], mine[own:] + [item for name in GROUPS[2:] for item in grouped[name]]
    chunks = [others[place : place + A_PAGE] for place in range(0, len(others), A_PAGE)] or [[]]
    chunks[0] = first + chunks[0]
    return tuple(
        Sheet(number, len(chunks), {name: tuple(slug for one, slug in chunk if one == name) for name in GROUPS})
        for number, chunk in enumerate(chunks, 1)
    )
