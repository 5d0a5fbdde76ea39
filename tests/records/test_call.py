"""A call's dates and state."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from generator.records.call import Call, CallState


def call(*deadlines: dict[str, str], **more: Any) -> Call:
    texts = {"title": "Mense", "kind": "call_to_action", "published": "2026-03-01", **more}
    return Call.model_validate(
        {**texts, "deadlines": [{"id": f"d{place}", **one} for place, one in enumerate(deadlines)]}
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ({"at": "2026-03-28T12:00"}, "2026-03-28T11:00+00:00"),
        ({"at": "2026-03-29T12:00"}, "2026-03-29T10:00+00:00"),
        ({"at": "2026-03-29"}, "2026-03-29T22:00+00:00"),
        ({"at": "2026-10-24"}, "2026-10-24T22:00+00:00"),
        ({"at": "2026-10-25"}, "2026-10-25T23:00+00:00"),
        ({"at": "2026-10-25", "kind": "opening"}, "2026-10-24T22:00+00:00"),
        ({"at": "2026-07-01T12:00", "zone": "Europe/London"}, "2026-07-01T11:00+00:00"),
        ({"at": "2026-07-01T12:00Z", "zone": "Europe/London"}, "2026-07-01T12:00+00:00"),
        ({"at": "2026-07-01T12:00+02:00"}, "2026-07-01T10:00+00:00"),
    ],
)
def test_a_day_lasts_to_its_end_and_a_time_is_local_to_its_zone(deadline: dict[str, str], expected: str) -> None:
    assert call(deadline).deadlines[0].moment == datetime.fromisoformat(expected)


OPENING = {"kind": "opening", "at": "2026-03-10T09:00"}
CLOSING = {"kind": "submission", "at": "2026-03-30T12:00"}


@pytest.mark.parametrize(
    ("deadlines", "now", "state"),
    [
        ([OPENING, CLOSING], "2026-03-10T08:59:59+01:00", CallState.UPCOMING),
        ([OPENING, CLOSING], "2026-03-10T09:00:00+01:00", CallState.OPEN),
        ([OPENING, CLOSING], "2026-03-23T11:59:59+02:00", CallState.OPEN),
        ([OPENING, CLOSING], "2026-03-23T12:00:00+02:00", CallState.CLOSING),
        ([OPENING, CLOSING], "2026-03-30T11:59:59+02:00", CallState.CLOSING),
        ([OPENING, CLOSING], "2026-03-30T12:00:00+02:00", CallState.CLOSED),
        ([CLOSING], "2026-02-28T23:59:59+01:00", CallState.UPCOMING),
        ([CLOSING], "2026-03-01T00:00:00+01:00", CallState.OPEN),
        ([], "2036-01-01T00:00:00+01:00", CallState.OPEN),
        ([{"kind": "questions", "at": "2026-03-20"}, CLOSING], "2026-03-21T00:00:00+01:00", CallState.OPEN),
        ([CLOSING, {"kind": "registration", "at": "2026-04-30"}], "2026-04-01T00:00:00+02:00", CallState.OPEN),
        ([{"kind": "results", "at": "2026-03-05"}], "2026-03-06T00:00:00+01:00", CallState.OPEN),
    ],
)
def test_a_state_follows_from_the_dates_and_the_time(
    deadlines: list[dict[str, str]], now: str, state: CallState
) -> None:
    assert call(*deadlines).state(at(now)) is state


def test_a_cancelled_call_is_cancelled_at_any_time() -> None:
    cancelled = call(CLOSING, cancelled={"on": "2026-03-05"})
    assert {cancelled.state(at(f"2026-{month:02d}-01T00:00:00+00:00")) for month in range(1, 13)} == {
        CallState.CANCELLED
    }


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"min": "10", "max": "5"}, "a maximum above the minimum"),
        ({"share": "101"}, "less than or equal to 100"),
        ({"max": "-1"}, "greater than or equal to 0"),
        ({"currency": "euro"}, "should match pattern"),
    ],
)
def test_a_value_must_make_sense(value: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        call(value=value)


@pytest.mark.parametrize("zone", ["Europe/Roma", "", "../etc/passwd", "CEST", "localtime", "Factory"])
def test_an_unknown_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError, match="a time zone, such as Europe/Rome"):
        call({"at": "2026-03-30", "zone": zone})


@pytest.mark.parametrize("moment", ["2026-02-30", "2026-13-01", "2026-03-30T25:00", "2026-03-30T12:61"])
def test_an_impossible_time_is_refused(moment: str) -> None:
    with pytest.raises(ValidationError, match="a day of the calendar"):
        call({"at": moment})
