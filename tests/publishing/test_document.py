"""What the document of a year tells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.publishing.documented import RECORDS, told
from tests.publishing.woven import TRACKS, a_call, an_initiative, woven


@pytest.fixture(scope="module")
def year() -> dict[str, Any]:
    return told()


def chapter(year: dict[str, Any], number: int) -> dict[str, Any]:
    return next(one for one in year["chapters"] if one["number"] == number)


def initiative(year: dict[str, Any], title: str) -> dict[str, Any]:
    return next(one for track in year["chapters"] for one in track["initiatives"] if one["title"] == title)


def test_the_cover_says_what_it_is_of_whom_and_of_which_day(year: dict[str, Any]) -> None:
    shown = [year[key] for key in ("federation", "kicker", "year", "title", "day", "date", "language")]
    assert shown == [
        "Seven Rivers", "Programme of work", "2026", "Programme of work 2026", "22 November 2026", [2026, 11, 22], "en",
    ]  # fmt: skip


def test_it_speaks_the_site_s_language() -> None:
    italian = told(woven(language="it", **RECORDS))
    assert (italian["language"], italian["title"], italian["day"]) == (
        "it",
        "Programma di lavoro 2026",
        "22 novembre 2026",
    )
    english = told()
    same = [key for key, text in italian["labels"].items() if text == english["labels"][key] and key != "call"]
    assert same == []


def test_chapters_stand_in_the_order_of_their_numbers_with_the_colours_that_can_be_read(year: dict[str, Any]) -> None:
    assert [(one["number"], one["colour"]) for one in year["chapters"]] == [(3, "#1F6B4A"), (4, "#1B2230")]


def test_an_initiative_tells_all_that_is_known_of_it(year: dict[str, Any]) -> None:
    meet = initiative(year, "Collaborate")
    assert {fact["name"]: fact["value"] for fact in meet["facts"]} == {
        "Period": "from 1 February 2026 to 15 December 2026",
        "Place": "The hall, Brescia (BS)",
        "For whom": "Social co-operative: Type A: social, health and educational services; "
        "Type B: work for disadvantaged people",
        "Who takes part": "Aurora, The town",
        "Continues": "Collaborate (2023)",
    }
    assert [(step["title"], step["state"], step["when"]) for step in meet["steps"]] == [
        ("Begun", "done", "done on 3 February 2026 (planned for 1 February 2026)"),
        ("Half way", "late", "planned for 1 June 2026; not done yet on 22 November 2026"),
        ("Ended", "due", "planned for 15 December 2026"),
    ]
    assert (meet["progress"], meet["calls"]) == ("1 of 3 milestones reached", ["Who cooks?"])
    assert meet["documents"] == [
        {"title": "A plan", "to": "https://f.example/plan.pdf", "shown": "f.example/plan.pdf", "date": "1 March 2026"}
    ]


def test_what_is_not_known_leaves_no_trace(year: dict[str, Any]) -> None:
    bare = initiative(year, "Bare")
    assert {key: bare[key] for key in ("facts", "body", "steps", "results", "documents", "calls", "progress")} == {
        "facts": [], "body": [], "steps": [], "results": [], "documents": [], "calls": [], "progress": "",
    }  # fmt: skip


def test_goals_have_target_figure_and_whether_they_are_met(year: dict[str, Any]) -> None:
    assert year["goals"][0]["goals"] == [
        {
            "text": "No accidents", "indicator": "Reports", "target": "40",
            "figure": "41", "counted": "1 May 2026", "met": True,
        },
        {"text": "More trust", "indicator": "", "target": "", "figure": "", "counted": "", "met": False},
    ]  # fmt: skip
    assert year["goals"][0]["goals"] == chapter(year, 3)["goals"]


def test_calls_stand_with_those_first_that_can_be_joined(year: dict[str, Any]) -> None:
    assert [(one["title"], one["state"], one["until"]) for one in year["calls"]] == [
        ("Who cooks?", "Open", "Monday, 30 November 2026 at 12:00 (Rome\N{NO-BREAK SPACE}time)"),
        ("Gone", "Cancelled", "Withdrawn on 2 February 2026"),
    ]


@pytest.mark.parametrize("hour", ["00:10", "12:30", "23:50"])
def test_the_hour_changes_nothing(hour: str) -> None:
    calls = {"cook": a_call(deadlines=[{"id": "end", "at": "2026-11-22T12:00"}], initiative="2026/meet")}
    of_the_day = told(woven("2026-11-22T00:00+01:00", **RECORDS | {"calls": calls}))
    assert told(woven(f"2026-11-22T{hour}+01:00", **RECORDS | {"calls": calls})) == of_the_day
    assert of_the_day["calls"][0]["state"] == "Closing soon"


def test_it_says_what_changed_and_which_goals_were_met(year: dict[str, Any]) -> None:
    changed = year["changes"]
    assert changed["title"] == "What changed since 2023"
    assert [(group["name"], [one["title"] for one in group["items"]]) for group in changed["groups"]] == [
        ("New initiatives (2)", ["Bare", "Care for carers"]),
        ("Initiatives that go on (1)", ["Collaborate"]),
        ("Concluded initiatives (1)", ["A fair"]),
        ("Initiatives not taken up again (1)", ["Care"]),
    ]
    assert [goal["text"] for goal in changed["met"]] == ["Fewer accidents"]
    assert told(year=2023)["changes"] is None


def test_the_index_leads_from_members_to_initiatives_by_their_numbers(year: dict[str, Any]) -> None:
    care, meet = initiative(year, "Care for carers")["number"], initiative(year, "Collaborate")["number"]
    assert year["members"] == [
        {"name": "Aurora", "place": "Brescia (BS)", "numbers": sorted([care, meet])},
        {"name": "Brezza", "place": "", "numbers": [care]},
    ]


def test_the_year_along_the_months_holds_what_names_a_day(year: dict[str, Any]) -> None:
    (track,) = year["along"]["tracks"]
    (bar,) = track["bars"]
    assert (bar["title"], bar["begins"], bar["ends"], bar["before"], bar["after"]) == (
        "Collaborate", 8.5, 95.3, True, False,
    )  # fmt: skip
    assert bar["told"] == "Under way, from 1 February 2026 to 15 December 2026, 1 of 3 milestones reached"
    assert len(year["along"]["months"]) == 12


def test_the_vision_is_the_home_page_s_without_what_only_a_page_can_do(year: dict[str, Any]) -> None:
    assert year["vision"]["title"] == "Where we go"
    (paragraph,) = year["vision"]["body"]
    assert paragraph["body"][0] == "One co-operative alone goes as far as its members. "
    assert told(vision="")["vision"] is None
    assert told(vision="Only words.")["vision"]["title"] == "The vision"


def test_addresses_of_the_site_are_whole_where_the_site_s_own_is_known(year: dict[str, Any]) -> None:
    assert initiative(year, "Collaborate")["page"] == ""
    built = woven(**RECORDS)
    object.__setattr__(built.settings, "url", "https://f.example/site/")
    assert initiative(told(built), "Collaborate")["page"] == "https://f.example/site/programme/2026/meet/"


def test_the_order_of_the_records_changes_nothing() -> None:
    turned = {kind: dict(reversed(records.items())) for kind, records in RECORDS.items()}
    assert told(woven(**turned)) == told()


def test_a_track_without_initiatives_stands_for_its_goals() -> None:
    tracks = {**TRACKS, "people": RECORDS["tracks"]["people"]}
    found = told(woven(tracks=tracks, initiatives={"2026/meet": an_initiative()}))
    assert chapter(found, 3)["initiatives"] == []
