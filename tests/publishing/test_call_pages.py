"""A call's page."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.publishing.calls.call import is_grant
from generator.publishing.calls.call_words import CallWords
from generator.publishing.weave import Weave
from generator.records.call import Call
from tests.publishing.woven import a_call, a_member, an_initiative, body, page, pages, words, woven

RICH = a_call(
    track="connections",
    theme="food",
    issuer="Seven Rivers Foundation",
    url="https://foundation.example/calls/7",
    summary="Kitchens that cook for schools.",
    description="We look for **kitchens**.",
    deadlines=[
        {"id": "end", "at": "2026-11-30T12:00", "extended_from": "2026-11-15T12:00"},
        {"id": "open", "kind": "opening", "at": "2026-10-10"},
        {"id": "ask", "kind": "questions", "at": "2026-11-20"},
    ],
    criteria={"area": ["IT-25", "IT-BS"], "social_type": ["B"], "size": {"min_employees": "10"}},
    seeks=[{"service": "logistics.refrigerated", "number": "2"}],
    effort="Two days",
    value={"min": "1000", "max": "50000", "share": "70"},
    how_to_join="1. Write to us.",
    participants=["aurora"],
    licence="CC BY 4.0",
)


def rich(**more: Any) -> str:
    service = next(iter(woven().vocabularies.services))
    texts = {**RICH, "seeks": [{"service": service, "number": "2"}], **more}
    built = woven(
        calls={"one": texts},
        members={"aurora": a_member()},
        initiatives={"2026/meet": an_initiative(calls=["one"])},
    )
    return body(built, "calls/one/")


@pytest.fixture(scope="module")
def rich_page() -> str:
    """The page of a call that says all that a call can say."""
    return rich()


@pytest.mark.parametrize(
    "text",
    [
        "Closes on Monday, 30 November 2026 at 12:00 (Rome time)",
        "extended from Sunday, 15 November 2026 at 12:00 (Rome time)",
        "Opens Saturday, 10 October 2026",
        "Questions until Friday, 20 November 2026, until the end of the day (Rome time)",
        "from €1,000 to €50,000; 70% of the costs",
        "Effort Two days",
        "Where Lombardia; province of Brescia",
        "Employees at least 10",
        "Social co-operative Type B: work for disadvantaged people",
        "× 2",
        "Issued by Seven Rivers Foundation",
        "Weaving connections",
        "Collaborate",
        "Source and licence: CC BY 4.0",
    ],
)
def test_a_call_tells_all_that_its_record_says(text: str, rich_page: str) -> None:
    assert text in words(rich_page)


def test_a_call_leads_to_members_initiatives_its_track_and_the_official_page(rich_page: str) -> None:
    links = set(re.findall(r'href="([^"]*)"', rich_page))
    assert {
        "../../members/aurora/",
        "../../programme/2026/meet/",
        "../../tracks/connections/",
        "https://foundation.example/calls/7",
        "../../calls/",
    } <= links


def test_dates_come_in_their_order(rich_page: str) -> None:
    said = words(rich_page)
    assert said.index("Opens Saturday") < said.index("Questions until") < said.index("Submission until")


def test_a_call_of_the_federation_is_for_all_members_when_it_names_no_criteria() -> None:
    own = body(woven(calls={"one": a_call()}), "calls/one/")
    other = body(woven(calls={"one": a_call(kind="external_tender")}), "calls/one/")
    assert "For all members of the federation" in words(own)
    assert "For whom" not in words(other)


def test_a_withdrawn_call_says_when_and_why_and_no_closing_date_above() -> None:
    said = words(rich(cancelled={"on": "2026-11-03", "reason": "The kitchen was sold."}))
    assert "Withdrawn on 3 November 2026. The kitchen was sold." in said
    assert "Closes on" not in said


def test_a_closed_call_tells_its_outcome_first() -> None:
    said = words(rich(deadlines=[{"id": "end", "at": "2026-11-01"}], outcome="Two kitchens cook."))
    assert "Closed on Sunday, 1 November 2026" in said
    assert said.index("Two kitchens cook.") < said.index("We look for")


def test_a_call_without_closing_date_says_so() -> None:
    assert "Always open: no closing date" in words(rich(deadlines=[]))


def test_an_upcoming_call_says_when_it_opens_by_its_publication_too() -> None:
    texts = a_call(published="2026-12-01", deadlines=[{"id": "end", "at": "2027-01-31"}])
    said = words(body(woven(calls={"one": texts}), "calls/one/"))
    assert "Opens on Tuesday, 1 December 2026 Closes on Sunday, 31 January 2027" in said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"max": "2500"}, "up to €2,500"),
        ({"min": "2500"}, "at least €2,500"),
        ({"min": "2500", "max": "2500"}, "€2,500"),
        ({"min": "1", "max": "2.5", "currency": "CHF"}, "from CHF1 to CHF2.50"),
        ({"share": "80"}, "80% of the costs"),
        ({}, ""),
    ],
)
def test_amounts_are_said_by_the_language(value: dict[str, str], said: str) -> None:
    words_ = CallWords(Weave(woven()))
    assert words_.value(Call.model_validate(a_call(value=value))) == said


def test_only_a_share_of_costs_from_outside_is_a_grant() -> None:
    shared = {"min": "1", "max": "5", "share": "70"}
    calls = {
        "grant": a_call(
            kind="external_tender", value=shared, issuer="A & B", url="https://a.example/", summary="</script>"
        ),
        "tender": a_call(kind="external_tender", value={"max": "5"}),
        "own": a_call(value=shared),
    }
    assert [is_grant(Call.model_validate(calls[name])) for name in calls] == [True, False, False]
    built = woven(calls=calls)
    heads = {one.address: head for one in pages(built) if one.head and "ld+json" in (head := one.head())}
    assert list(heads) == ["calls/grant/"]
    found = re.fullmatch(r'<script type="application/ld\+json">(.*)</script>', heads["calls/grant/"])
    assert found
    assert not set(found[1]) & set("<>&")
    assert json.loads(found[1]) == {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": "Who cooks?",
        "description": "</script>",
        "url": "https://a.example/",
        "funder": {"@type": "Organization", "name": "A & B"},
        "amount": {"@type": "MonetaryAmount", "currency": "EUR", "minValue": 1, "maxValue": 5},
    }


BEFORE: dict[str, Any] = {
    "calls": {"one": a_call(participants=["aurora"], track="connections")},
    "members": {"aurora": a_member()},
    "initiatives": {"2026/meet": an_initiative(calls=["one"])},
}


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"now": "2026-11-22T11:00+01:00"}, False),
        ({"now": "2026-11-30T12:00+01:00"}, True),
        ({"calls": {"one": a_call(participants=["aurora"], track="connections", effort="A day")}}, True),
        ({"members": {"aurora": a_member("Alba")}}, True),
        ({"members": {"aurora": a_member(logo="aurora.svg")}}, True),
        ({"members": {"aurora": a_member(summary="Bread.")}}, False),
        ({"initiatives": {"2026/meet": an_initiative(calls=["one"], title="Meet")}}, True),
        ({"initiatives": {"2026/meet": an_initiative(calls=["one"], summary="Other.")}}, False),
        ({"initiatives": {"2026/meet": an_initiative()}}, True),
        ({"tracks": {"connections": {"number": "4", "title": "Ties"}}}, True),
        ({"tracks": {"connections": {"number": "4", "title": "Weaving connections"}}}, False),
    ],
)
def test_a_calls_key_changes_when_and_only_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**BEFORE), "calls/one/"), page(woven(**BEFORE | change), "calls/one/")
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed


def test_a_title_as_long_as_a_paragraph_is_whole_in_the_heading_and_cut_in_the_path() -> None:
    title = "CONCESSIONE DEL SERVIZIO DI REFEZIONE SCOLASTICA " * 9
    html = body(woven(calls={"one": a_call(title=title.strip())}), "calls/one/")
    assert f'<h1 class="long">{title.strip()}</h1>' in html
    crumb = re.search(r'<span aria-current="page">(.*?)</span>', html)
    assert crumb
    assert crumb[1].endswith("…")
    assert len(crumb[1]) <= 70
