"""Calendars, read back by a parser that shares no code with what writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from generator.publishing.following.calendars import MOST
from generator.publishing.site import Site
from tests.publishing.followed import calendars, followed, remembered
from tests.publishing.woven import a_call, a_member, an_initiative

ALL = "calendars/all.ics"


def read(data: bytes) -> list[Any]:
    """Return a calendar's events as vobject reads them."""
    text = data.decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "lines are folded at 75 bytes (RFC 5545, 3.1)"
    assert "\n" not in text.replace("\r\n", "")
    return list(vobject.readOne(text).contents.get("vevent", []))


def events(site: Site, path: str = ALL) -> dict[str, Any]:
    """Return the events of a calendar by what stands before the host in their identifiers."""
    return {event.uid.value.partition("@")[0]: event for event in read(calendars(site)[path].make())}


def event_at(at: str, **more: Any) -> Any:
    """Return the event of a deadline."""
    deadline = {"id": "end", "at": at, **more}
    return events(followed(calls={"one": a_call(deadlines=[deadline])}))["call/one/end"]


def test_a_deadline_with_a_time_is_at_that_time_in_its_zone() -> None:
    event = event_at("2026-11-30T12:00")
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 11, 30, 11, tzinfo=UTC)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Rome"]
    assert not hasattr(event, "dtend")
    assert event.transp.value == "TRANSPARENT"


@pytest.mark.parametrize(
    ("at", "zone", "utc"),
    [
        ("2026-03-29T01:59", "Europe/Rome", "2026-03-29T00:59"),
        ("2026-03-29T03:00", "Europe/Rome", "2026-03-29T01:00"),
        ("2026-03-29T02:30", "Europe/Rome", "2026-03-29T01:30"),
        ("2026-10-25T02:30", "Europe/Rome", "2026-10-25T00:30"),
        ("2026-10-25T02:30+01:00", "Europe/Rome", "2026-10-25T01:30"),
        ("2026-10-25T03:00", "Europe/Rome", "2026-10-25T02:00"),
        ("2026-10-24T12:00", "Europe/Rome", "2026-10-24T10:00"),
        ("2026-10-26T12:00", "Europe/Rome", "2026-10-26T11:00"),
        ("2026-03-29T12:00", "Europe/London", "2026-03-29T11:00"),
        ("2026-07-01T12:00Z", "Europe/Rome", "2026-07-01T12:00"),
        ("2026-07-01T12:00", "UTC", "2026-07-01T12:00"),
        ("2026-07-01T12:00", "America/New_York", "2026-07-01T16:00"),
        ("2026-07-01T12:00", "Asia/Kathmandu", "2026-07-01T06:15"),
    ],
)
def test_a_time_is_the_same_instant_in_a_calendar_whatever_the_clocks_do(at: str, zone: str, utc: str) -> None:
    begins = event_at(at, zone=zone).dtstart.value
    assert begins.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_each_zone_that_is_named_is_defined_once() -> None:
    deadlines = [
        {"id": "a", "at": "2026-05-01T12:00"},
        {"id": "b", "at": "2026-06-01T12:00"},
        {"id": "c", "at": "2026-06-01T12:00", "zone": "Europe/London"},
        {"id": "d", "at": "2026-06-01", "zone": "Asia/Tokyo"},
    ]
    text = calendars(followed(calls={"one": a_call(deadlines=deadlines)}))[ALL].make().decode()
    zones = re.findall(r"BEGIN:VTIMEZONE\r\nTZID:([^\r]+)", text)
    assert zones == ["Europe/London", "Europe/Rome"]
    assert set(re.findall(r";TZID=([^:;]+)", text)) == set(zones)


@pytest.mark.parametrize(
    "zone",
    [
        "Europe/Rome",
        "Europe/Brussels",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "Africa/Cairo",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
    ],
)
def test_a_zone_changes_its_clocks_at_the_instants_at_which_its_people_do(zone: str) -> None:
    deadlines = [{"id": f"d{year}", "at": f"{year}-06-01T12:00", "zone": zone} for year in (2023, 2026)]
    changes = sorted(onsets(calendars(followed(calls={"one": a_call(deadlines=deadlines)}))[ALL].make().decode()))
    known = ZoneInfo(zone)
    for (_, before), (at, after) in pairwise(changes):
        assert (at - timedelta(seconds=1)).astimezone(known).utcoffset() == before
        assert at.astimezone(known).utcoffset() == after
    for day in range(4 * 365):
        noon = datetime(2023, 1, 2, 12, tzinfo=UTC) + timedelta(day)
        assert [after for at, after in changes if at <= noon][-1] == noon.astimezone(known).utcoffset(), noon


