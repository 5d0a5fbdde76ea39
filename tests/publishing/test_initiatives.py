"""An initiative's page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.publishing.woven import TRACKS, a_call, a_member, an_initiative, body, page, words, woven

RECORDS: dict[str, Any] = {
    "tracks": {
        **TRACKS,
        "connections": {**TRACKS["connections"], "goals": [{"id": "meet", "text": "Members meet", "year": "2026"}]},
    },
    "members": {"aurora": a_member(), "brace": a_member("Brace", logo="brace.svg")},
    "calls": {"one": a_call(initiative="2026/meet")},
    "initiatives": {
        "2023/meet": an_initiative(title="How it began"),
        "2027/meet": an_initiative(title="How it goes on", continues="2026/meet"),
        "2026/meet": an_initiative(
            announced="2026-02-07",
            period={"from": "2026-03-01", "to": "2026-12-20"},
            place={"name": "Online", "municipality": "017029"},
            description="A **story**.",
            status="running",
            goals=["meet"],
            milestones=[
                {"id": "c", "title": "To come", "date": "2026-12-15"},
                {"id": "a", "title": "In time", "date": "2026-03-01", "done_on": "2026-02-28"},
                {"id": "b", "title": "After its time", "date": "2026-04-01", "done_on": "2026-04-09"},
                {"id": "d", "title": "Waited for", "date": "2026-10-01"},
            ],
            results=[
                {"indicator": "Members that met", "value": "1200", "date": "2026-06-30", "goal": "meet"},
                {"indicator": "Evenings", "value": "7.5", "date": "2026-05-30"},
            ],
            documents=[
                {"title": "The plan", "url": "/documents/plan.pdf", "date": "2026-02-01"},
                {"title": "A study", "url": "https://study.example/a.pdf"},
            ],
            audience={"area": ["IT-25"]},
            partners=[
                {"member": "aurora"},
                {"member": "brace"},
                {"name": "The town", "url": "https://town.example/"},
                {"name": "The school"},
            ],
            continues="2023/meet",
        ),
    },
}


@pytest.fixture(scope="module")
def initiative() -> str:
    return body(woven(**RECORDS), "programme/2026/meet/")


@pytest.mark.parametrize(
    "text",
    [
        "Service Under way Collaborate Members meet members.",
        "2 of 4 milestones",
        "Announced 7 February 2026",
        "Period from 1 March 2026 to 20 December 2026",
        "Place Online, Brescia",
        "Continues How it began (2023)",
        "Continued by How it goes on (2027)",
        "In time done on 28 February 2026 After its time",
        "After its time done on 9 April 2026 (planned for 1 April 2026)",
        "Waited for planned for 1 October 2026; not done yet on 22 November 2026",
        "To come planned for 15 December 2026",
        "1,200 Members that met 30 June 2026 · towards the goal: Members meet",
        "7.5 Evenings 30 May 2026",
        "Goals it serves Members meet (2026)",
        "The plan 1 February 2026",
        "For whom Any of the values listed will do. Where Lombardia",
        "The town",
        "The school",
        "Calls of this initiative",
        "Who cooks?",
    ],
)
def test_an_initiative_tells_all_that_its_record_says(text: str, initiative: str) -> None:
    assert text in words(initiative)


def test_an_initiative_leads_to_its_track_partners_documents_and_calls(initiative: str) -> None:
    assert {
        "../../../tracks/connections/",
        "../../../members/aurora/",
        "../../../members/brace/",
        "https://town.example/",
        "../../../documents/plan.pdf",
        "https://study.example/a.pdf",
        "../../../calls/one/",
        "../../../programme/2023/meet/",
        "../../../programme/2027/meet/",
    } <= set(re.findall(r'href="([^"]*)"', initiative))
    assert 'src="../../../members/logos/brace.svg"' in initiative


@pytest.mark.parametrize("status", ["concluded", "dropped"])
def test_what_is_over_has_missed_its_open_milestones(status: str) -> None:
    texts = an_initiative(status=status, milestones=[{"id": "a", "title": "An end", "date": "2026-12-15"}])
    said = words(body(woven(initiatives={"2026/meet": texts}), "programme/2026/meet/"))
    assert "An end was planned for 15 December 2026; not reached" in said


def test_an_initiative_that_says_little_has_no_empty_parts() -> None:
    said = words(body(woven(initiatives={"2026/meet": an_initiative()}), "programme/2026/meet/"))
    for part in ("Milestones", "Results", "Documents", "Who takes part", "For whom", "Calls", "Goals"):
        assert part not in said.replace("Calls Tracks", "")


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"members": {**RECORDS["members"], "aurora": a_member("Alba")}}, True),
        ({"members": {**RECORDS["members"], "aurora": a_member(summary="Bread.")}}, False),
        ({"calls": {"one": a_call(initiative="2026/meet", title="Who bakes?")}}, True),
        ({"calls": {"one": a_call()}}, True),
        ({"initiatives": {**RECORDS["initiatives"], "2027/meet": an_initiative(title="How it goes on")}}, True),
        ({"initiatives": {**RECORDS["initiatives"], "2023/meet": an_initiative(title="The beginning")}}, True),
        (
            {"initiatives": {**RECORDS["initiatives"], "2023/meet": an_initiative(title="How it began", kind="event")}},
            False,
        ),
        ({"tracks": {**RECORDS["tracks"], "people": {"number": "3", "title": "People"}}}, False),
        ({"tracks": {"connections": {**RECORDS["tracks"]["connections"], "title": "Ties"}}}, True),
    ],
)
def test_its_key_changes_when_and_only_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    address = "programme/2026/meet/"
    before, after = page(woven(**RECORDS), address), page(woven(**RECORDS | change), address)
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed
