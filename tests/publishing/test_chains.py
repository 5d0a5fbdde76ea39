"""Supply chains."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.chain import filling
from tests.publishing.woven import a_member, an_offer, body, page, pages, words, woven

CHAIN = {
    "name": "Grain to bread",
    "description": "From the **field**.",
    "area": ["IT-25"],
    "lead": "mill",
    "stages": [
        {"id": "field", "name": "Field", "gives": ["grain"]},
        {"id": "mill", "name": "Mill", "takes": ["grain"], "gives": ["flour"]},
    ],
}


def offering(name: str, **more: Any) -> dict[str, Any]:
    return a_member(name, offers=[an_offer(chain="grain", stage="mill", **more)])


RECORDS: dict[str, Any] = {
    "chains": {"grain": CHAIN},
    "members": {
        "mill": offering("Zeno's mill"),
        "stones": a_member(
            "Stones", offers=[an_offer(chain="grain", stage="mill"), an_offer(id="b", chain="grain", stage="mill")]
        ),
        "talking": offering("In talks", status="in_talks"),
        "past": offering("Past", expires="2026-11-21"),
        "last-day": offering("Last day", expires="2026-11-22"),
        "sold": offering("Sold", status="concluded"),
        "ceased": offering("Ceased") | {"status": "ceased"},
        "no-stage": a_member("No stage", offers=[an_offer(chain="grain")]),
    },
}


def test_a_stage_is_filled_by_members_whose_offers_stand_today() -> None:
    found = filling(woven(**RECORDS))
    assert {place: [slug for slug, _, _ in members] for place, members in found.items()} == {
        ("grain", "mill"): ["talking", "last-day", "stones", "mill"]
    }


def test_a_chain_tells_its_stages_in_order_and_who_fills_them() -> None:
    html = body(woven(**RECORDS), "chains/grain/")
    said = words(html)
    assert said.index("Field Gives grain No member has declared an offer") < said.index("Mill Takes grain Gives flour")
    assert "Where Lombardia Led by Zeno's mill" in said
    assert 'href="../../members/stones/#offer-bread"' in html
    assert len(re.findall(r'href="../../members/stones/', html)) == 1


def test_the_list_counts_stages_and_members() -> None:
    said = words(body(woven(**RECORDS), "chains/"))
    assert "Grain to bread Field Mill 2 stages · 4 members" in said


def test_without_chains_the_list_says_so_and_leads_on() -> None:
    (index,) = [one for one in pages(woven()) if one.section == "chains"]
    assert "No supply chain yet" in index.body()
    assert 'href="../members/"' in index.body()


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"members": RECORDS["members"] | {"mill": offering("Zeno")}}, True),
        ({"members": RECORDS["members"] | {"mill": offering("Zeno's mill", title="Other flour")}}, True),
        ({"members": RECORDS["members"] | {"past": offering("Past", expires="2026-12-01")}}, True),
        ({"members": RECORDS["members"] | {"sold": offering("Sold out", status="concluded")}}, False),
        ({"chains": {"grain": CHAIN | {"name": "Bread"}}}, True),
    ],
)
def test_a_chains_key_changes_when_and_only_when_what_it_shows_does(change: dict[str, Any], changed: bool) -> None:
    before, after = page(woven(**RECORDS), "chains/grain/"), page(woven(**RECORDS | change), "chains/grain/")
    assert (before.key != after.key) is changed
    assert (before.body() != after.body()) is changed