def onsets(calendar: str) -> Iterator[tuple[datetime, timedelta]]:
    """Yield the instants at which the clocks of a calendar's zone change, and what they are ahead of UTC from then."""
    for change in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)(.+?)END:", calendar.replace("\r\n ", ""), re.DOTALL):
        told = dict(line.split(":") for line in change.split())
        before, after = (datetime.strptime(told[f"TZOFFSET{way}"], "%z").tzinfo for way in ("FROM", "TO"))
        for start in [told["DTSTART"], *told.get("RDATE", "").split(",")]:
            if start:
                yield datetime.fromisoformat(start).replace(tzinfo=before), after.utcoffset(None)


def test_clocks_go_forward_at_the_hour_that_they_leave_out() -> None:
    text = calendars(followed(calls={"one": a_call(deadlines=[{"id": "end", "at": "2026-05-01T12:00"}])}))[ALL].make()
    assert re.findall(r"DTSTART:(\d{8}T\d+)\r\n(?:RDATE:([^\r]+)\r\n)?TZNAME:(\w+)", text.decode()) == [
        ("20260101T000000", "", "CET"),
        ("20260329T020000", "20270328T020000", "CEST"),
        ("20261025T030000", "20271031T030000", "CET"),
    ]


def test_a_day_is_a_whole_day() -> None:
    event = event_at("2026-11-30")
    assert event.dtstart.value == date(2026, 11, 30)
    assert event.dtend.value == date(2026, 12, 1)


def test_an_event_says_what_ends_of_what_and_where_more_is_told() -> None:
    call = a_call(
        title="Who cooks; and, perhaps, eats?",
        summary="Kitchens\\for schools.",
        theme="food, drink",
        url="https://foundation.example/a;b,c",
        deadlines=[{"id": "end", "at": "2026-11-30", "extended_from": "2026-11-15"}],
    )
    event = events(followed(calls={"one": call}))["call/one/end"]
    assert event.summary.value == "Submission until: Who cooks; and, perhaps, eats?"
    assert event.description.value.split("\n\n") == [
        "Kitchens\\for schools.",
        "extended from Sunday, 15 November 2026, until the end of the day (Rome\N{NO-BREAK SPACE}time)",
        "https://foundation.example/a;b,c",
        "https://seven.example/rivers/calls/one/",
    ]
    assert event.url.value == "https://seven.example/rivers/calls/one/"
    assert event.status.value == "CONFIRMED"
    assert event.categories.value == ["Call to action", "food, drink"]


def test_no_text_of_a_record_can_begin_a_line_of_the_calendar() -> None:
    call = a_call(title="BEGIN:VEVENT", summary="x" * 70 + " END:VCALENDAR")
    assert len(read(calendars(followed(calls={"one": call}))[ALL].make())) == 1


def test_a_withdrawn_call_and_a_dropped_initiative_are_cancelled_and_what_was_reached_is_not() -> None:
    step = {"date": "2026-12-01", "title": "Step"}
    found = events(
        followed(
            calls={"one": a_call(cancelled={"on": "2026-11-01", "reason": "The kitchen was sold."})},
            initiatives={
                "2026/meet": an_initiative(
                    status="dropped", milestones=[{**step, "id": "a"}, {**step, "id": "b", "done_on": "2026-11-02"}]
                )
            },
        )
    )
    assert found["call/one/end"].status.value == "CANCELLED"
    assert found["call/one/end"].summary.value == "Cancelled: Who cooks?"
    assert found["call/one/end"].description.value.startswith("The kitchen was sold.")
    assert found["initiative/2026/meet/a"].status.value == "CANCELLED"
    assert found["initiative/2026/meet/b"].status.value == "CONFIRMED"
    assert found["initiative/2026/meet/b"].description.value.startswith("done on 2 November 2026")


BEFORE = "title: Who cooks?\ndeadlines: [{id: end, at: 2026-11-15}, {id: open, at: 2026-11-01}]\n"
AFTER = BEFORE.replace("2026-11-15", "2026-11-30")
TWO = a_call(deadlines=[{"id": "end", "at": "2026-11-30"}, {"id": "open", "at": "2026-11-01"}])
FIRST, SECOND = 1_760_000_000, 1_761_000_000


def test_a_change_of_one_date_raises_the_sequence_of_its_event_alone() -> None:
    before = events(followed(remembered(calls__one=[(FIRST, "", BEFORE)]), calls={"one": TWO}))
    history = remembered(calls__one=[(FIRST, "", BEFORE), (SECOND, BEFORE, AFTER)])
    after = events(followed(history, calls={"one": TWO}))
    assert before.keys() == after.keys() == {"call/one/end", "call/one/open"}
    assert (before["call/one/end"].sequence.value, after["call/one/end"].sequence.value) == ("0", "1")
    assert after["call/one/end"].last_modified.value == datetime.fromtimestamp(SECOND, UTC)
    assert after["call/one/end"].dtstamp.value == datetime.fromtimestamp(SECOND, UTC)
    assert after["call/one/open"].serialize() == before["call/one/open"].serialize()
    assert after["call/one/open"].sequence.value == "0"


