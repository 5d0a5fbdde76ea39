"""The board of calls: groups at a given time, and pages."""

from __future__ import annotations

from typing import Any

import pytest

from generator.publishing.calls.call_words import CallWords
from generator.publishing.calls.sheets import A_PAGE, GROUPS, OWN, group, sheets
from generator.publishing.weave import Weave
from generator.records.call import CallState
from tests.publishing.woven import a_call, body, page, pages, words, woven


def grouped(now: str, **calls: Any) -> list[dict[str, list[str]]]:
    weave = Weave(woven(now, calls={name.replace("_", "-"): texts for name, texts in calls.items()}))
    return [
        {name: list(found) for name, found in sheet.groups.items() if found}
        for sheet in sheets(weave.calls, CallWords(weave), OWN)
    ]


def until(day: str, **more: Any) -> dict[str, Any]:
    return a_call(deadlines=[{"id": "end", "at": day}], **more)


CALLS = {
    "soon": until("2026-11-24"),
    "later": until("2027-02-01"),
    "never": a_call(deadlines=[]),
    "next": a_call(deadlines=[{"id": "go", "kind": "opening", "at": "2026-12-01"}, {"id": "end", "at": "2027-01-01"}]),
    "tender": until("2026-12-24", kind="external_tender"),
    "tender_soon": until("2026-11-23", kind="external_tender"),
    "over": until("2026-10-01"),
    "over_before": until("2026-09-01", kind="external_tender"),
    "withdrawn": a_call(cancelled={"on": "2026-11-01"}),
}


@pytest.mark.parametrize(
    ("now", "groups"),
    [
        (
            "2026-11-22T10:00+01:00",
            {
                "own-open": ["soon", "later", "never"],
                "own-upcoming": ["next"],
                "external-open": ["tender-soon", "tender"],
                "closed": ["over", "over-before"],
                "cancelled": ["withdrawn"],
            },
        ),
        (
            "2026-12-26T10:00+01:00",
            {
                "own-open": ["next", "later", "never"],
                "closed": ["tender", "soon", "tender-soon", "over", "over-before"],
                "cancelled": ["withdrawn"],
            },
        ),
    ],
)
def test_calls_stand_in_the_groups_of_the_time(now: str, groups: dict[str, list[str]]) -> None:
    assert grouped(now, **CALLS) == [groups]


@pytest.mark.parametrize("own", [True, False])
def test_every_state_has_a_group(own: bool) -> None:
    assert {group(state, own) for state in CallState} <= set(GROUPS)


def test_long_lists_are_paged_and_own_calls_that_can_be_joined_stand_on_the_first_page() -> None:
    many = {f"own_{number:03}": until("2027-02-01") for number in range(60)}
    many |= {f"tender_{number:03}": until("2027-02-01", kind="external_tender") for number in range(50)}
    many |= {f"over_{number:03}": until("2026-02-01") for number in range(2 * A_PAGE)}
    found = grouped("2026-11-22T10:00+01:00", **many)
    assert [{name: len(calls) for name, calls in sheet.items()} for sheet in found] == [
        {"own-open": 60, "external-open": 48},
        {"external-open": 2, "closed": 46},
        {"closed": 48},
        {"closed": 2},
    ]


def test_each_page_of_the_board_leads_to_the_others_and_shows_every_call_once() -> None:
    built = woven(calls={f"over-{number:03}": until("2026-02-01") for number in range(A_PAGE + 1)})
    boards = [one for one in pages(built) if one.address in ("calls/", "calls/page/2/")]
    assert [one.title for one in boards] == ["Calls", "Calls, page 2"]
    html = [body(built, one.address) for one in boards]
    assert 'href="../calls/page/2/"' in html[0]
    assert 'href="../../../calls/"' in html[1]
    for number in range(A_PAGE + 1):
        assert sum(text.count(f"calls/over-{number:03}/") for text in html) == 1


def test_the_board_says_the_day_of_its_grouping_and_dates_that_stay_true() -> None:
    said = words(body(woven(calls={"soon": CALLS["soon"]}), "calls/"))
    assert "As of 22 November 2026" in said
    assert "Closes on Tuesday, 24 November 2026, until the end of the day (Rome time)" in said


def test_without_calls_the_board_says_so() -> None:
    said = words(body(woven(), "calls/"))
    assert "No calls yet" in said
    assert "Open calls" not in said


def test_when_all_own_calls_are_over_the_board_says_so() -> None:
    said = words(body(woven(calls={"over": CALLS["over"]}), "calls/"))
    assert "none of our own calls can be joined" in said
    assert "Closed calls 1" in said


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"now": "2026-11-22T12:00+01:00"}, False),
        ({"now": "2026-11-25T00:00+01:00"}, True),
        ({"calls": {"soon": CALLS["soon"] | {"title": "Another"}}}, True),
        ({"calls": {"soon": CALLS["soon"], "over": CALLS["over"]}}, True),
        ({"tracks": {}, "calls": {"soon": CALLS["soon"]}}, False),
    ],
)
def test_the_boards_key_changes_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    before = {"now": "2026-11-22T10:00+01:00", "calls": {"soon": CALLS["soon"]}}
    assert (page(woven(**before), "calls/").key != page(woven(**before | change), "calls/").key) is changed
