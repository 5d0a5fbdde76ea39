"""The federation's days."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest

import generator.theme
from generator.checking.calendar import unverified
from generator.clock import HOME_ZONE, YEAR, day_of, months_before, noon_of
from generator.matching.freshness import Freshness, freshness
from generator.publishing.figures.freshness import freshness as counted
from generator.publishing.office.reminders import due
from tests.publishing.enrolled import enrolled, members


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2026, 11, 25), 12, date(2025, 11, 25)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2028, 3, 1), 12, date(2027, 3, 1)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(1, 2, 1), 12, date(1, 2, 1)),
    ],
)
def test_so_many_months_ago_is_the_same_day_or_the_last_of_its_month(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-22T22:59:59Z", date(2026, 11, 22)),
        ("2026-11-22T23:00:00Z", date(2026, 11, 23)),
        ("2026-06-30T22:00:00Z", date(2026, 7, 1)),
        ("2026-07-01T23:59:59+14:00", date(2026, 7, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_rome(moment: str, day: date) -> None:
    assert day_of(datetime.fromisoformat(moment)) == day
    assert day_of(noon_of(day)) == day


@pytest.mark.parametrize(("day", "stale"), [("2027-03-01", False), ("2027-02-28", True)])
def test_a_record_is_out_of_date_everywhere_on_the_same_day(day: str, *, stale: bool) -> None:
    texts = {"name": "Aurora", "verified": {"on": day, "by": "Office"}}
    built = enrolled({"aurora": texts}, now="2028-03-01T12:00+01:00")
    federation, today = built.federation, built.today
    (member,) = federation.members.values()
    assert (unverified(federation, today) == 1) is stale
    assert (freshness(member, today) is Freshness.STALE) is stale
    assert (counted([member], today).older == 1) is stale
    assert (due(federation, today, YEAR) == ("aurora",)) is stale
    assert ("More than a year has gone by" in members(built)["members/aurora/"].body()) is stale


def test_scripts_go_by_the_same_days() -> None:
    scripts = [path for path in Path(generator.theme.__path__[0]).rglob("*.js") if "vendor" not in path.parts]
    named = {zone for path in scripts for zone in re.findall(r'ZONE = "([^"]*)"', path.read_text(encoding="utf-8"))}
    assert named == {HOME_ZONE}