def test_without_history_the_records_own_dates_stand() -> None:
    event = event_at("2026-11-30")
    assert event.dtstamp.value == event.created.value == datetime(2026, 10, 1, tzinfo=UTC)
    assert event.sequence.value == "0"


def test_a_record_that_was_renamed_keeps_its_identifiers() -> None:
    renamed = events(
        followed(
            calls={"new": a_call(former_slugs=["old", "middle"])},
            initiatives={
                "2026/new": an_initiative(
                    former_slugs=["old"], milestones=[{"id": "a", "date": "2026-12-01", "title": "Step"}]
                )
            },
        )
    )
    assert renamed.keys() == {"call/old/end", "initiative/2026/old/a"}


def test_two_builds_on_different_days_are_the_same_bytes() -> None:
    records: dict[str, Any] = {"calls": {"one": a_call()}, "members": {"aurora": a_member()}}
    earlier, later = (followed(now=now, **records) for now in ("2026-11-22T10:00+01:00", "2027-06-01T10:00+02:00"))
    assert {path: one.make() for path, one in calendars(earlier).items()} == {
        path: one.make() for path, one in calendars(later).items()
    }


def test_the_key_of_a_calendar_changes_with_its_events_and_with_no_other() -> None:
    def keys(**more: Any) -> dict[str, bytes]:
        calls = {"one": a_call(track="people", theme="food"), "two": a_call(track="connections", **more)}
        return {path: making.key for path, making in calendars(followed(calls=calls)).items()}

    before, after = keys(), keys(summary="New")
    assert {path for path in before if before[path] != after[path]} == {ALL, "calendars/tracks/connections.ics"}


BRESCIA, MILANO, TORINO = "017029", "015146", "001272"
SCATTERED: dict[str, Any] = {
    "members": {
        "brixia": a_member("Brixia", address={"municipality": BRESCIA}),
        "meda": a_member("Meda", address={"municipality": MILANO}),
        "adrift": a_member("Adrift"),
    },
    "calls": {
        "everybody": a_call(theme="Food"),
        "lombardy": a_call(criteria={"area": ["IT-25"]}, theme="food", track="people"),
        "brescia": a_call(criteria={"area": ["IT-BS"]}, initiative="2026/meet"),
        "turin": a_call(criteria={"area": [TORINO]}),
        "external": a_call(kind="external_tender"),
        "open": a_call(deadlines=[], theme="undated"),
    },
    "initiatives": {
        "2026/meet": an_initiative(milestones=[{"id": "a", "date": "2026-12-01", "title": "Step"}]),
        "2026/bare": an_initiative(),
    },
}


def test_there_is_a_calendar_for_all_and_for_each_track_theme_province_initiative_and_addressed_member() -> None:
    found = {path: set(events(followed(**SCATTERED), path)) for path in calendars(followed(**SCATTERED))}
    every = {"everybody", "lombardy", "brescia", "turin", "external"}

    def of(*slugs: str) -> set[str]:
        return {f"call/{slug}/end" for slug in slugs}

    step = {"initiative/2026/meet/a"}
    assert found == {
        ALL: of(*every) | step,
        "calendars/tracks/people.ics": of("lombardy"),
        "calendars/tracks/connections.ics": of("brescia") | step,
        "calendars/theme/food.ics": of("everybody", "lombardy"),
        "calendars/province/brescia.ics": of("everybody", "lombardy", "brescia", "external"),
        "calendars/province/milano.ics": of("everybody", "lombardy", "external"),
        "calendars/province/torino.ics": of("everybody", "turin", "external"),
        "calendars/programme/2026/meet.ics": of("brescia") | step,
        "calendars/members/brixia.ics": of("everybody", "lombardy", "brescia"),
        "calendars/members/meda.ics": of("everybody", "lombardy"),
    }


def test_a_members_calendar_holds_the_calls_published_last() -> None:
    calls = {
        f"c{number}": a_call(criteria={"area": ["IT"]}, published=str(date(2026, 1, 1) + timedelta(days=number)))
        for number in range(MOST + 2)
    }
    built = followed(calls=calls, members={"brixia": SCATTERED["members"]["brixia"]})
    found = events(built, "calendars/members/brixia.ics")
    assert set(found) == {f"call/c{number}/end" for number in range(2, MOST + 2)}


def test_a_calendar_without_dates_holds_a_zone_as_it_must_hold_something() -> None:
    text = calendars(followed())[ALL].make().decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "BEGIN:VEVENT" not in text
    assert "X-PUBLISHED-TTL:PT12H" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H" in text


def test_a_site_without_address_has_no_calendars() -> None:
    assert calendars(followed(url="", **SCATTERED)) == {}
