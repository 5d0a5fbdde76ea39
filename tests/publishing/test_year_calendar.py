"""The page of a year's dates."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator.publishing.programme.calendar import months, outside
from generator.publishing.programme.dates import dates
from generator.publishing.weave import Weave
from tests.publishing.woven import TRACKS, a_call, a_member, an_initiative, body, page, pages, words, woven

ADDRESS = "programme/calendar-2026/"
RECORDS: dict[str, Any] = {
    "tracks": TRACKS,
    "initiatives": {
        "2026/meet": an_initiative(
            status="running",
            milestones=[
                {"id": "a", "title": "Begun", "date": "2026-03-01", "done_on": "2026-03-02"},
                {"id": "b", "title": "Half way", "date": "2026-10-01"},
                {"id": "c", "title": "Ended", "date": "2026-12-15"},
                {"id": "d", "title": "Told", "date": "2027-02-10"},
                {"id": "e", "title": "Prepared", "date": "2025-12-10", "done_on": "2025-12-10"},
            ],
            calls=["cook"],
            partners=[{"member": "aurora"}],
        ),
        "2026/care": an_initiative(title="Care", track="people", period={"from": "2026-12-15"}),
        "2023/plain": an_initiative(),
    },
    "calls": {"cook": a_call(), "gone": a_call(track="people", published="2026-01-01", title="Gone",
              deadlines=[{"id": "end", "at": "2026-12-20"}], cancelled={"on": "2026-02-02"})},
    "members": {"aurora": a_member()},
}  # fmt: skip


@pytest.fixture(scope="module")
def calendar() -> str:
    return body(woven(**RECORDS), ADDRESS)


def test_a_sheet_has_the_days_of_its_month_in_weeks_from_the_languages_first_day() -> None:
    for first_day, leading in ((0, 6), (6, 0)):
        february = months(2026, (), first_day)[1]
        days = [cell and cell.day.day for week in february.weeks for cell in week]
        assert days[:leading] == [None] * leading
        assert [day for day in days if day] == list(range(1, 29))
        assert {len(week) for week in february.weeks} == {7}


def test_a_day_of_a_sheet_has_its_dates_and_marks_of_their_tracks() -> None:
    found = dates(2026, Weave(woven(**RECORDS)))
    december = months(2026, found, 0)[11]
    cells = {cell.day.day: cell for week in december.weeks for cell in week if cell and cell.dates}
    assert {day: (len(cell.dates), cell.marks) for day, cell in cells.items()} == {15: (2, (3, 4)), 20: (1, ())}
    assert [one.day.day for one in december.dates] == [15, 15, 20]


def test_dates_outside_of_the_year_stand_by_their_own_months() -> None:
    found = [one for one in dates(2026, Weave(woven(**RECORDS))) if one.day.year != 2026]
    assert [(month.first, len(month.dates)) for month in outside(found)] == [
        (date(2025, 12, 1), 1),
        (date(2027, 2, 1), 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Calendar 2026",
        "Go to the next date",
        "March 2026 1 date M T W T F S S",
        "August 2026 no dates",
        "December 2025 10 Wed Prepared Done Track 4 Milestone · Collaborate",
        "1 Sun Begun Done Track 4 Milestone · Collaborate",
        "1 Thu Half way Late Track 4 Milestone · Collaborate",
        "30 Mon Who cooks? Track 4 Submission until, 12:00 (Rome time)",
        "15 Tue Care Track 3 Begins",
        "20 Sun Gone Called off Track 3 Submission until",
        "February 2027 10 Wed Told Track 4 Milestone · Collaborate",
    ],
)
def test_it_tells_each_date_in_words(text: str, calendar: str) -> None:
    assert text in words(calendar)


def test_sheets_lead_to_the_first_date_of_each_day(calendar: str) -> None:
    anchors = re.findall(r'id="(d-[^"]*)"', calendar)
    assert anchors == [
        "d-2025-12-10",
        "d-2026-03-01",
        "d-2026-10-01",
        "d-2026-11-30",
        "d-2026-12-15",
        "d-2026-12-20",
        "d-2027-02-10",
    ]
    assert set(re.findall(r'href="#(d-2026[^"]*)"', calendar)) <= set(anchors)
    assert 'aria-label="15 December 2026: 2 dates"' in calendar
    assert 'href="#d-2026-11-30" data-dates-next' in calendar


def test_todays_cell_and_what_has_passed_are_marked_for_the_day_of_the_build(calendar: str) -> None:
    assert re.findall(r'<td aria-current="date" data-day="([^"]*)"', calendar) == ["2026-11-22"]
    marked = re.findall(r'data-until="([^"]*)" data-until-marks( data-past)?', calendar)
    assert marked == [("2026-11-30", ""), ("2026-12-15", ""), ("2026-12-15", ""), ("2027-02-10", "")]


def test_a_year_without_dates_has_no_calendar() -> None:
    assert [one.address for one in pages(woven(**RECORDS)) if "calendar-" in one.address] == [ADDRESS]
    assert "calendar-2023" not in body(woven(**RECORDS), "programme/2023/")


def test_an_initiative_called_calendar_keeps_its_own_page() -> None:
    more = {"2026/calendar": an_initiative(title="A calendar")}
    built = woven(**RECORDS | {"initiatives": RECORDS["initiatives"] | more})
    addresses = [one.address for one in pages(built)]
    assert len(addresses) == len(set(addresses))
    assert {"programme/2026/calendar/", ADDRESS} <= set(addresses)


def test_a_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script>\"'&amp;{{ 7 * 7 }}"
    texts = an_initiative(title=hostile, milestones=[{"id": "a", "title": hostile, "date": "2026-03-01"}])
    html = body(woven(initiatives={"2026/meet": texts}), ADDRESS)
    assert "<script" not in html
    assert words(html).count(hostile) == 2


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"members": {"aurora": a_member("Alba")}}, False),
        ({"calls": RECORDS["calls"] | {"cook": a_call(deadlines=[{"id": "end", "at": "2026-12-01"}])}}, True),
        ({"initiatives": RECORDS["initiatives"] | {"2026/care": an_initiative(title="Care", track="people")}}, True),
    ],
)
def test_its_key_changes_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**RECORDS), ADDRESS), page(woven(**RECORDS | change), ADDRESS)
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed
