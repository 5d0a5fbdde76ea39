"""The calls that fit a member, on its page, and why."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.calls.fitting import FEW
from tests.publishing.enrolled import enrolled, members
from tests.publishing.woven import a_call, a_member, an_offer, words

COLD = "logistics.refrigerated-transport"
BRESCIA = {"municipality": "017029", "street": "via Milano 1"}
NOW = "2026-11-22T10:00+01:00"


def until(day: str, **more: Any) -> dict[str, Any]:
    return a_call(deadlines=[{"id": "end", "at": day}], **more)


def html(member: dict[str, Any], calls: dict[str, Any], now: str = NOW) -> str:
    built = enrolled({"aurora": {"address": BRESCIA, **member}}, now=now, calls=calls)
    return str(members(built)["members/aurora/"].body())


def fitting(text: str) -> list[str]:
    """Return the titles of the calls that the page says to fit."""
    part = re.search(r'<section class="fitting">.*?</section>', text, re.DOTALL)
    return re.findall(r'class="fit__title"><a [^>]*>([^<]*)<', part[0]) if part else []


@pytest.mark.parametrize(
    ("criteria", "member", "why"),
    [
        ({"area": ["IT-BS"]}, {}, "province of Brescia"),
        ({"area": ["IT", "IT-25"]}, {}, "Lombardia"),
        ({"area": ["IT-25", "017029"]}, {}, "Brescia (BS)"),
        ({"area": ["FR", "IT-BS"]}, {"address": {"municipality": "Lyon", "country": "FR"}}, "France"),
        ({"social_type": ["B"]}, {"social_type": "B"}, "Social co-operatives of type B"),
        ({"social_type": ["A"]}, {"social_type": "A+B"}, "Social co-operatives of types A and B"),
        (
            {"register_category": ["fishing"]},
            {"identifiers": {"register": {"number": "A1", "section": "prevalent", "category": "fishing"}}},
            "Fishing co-operatives",
        ),
        ({"profiles": ["women", "youth"]}, {"profiles": ["women"]}, "Led by women"),
        (
            {"ateco": ["88"]},
            {"activities": [{"ateco": "88.91.00"}]},
            "Attività di assistenza diurna per l'infanzia (88.91.00)",
        ),
        ({"services": [COLD]}, {"services": [COLD]}, "Refrigerated transport"),
        ({"services": [COLD]}, {"offers": [an_offer(service=COLD)]}, "Refrigerated transport"),
        ({"size": {"min_employees": "5"}}, {"size": {"employees": "1500"}}, "1,500 employees"),
        ({"size": {"max_employees": "5"}}, {"size": {"employees": "1"}}, "1 employee"),
        (
            {"area": ["IT-BS"], "social_type": ["B"], "size": {"min_employees": "1"}},
            {"social_type": "B", "size": {"employees": "12"}},
            "Social co-operatives of type B · province of Brescia · 12 employees",
        ),
    ],
)
def test_a_members_page_lists_the_calls_that_fit_and_says_why(
    criteria: dict[str, Any], member: dict[str, Any], why: str
) -> None:
    text = html(a_member(**member), {"one": a_call(criteria=criteria)})
    assert fitting(text) == ["Who cooks?"]
    assert f"Why: {why}" in words(text)


@pytest.mark.parametrize(
    ("call", "member"),
    [
        (a_call(criteria={"area": ["IT-MI"]}), {}),
        (a_call(criteria={"size": {"min_employees": "5"}}), {}),
        (a_call(criteria={"area": ["IT-BS"]}), {"status": "ceased"}),
        (until("2026-11-21", criteria={"area": ["IT-BS"]}), {}),
        (a_call(criteria={"area": ["IT-BS"]}, cancelled={"on": "2026-11-02"}), {}),
        (a_call(criteria={"area": ["IT-BS"]}, participants=["aurora"]), {}),
        (a_call(), {}),
        (a_call(kind="external_tender"), {}),
    ],
    ids=[
        "elsewhere", "its size is not known", "it has ceased", "closed", "withdrawn", "it takes part", "for everybody",
        "for nobody in particular",
    ],
)  # fmt: skip
def test_other_calls_are_not_listed_as_fitting(call: dict[str, Any], member: dict[str, Any]) -> None:
    assert fitting(html(a_member(**member), {"one": call})) == []


def test_a_call_for_everybody_that_seeks_what_a_member_offers_fits_it() -> None:
    member = a_member(offers=[an_offer(service=COLD, kind="service", title="Cold vans")])
    text = html(member, {"one": a_call(seeks=[{"service": COLD}]), "two": a_call(title="Two")})
    assert fitting(text) == ["Who cooks?"]
    assert "Why: seeks what it offers: Refrigerated transport" in words(text)


def test_own_calls_come_before_those_from_outside_and_first_what_closes_first() -> None:
    calls = {
        "a": until("2027-03-01", title="Late", criteria={"area": ["IT-BS"]}),
        "b": until("2026-11-25", title="Outside", kind="external_tender", criteria={"area": ["IT-BS"]}),
        "c": until("2027-02-01", title="Early", criteria={"area": ["IT-BS"]}),
        "d": until("2027-01-01", title="To come", published="2026-12-01", criteria={"area": ["IT-BS"]}),
    }
    assert fitting(html(a_member(), calls)) == ["Early", "Late", "To come", "Outside"]


@pytest.mark.parametrize("number", [FEW, FEW + 1, FEW + 3])
def test_only_the_first_calls_are_shown_and_the_board_has_the_others(number: int) -> None:
    calls = {f"c-{at:02}": until("2027-01-01", title=f"C{at}", criteria={"area": ["IT-BS"]}) for at in range(number)}
    text = html(a_member(social_type="B"), calls)
    assert fitting(text) == [f"C{at}" for at in range(FEW)]
    more = re.search(r'<a href="([^"]*)">(\d+) more call(?:s fit| fits)</a>', text)
    onward = "../../calls/browse/for/social-co-operatives-of-type-b/brescia/"
    assert (more and (more[1], int(more[2]))) == ((onward, number - FEW) if number > FEW else None)


BEFORE: dict[str, Any] = {
    "one": a_call(criteria={"area": ["IT-BS"]}),
    "far": a_call(criteria={"area": ["IT-MI"]}),
}


@pytest.mark.parametrize(
    ("change", "now", "changed"),
    [
        ({}, NOW, False),
        ({}, "2026-11-22T11:00+01:00", False),
        ({}, "2026-11-24T10:00+01:00", True),
        ({}, "2026-12-01T10:00+01:00", True),
        ({"one": {**BEFORE["one"], "title": "Other"}}, NOW, True),
        ({"far": {**BEFORE["far"], "title": "Other"}}, NOW, False),
        ({"new": a_call(title="New", criteria={"area": ["017029"]})}, NOW, True),
        ({"new": a_call(title="New")}, NOW, False),
    ],
)
def test_a_members_page_is_made_again_when_the_calls_that_fit_change(
    change: dict[str, Any], now: str, changed: bool
) -> None:
    texts = {"aurora": a_member(address=BRESCIA)}
    old = members(enrolled(texts, now=NOW, calls=BEFORE))["members/aurora/"]
    new = members(enrolled(texts, now=now, calls=BEFORE | change))["members/aurora/"]
    assert (old.key != new.key) is changed
    if not changed:
        assert old.body() == new.body()


def test_a_reason_cannot_break_out_of_its_tile() -> None:
    evil = "<b>Lyon</b>"
    text = html(a_member(address={"municipality": evil, "country": "FR"}), {"one": a_call(criteria={"area": ["FR"]})})
    assert fitting(text) == ["Who cooks?"]
    assert "<b>" not in text
