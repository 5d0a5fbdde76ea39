"""How lately members' records were confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.clock import YEAR, months_before

if TYPE_CHECKING:
    from generator.records.member import Member


class Freshness(NamedTuple):
    """Records verified since this day a year ago, before that, and never; the day of the latest verification.

    A record says no more of its last change than this: the day on which somebody last found all of it right.
    """

    fresh: int
    older: int
    never: int
    latest: date | None


def freshness(members: Iterable[Member], today: date) -> Freshness:
    """Return the numbers of members' records."""
    since, fresh, older, never = months_before(today, YEAR), 0, 0, 0
    latest: date | None = None
    for member in members:
        if member.verified is None:
            never += 1
            continue
        day = member.verified.on
        latest = day if latest is None or day > latest else latest
        if day >= since:
            fresh += 1
        else:
            older += 1
    return Freshness(fresh, older, never, latest)
