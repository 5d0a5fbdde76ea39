"""The table of calls and their states at given times, to which Python's rule and the script's are both held."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

TABLE = Path(__file__).parent / "call_states.json"


@dataclass(frozen=True)
class Case:
    """A call's texts and the state in which it stands at each time."""

    name: str
    texts: dict[str, Any]
    states: tuple[tuple[datetime, str], ...]


def cases() -> tuple[Case, ...]:
    """Read the table."""
    table: dict[str, dict[str, Any]] = json.loads(TABLE.read_text(encoding="utf-8"))["calls"]
    return tuple(
        Case(name, _texts(name, row), tuple((datetime.fromisoformat(at), state) for at, state in row["at"]))
        for name, row in table.items()
    )


def _texts(name: str, row: dict[str, Any]) -> dict[str, Any]:
    zone = row.get("zone", "Europe/Rome")
    kinds = (("opening", "opens"), ("submission", "closes"))
    dates = [{"id": kind, "kind": kind, "at": row[key], "zone": zone} for kind, key in kinds if key in row]
    cancelled = {"cancelled": {"on": "2026-01-01", "reason": "No funds."}} if row.get("cancelled") else {}
    published = row.get("published", "2026-01-01")
    return {"title": name, "kind": "call_to_action", "published": published, "deadlines": dates, **cancelled}
