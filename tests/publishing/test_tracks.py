"""The tracks and their goals over the years."""

from __future__ import annotations

from typing import Any

import pytest

from generator.publishing.programme.goals import goals_by_year, goals_of
from generator.publishing.weave import Weave
from tests.publishing.woven import TRACKS, a_call, an_initiative, body, page, pages, words, woven

GOALS = [
    {"id": "meet-2023", "text": "Members meet", "indicator": "Meetings", "target": "40", "year": "2023"},
    {"id": "meet-2026", "text": "Members still meet", "target": "150", "year": "2026"},
    {"id": "vision", "text": "A vision", "year": "2026"},
]


def counted(goal: str, value: str, day: str) -> dict[str, Any]:
    return an_initiative(results=[{"indicator": "Meetings", "value": value, "date": day, "goal": goal}])


RECORDS: dict[str, Any] = {
    "tracks": {**TRACKS, "connections": {**TRACKS["connections"], "goals": GOALS}},
    "initiatives": {
        "2023/meet": counted("meet-2023", "30", "2023-12-01"),
        "2023/fair": counted("meet-2023", "11", "2023-06-01"),
        "2023/elsewhere": counted("meet-2023", "500", "2023-06-01") | {"track": "people"},
        "2026/meet": counted("meet-2026", "12", "2026-05-01"),
    },
    "calls": {
        "one": a_call(track="connections"),
        "over": a_call(track="connections", title="Over", deadlines=[{"id": "end", "at": "2026-01-01"}]),
    },
}


def test_goals_stand_by_year_with_the_figures_of_their_own_tracks_initiatives() -> None:
    found = goals_by_year("connections", Weave(woven(**RECORDS)))
    assert [(year, [(one.goal.id, one.figure, one.met) for one in goals]) for year, goals in found.items()] == [
        (2026, [("meet-2026", 12, False), ("vision", None, False)]),
        (2023, [("meet-2023", 41, True)]),
    ]


def test_a_year_without_goals_has_none() -> None:
    assert goals_of(2024, "connections", Weave(woven(**RECORDS))) == ()


@pytest.fixture(scope="module")
def track() -> str:
    return body(woven(**RECORDS), "tracks/connections/")


@pytest.mark.parametrize(
    "text",
    [
        "Track 4",
        "What can we do only together?",
        "Goal Target Reached Counted on 2026 Members still meet 150 12 1 May 2026",
        "A vision none no figure yet",
        "2023 Members meet Meetings 40 41 reached 1 December 2023",
        "Initiatives of 2026",
        "Initiatives of 2023",
        "Collaborate Planned Planned – 30 Meetings 1 December 2023",
    ],
)
def test_a_track_tells_its_question_goals_and_initiatives(text: str, track: str) -> None:
    assert text in words(track)


def test_a_tracks_calls_come_open_first(track: str) -> None:
    said = words(track)
    assert said.index("Who cooks?") < said.index("Over")


def test_a_track_with_nothing_yet_says_so() -> None:
    said = words(body(woven(), "tracks/people/"))
    assert "No goals have been set for this track yet." in said
    assert "No initiatives yet" in said


def test_the_list_has_the_tracks_by_number_with_what_they_hold() -> None:
    said = words(body(woven(**RECORDS), "tracks/"))
    assert said.index("Caring for people") < said.index("Weaving connections")
    assert "3 initiatives · 2 calls" in said
    assert "1 initiative · 0 calls" in said


def test_without_tracks_the_list_says_so() -> None:
    built = woven(tracks={})
    assert "No tracks yet" in words(body(built, "tracks/"))
    assert [one.address for one in pages(built) if one.section == "tracks"] == ["tracks/"]


@pytest.mark.parametrize(
    ("address", "change", "changed"),
    [
        ("tracks/connections/", {}, False),
        (
            "tracks/connections/",
            {"initiatives": RECORDS["initiatives"] | {"2026/care": an_initiative(track="people")}},
            False,
        ),
        ("tracks/connections/", {"initiatives": RECORDS["initiatives"] | {"2026/new": an_initiative()}}, True),
        ("tracks/connections/", {"calls": {"one": a_call(track="connections")}}, True),
        (
            "tracks/connections/",
            {
                "initiatives": RECORDS["initiatives"]
                | {"2027/care": an_initiative(track="people", continues="2026/meet")}
            },
            True,
        ),
        ("tracks/connections/", {"tracks": TRACKS}, True),
        ("tracks/", {"initiatives": RECORDS["initiatives"] | {"2026/new": an_initiative()}}, True),
        ("tracks/", {"initiatives": RECORDS["initiatives"] | {"2026/meet": an_initiative(title="Other")}}, False),
        ("tracks/", {"calls": {"one": a_call(track="connections")}}, True),
    ],
)
def test_a_key_changes_when_what_the_page_shows_does(address: str, change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**RECORDS), address), page(woven(**RECORDS | change), address)
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed
