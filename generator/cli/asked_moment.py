"""The moment for which a command works: now, or noon of a day that was asked for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Rome")


def asked_moment(day: datetime | None) -> datetime:
    """Return noon of a day in the federation's time zone, wherever the machine stands; now without a day."""
    return datetime.now(HOME) if day is None else day.replace(hour=12, tzinfo=HOME)
