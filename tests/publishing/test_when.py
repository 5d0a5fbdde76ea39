"""Days and times in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.languages.language import Language
from generator.publishing import when
from generator.records.call import Deadline
from generator.records.initiative import Period

ENGLISH = Language.load("en")


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ({"at": "2026-11-24T12:00"}, "Tuesday, 24 November 2026 at 12:00 (Rome time)"),
        ({"at": "2026-11-24T12:00", "zone": "UTC"}, "Tuesday, 24 November 2026 at 12:00 (UTC time)"),
        ({"at": "2026-07-01T12:00Z"}, "Wednesday, 1 July 2026 at 14:00 (Rome time)"),
        ({"at": "2026-12-31T23:30Z"}, "Friday, 1 January 2027 at 00:30 (Rome time)"),
        ({"at": "2026-11-24"}, "Tuesday, 24 November 2026, until the end of the day (Rome time)"),
        ({"at": "2026-11-24", "kind": "opening"}, "Tuesday, 24 November 2026"),
        ({"at": "2026-11-24", "kind": "event"}, "Tuesday, 24 November 2026"),
    ],
)
def test_a_deadline_says_day_time_and_zone(deadline: dict[str, str], words: str) -> None:
    said = when.said(Deadline.model_validate({"id": "end", **deadline}), ENGLISH)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == words


def test_the_zone_is_not_parted_by_a_line_break() -> None:
    said = when.said(Deadline.model_validate({"id": "end", "at": "2026-11-24T12:00"}), ENGLISH)
    assert said.endswith("(Rome\N{NO-BREAK SPACE}time)")


def test_what_was_put_off_says_from_when() -> None:
    put_off = Deadline.model_validate({"id": "end", "at": "2026-11-24T12:00", "extended_from": "2026-11-10"})
    assert when.said_before(put_off, ENGLISH).startswith("Tuesday, 10 November 2026, until the end of the day")
    assert when.said_before(Deadline.model_validate({"id": "end", "at": "2026-11-24"}), ENGLISH) == ""


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"from": "2026-02-07", "to": "2026-10-31"}, "from 7 February 2026 to 31 October 2026"),
        ({"from": "2026-02-07", "to": "2026-02-07"}, "7 February 2026"),
        ({"from": "2026-02-07"}, "since 7 February 2026"),
    ],
)
def test_a_period_says_its_days(period: dict[str, str], words: str) -> None:
    assert when.period(Period.model_validate(period), ENGLISH) == words


def test_an_instant_is_utc_to_the_second() -> None:
    assert when.instant(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "2026-10-25T01:30:00Z"
    assert when.instant(datetime.fromisoformat("2026-11-24T12:00+01:00")) == "2026-11-24T11:00:00Z"
