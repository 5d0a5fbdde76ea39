"""The moment for which a command works: the present, or noon of a day that was asked for."""

from __future__ import annotations

from datetime import datetime

from generator.clock import noon_of, present


def asked_moment(day: datetime | None) -> datetime:
    """Return noon of a day in the federation's time zone, wherever the machine stands; the present without a day."""
    return present() if day is None else noon_of(day.date())
