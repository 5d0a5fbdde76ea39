"""When records of members were last confirmed, and what they leave empty."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from generator.clock import YEAR, months_before
from generator.records.member import Member

EXPECTED: tuple[tuple[str, ...], ...] = (
    ("summary",),
    ("address",),
    ("contacts",),
    ("activities",),
    ("services",),
    ("serves",),
    ("size", "employees"),
    ("identifiers", "register"),
    ("logo",),
    ("consent",),
)
"""What a record should say, by keys of the file, the most useful first; offers and needs come and go."""


class Freshness(IntEnum):
    """How long ago somebody confirmed a record, the longest last."""

    FRESH = 0
    """Within half a year."""
    DUE = 1
    """Within a year."""
    STALE = 2
    """Longer ago."""
    NEVER = 3
    """Nobody ever did."""


def freshness(member: Member, today: date) -> Freshness:
    """Return how fresh a record is on a day."""
    if member.verified is None:
        return Freshness.NEVER
    if member.verified.on >= months_before(today, YEAR // 2):
        return Freshness.FRESH
    return Freshness.DUE if member.verified.on >= months_before(today, YEAR) else Freshness.STALE


def missing_fields(member: Member) -> tuple[tuple[str, ...], ...]:
    """Return the expected fields that a record leaves empty."""
    return tuple(field for field in EXPECTED if not _told(member, field))


def _told(member: Member, field: tuple[str, ...]) -> bool:
    here: object = member
    for key in field:
        # The key of a file and the name in the model differ for the register alone.
        here = getattr(here, "entry" if key == "register" else key, None)
    return here not in (None, "", ())
