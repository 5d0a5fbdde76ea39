"""The figures as open data: `/api/v1/figures.json`. Keys are stable; `docs/figures.md` says what each holds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from generator.publishing.figures.works import STATUSES
from generator.publishing.weave import STATES

if TYPE_CHECKING:
    from generator.publishing.figures.membership import Membership
    from generator.publishing.figures.numbers import Numbers
    from generator.publishing.figures.row import Row
    from generator.publishing.figures.trade import Course, Trade

PATH = "api/v1/figures.json"

_EXCHANGES = ("offers", "needs", "concluded")


def figures_json(numbers: Numbers) -> bytes:
    """Return the figures as JSON in UTF-8."""
    return (json.dumps(_everything(numbers), ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def _everything(numbers: Numbers) -> dict[str, object]:
    return {
        "date": numbers.day.isoformat(),
        "members": _members(numbers.membership),
        "exchanges": _exchanges(numbers.trade),
        "matches": numbers.meeting._asdict(),
        "chains": [{**one._asdict(), "stages": list(one.stages)} for one in numbers.chains],
        "calls": _years(numbers.calls, [state.value for state in STATES]),
        "initiatives": _years(numbers.initiatives, [status.value for status in STATUSES]),
        "records": {
            **numbers.freshness._asdict(),
            "latest": numbers.freshness.latest.isoformat() if numbers.freshness.latest else None,
        },
    }


def _members(found: Membership) -> dict[str, object]:
    return {
        "count": found.members,
        "ceased": found.ceased,
        "by_status": {status.value: number for status, number in found.statuses},
        "by_sector": _rows(found.sectors, ("members",)),
        "by_kind": _rows(found.kinds, ("members",)),
        "by_region": _rows(found.regions, ("members",), "provinces"),
        "by_year": [one._asdict() for one in found.years],
        "undated": found.undated,
    }


def _exchanges(found: Trade) -> dict[str, object]:
    return {
        "offers": _course(found.offers),
        "needs": _course(found.needs),
        "by_group": _rows(found.groups, _EXCHANGES),
        "by_kind": _rows(found.kinds, _EXCHANGES),
        "by_region": _rows(found.regions, _EXCHANGES, "provinces"),
    }


def _course(course: Course) -> dict[str, int]:
    return {**course._asdict(), "standing": course.standing}


def _rows(rows: Iterable[Row], columns: Sequence[str], parts: str = "") -> list[dict[str, object]]:
    return [
        {
            "key": row.key,
            "label": row.label,
            **dict(zip(columns, row.counts, strict=True)),
            **({parts: _rows(row.parts, columns)} if parts else {}),
        }
        for row in rows
    ]


def _years(rows: Iterable[Row], columns: Sequence[str]) -> list[dict[str, object]]:
    return [{"year": int(row.key), **dict(zip(columns, row.counts, strict=True))} for row in rows]
