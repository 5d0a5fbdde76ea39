"""The programme's years."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.programme.continuity import changes
from generator.publishing.programme.programme import figures, threads
from generator.publishing.programme.progress import Progress
from generator.publishing.weave import Weave
from generator.records.initiative import InitiativeStatus
from tests.publishing.woven import TRACKS, a_call, a_member, an_initiative, body, page, pages, words, woven

DONE = {"id": "done", "title": "Begun", "date": "2026-02-01", "done_on": "2026-02-03"}
DUE = {"id": "due", "title": "Ended", "date": "2026-12-15"}
YEARS: dict[str, Any] = {
    "tracks": {
        **TRACKS,
        "people": {
            **TRACKS["people"],
            "goals": [{"id": "safe", "text": "No accidents", "indicator": "Reports", "target": "40", "year": "2026"}],
        },
    },
    "initiatives": {
        "2023/meet": an_initiative(status="concluded", period={"from": "2023-02-07", "to": "2023-12-20"}),
        "2023/fair": an_initiative(status="concluded", title="A fair"),
        "2023/fund": an_initiative(status="dropped", title="A fund"),
        "2023/map": an_initiative(status="running", title="A map"),
        "2026/meet": an_initiative(
            status="running",
            continues="2023/meet",
            milestones=[DONE, DUE],
            partners=[{"member": "aurora"}, {"name": "The town"}],
            calls=["one"],
        ),
        "2026/care": an_initiative(
            title="Care for carers",
            track="people",
            milestones=[DUE],
            partners=[{"member": "aurora"}],
            results=[{"indicator": "Reports", "value": "12", "date": "2026-05-01", "goal": "safe"}],
        ),
        "2026/gone": an_initiative(title="Gone", status="dropped", milestones=[DUE, DONE]),
    },
    "calls": {"one": a_call()},
    "members": {"aurora": a_member()},
}


def keys(items: Any) -> list[str]:
    return [item[0] for item in items]


def test_a_year_is_counted() -> None:
    year = figures(2026, Weave(woven(**YEARS)))
    assert year.initiatives == 3
    assert year.statuses == {
        InitiativeStatus.PLANNED: 1,
        InitiativeStatus.RUNNING: 1,
        InitiativeStatus.DROPPED: 1,
    }
    assert year.progress == Progress(done=1, total=3)
    assert (year.late, year.goals, year.met) == (0, 1, 0)
    assert (year.calls, year.members) == (1, 1)


def test_a_years_threads_have_their_progress_and_goals_with_figures() -> None:
    found = threads(2026, Weave(woven(**YEARS)))
    assert [(thread.slug, thread.progress, keys(thread.initiatives)) for thread in found] == [
        ("people", Progress(0, 1), ["2026/care"]),
        ("connections", Progress(1, 2), ["2026/gone", "2026/meet"]),
    ]
    assert [(one.goal.id, one.figure, one.met) for one in found[0].goals] == [("safe", 12, False)]


def test_a_track_without_initiatives_stands_in_a_year_for_its_goals() -> None:
    built = woven(tracks=YEARS["tracks"], initiatives={"2026/meet": an_initiative(), "2023/meet": an_initiative()})
    assert [thread.slug for thread in threads(2026, Weave(built))] == ["people", "connections"]
    assert [thread.slug for thread in threads(2023, Weave(built))] == ["connections"]
    assert "No initiatives on this track this year." in words(body(built, "programme/2026/"))


def test_a_year_says_what_is_new_and_what_became_of_the_last_ones() -> None:
    weave = Weave(woven(**YEARS))
    found = changes(2026, weave)
    assert found
    assert found.since == 2023
    assert keys(found.new) == ["2026/gone", "2026/care"]
    assert [(one.key, one.earlier) for one in found.continued] == [("2026/meet", "2023/meet")]
    assert (keys(found.concluded), keys(found.dropped), keys(found.left)) == (
        ["2023/fair"],
        ["2023/fund"],
        ["2023/map"],
    )
    assert changes(2023, weave) is None


def test_what_a_later_year_takes_up_again_had_ended_before() -> None:
    later = {"2027/fair": an_initiative(title="A fair again", continues="2023/fair")}
    weave = Weave(woven(**YEARS | {"initiatives": YEARS["initiatives"] | later}))
    before, after = changes(2026, weave), changes(2027, weave)
    assert before
    assert after
    assert keys(before.concluded) == ["2023/fair"]
    assert keys(after.continued) == ["2027/fair"]
    assert after.continued[0].renamed(2026)


@pytest.mark.parametrize(
    ("title", "since", "renamed"), [("Same", 2025, False), ("Other", 2025, True), ("Same", 2024, True)]
)
def test_what_an_initiative_continues_is_told_where_it_is_not_plain(title: str, since: int, renamed: bool) -> None:
    records = {"2025/one": an_initiative(title="Same"), "2026/one": an_initiative(title=title, continues="2025/one")}
    found = changes(2026, Weave(woven(initiatives=records)))
    assert found
    assert found.continued[0].renamed(since) is renamed


def test_a_year_tells_which_goals_of_the_last_one_were_met() -> None:
    goals = [
        {"id": goal, "text": goal.title(), "target": "10", "year": "2023"} for goal in ("met", "missed", "unknown")
    ]
    counts = [
        {"indicator": "x", "value": value, "date": "2023-06-01", "goal": goal}
        for goal, value in (("met", "11"), ("missed", "9"))
    ]
    built = woven(
        tracks={"people": {**TRACKS["people"], "goals": goals}},
        initiatives={
            "2023/one": an_initiative(track="people", results=counts),
            "2026/one": an_initiative(track="people"),
        },
    )
    said = words(body(built, "programme/2026/"))
    assert "Goals of 2023 that were met 1 Met 11 of 10" in said
    assert "Missed" not in said


def test_a_year_with_goals_alone_has_its_page_and_no_document() -> None:
    goals = [{"id": "one", "text": "A new beginning", "target": "5", "year": "2027"}]
    built = woven(
        tracks={"people": {**TRACKS["people"], "goals": goals}}, initiatives={"2026/one": an_initiative(track="people")}
    )
    html = body(built, "programme/2027/")
    assert "A new beginning" in words(html)
    assert "No initiatives on this track this year." in words(html)
    assert ".pdf" not in html
    assert "Goals alone so far: no initiatives yet." in words(body(built, "programme/"))
    assert [one.address for one in pages(built) if "calendar-" in one.address] == []


@pytest.fixture(scope="module")
def year() -> str:
    return body(woven(**YEARS), "programme/2026/")


@pytest.mark.parametrize(
    "text",
    [
        "3 initiatives",
        "Collaborate",
        "1 of 2 milestones Next milestone: Ended, 15 December 2026",
        "What comes next All dates Next dates 30 November 2026 Who cooks?",
        "3 Caring for people 1 initiative · 0 of 1 milestones reached",
        "4 Weaving connections 2 initiatives · 1 of 2 milestones reached No goals of this track for this year.",
        "No accidents Reports 40 12",
        "12 of 40 · 1 May 2026",
        "Collaborate – Under way 1 of 2 Ended, 15 December 2026",
        "0 of 1 milestone",
        "No accidents Reports 12 of 40 · 1 May 2026",
        "continues from 2023",
        "What changed since 2023",
        "New initiatives 2",
        "Initiatives that go on 1",
        "Concluded initiatives 1 A fair",
        "Dropped initiatives 1 A fund",
        "Initiatives not taken up again 1 A map",
        "Calls of 2026",
        "Who cooks?",
    ],
)
def test_a_year_tells_in_words(text: str, year: str) -> None:
    figures_last = words(year).replace("initiatives 3", "3 initiatives")
    assert text in figures_last


def test_a_year_that_goes_on_says_so() -> None:
    assert "goes on in 2026" in words(body(woven(**YEARS), "programme/2023/"))


def test_the_drawing_has_a_name_and_its_knots_lead_to_the_initiatives(year: str) -> None:
    drawings = re.findall(r'<svg class="weave__(?:wide|tall)".*?</svg>', year, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        assert 'role="group"' in drawing
        assert "The initiatives of 2026 along the months" in drawing
        links = dict(re.findall(r'href="([^"]*)" aria-label="([^"]*)"', drawing))
        assert links == {
            "../../programme/2026/meet/": "Collaborate: Under way",
            "../../programme/2026/care/": "Care for carers: Planned",
            "../../programme/2026/gone/": "Gone: Dropped",
        }


def test_the_drawing_marks_the_day_in_the_current_year_only(year: str) -> None:
    assert "weft__today" in year
    assert "weft__today" not in body(woven(**YEARS), "programme/2023/")


def test_a_year_without_days_has_no_drawing() -> None:
    assert '<svg class="weave' not in body(woven(initiatives={"2026/meet": an_initiative()}), "programme/2026/")


def test_the_list_of_years_has_the_latest_first() -> None:
    said = words(body(woven(**YEARS), "programme/"))
    assert said.index("2026") < said.index("2023")
    assert "3 initiatives: 1 planned, 1 under way, 1 dropped" in said
    assert "1 of 3 milestones 0 of 1 goals met" in said
    assert "4 initiatives: 1 under way, 2 concluded, 1 dropped" in said


def test_without_initiatives_the_programme_says_so() -> None:
    built = woven()
    assert "No programme yet" in words(body(built, "programme/"))
    assert [one.address for one in pages(built) if one.address.startswith("programme/")] == ["programme/"]


def test_a_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script>\"'&amp;{{ 7 * 7 }}"
    texts = an_initiative(
        title=hostile, summary=hostile, period={"from": "2026-01-01"}, milestones=[DUE | {"title": hostile}]
    )
    html = body(
        woven(initiatives={"2026/meet": texts}, tracks={"connections": {"number": "4", "title": hostile}}),
        "programme/2026/",
    )
    assert "<script" not in html
    assert hostile in words(html)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"now": "2026-11-22T12:00+01:00"}, False),
        ({"members": {"aurora": a_member("Alba")}}, False),
        ({"calls": {"one": a_call(title="Who bakes?")}}, True),
        ({"initiatives": YEARS["initiatives"] | {"2023/map": an_initiative(status="concluded", title="A map")}}, True),
        ({"initiatives": YEARS["initiatives"] | {"2026/new": an_initiative()}}, True),
        ({"tracks": TRACKS}, True),
    ],
)
def test_a_years_key_changes_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**YEARS), "programme/2026/"), page(woven(**YEARS | change), "programme/2026/")
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"calls": {"one": a_call(title="Who bakes?")}}, False),
        ({"initiatives": YEARS["initiatives"] | {"2026/gone": an_initiative(title="Gone", status="planned")}}, True),
        ({"initiatives": YEARS["initiatives"] | {"2027/new": an_initiative()}}, True),
        ({"tracks": {"connections": {"number": "4", "title": "Ties"}, "people": YEARS["tracks"]["people"]}}, True),
    ],
)
def test_the_list_of_years_changes_its_key_when_what_it_shows_changes(change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**YEARS), "programme/"), page(woven(**YEARS | change), "programme/")
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed
