"""The federation's clock: its days begin and end in Rome, wherever a machine or a visitor stands."""

from __future__ import annotations

import os
from calendar import monthrange
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

HOME_ZONE = "Europe/Rome"
HOME = ZoneInfo(HOME_ZONE)

YEAR = 12
"""Months after which a record that nobody has confirmed may have become wrong."""

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable of the environment that says the seconds since 1970 at which a build shall be made."""


class WrongEpoch(ValueError):
    """The environment says no time; `found` is what it says."""

    def __init__(self, found: str) -> None:
        self.found = found
        super().__init__(f"{EPOCH}: {found!r} is no number of seconds since 1970")


def present() -> datetime:
    """Return the time of a repeatable build (reproducible-builds.org), else the machine's, in UTC.

    Raise `WrongEpoch` when the environment says no time.
    """
    epoch = os.environ.get(EPOCH)
    if not epoch:
        return datetime.now(UTC)
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise WrongEpoch(epoch) from None


def day_of(moment: datetime) -> date:
    """Return the federation's day at a moment."""
    return moment.astimezone(HOME).date()


def day_at(seconds: float) -> date:
    """Return the federation's day so many seconds after the beginning of 1970."""
    return day_of(datetime.fromtimestamp(seconds, UTC))


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, the month's last where it has no such day; no day before year 1."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, min(day.day, monthrange(max(year, 1), month + 1)[1]))


def noon_of(day: date) -> datetime:
    """Return the middle of one of the federation's days."""
    return datetime.combine(day, time(12), HOME)
