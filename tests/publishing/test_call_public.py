"""A call and its public: who could take part, how many do, and who has what it seeks."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.calls.in_directory import InDirectory
from generator.publishing.calls.public import FEW, Public, Publics
from generator.publishing.calls.sought_partners import FEW as FEW_OFFERS
from generator.publishing.members.roll import Roll
from generator.records.criteria import Criteria
from tests.publishing.enrolled import enrolled
from tests.publishing.woven import a_call, a_member, an_offer, body, page, words, woven

COLD, VEGETABLES = "logistics.refrigerated-transport", "farming.vegetables"
BRESCIA = {"municipality": "017029"}
IN_BRESCIA = {"criteria": {"area": ["IT-BS"]}}


def many(number: int, **more: Any) -> dict[str, Any]:
    """Return so many members in Brescia, by slug, named the other way round."""
    return {f"m-{at:03}": a_member(f"Name {number - at:03}", address=BRESCIA, **more) for at in range(number)}


def public(call: dict[str, Any], **members: Any) -> Public | None:
    built = woven(calls={"one": call}, members={slug.replace("_", "-"): texts for slug, texts in members.items()})
    return Publics(Roll(built)).of(built.federation.calls["one"])


def told(call: dict[str, Any], members: dict[str, Any]) -> str:
    return words(body(woven(calls={"one": call}, members=members), "calls/one/"))


def test_a_call_names_the_members_that_could_take_part_by_name_and_where_they_are() -> None:
    members = {"b": a_member("Alba", address=BRESCIA), "a": a_member("Zeta", address=BRESCIA), "far": a_member("Far")}
    said = told(a_call(**IN_BRESCIA), members)
    assert "Who could take part 2 more members meet the criteria, as far as their records say." in said
    assert "A Alba Brescia (BS) Z Zeta Brescia (BS)" in said
    assert "Far" not in said


def test_those_that_take_part_stand_apart() -> None:
    members = {"in": a_member("Alba", address=BRESCIA), "out": a_member("Zeta", address=BRESCIA)}
    said = told(a_call(participants=["in"], **IN_BRESCIA), members)
    assert "1 more member meets the criteria, as far as its record says." in said
    assert said.count("Alba") == 1
    assert "Taking part: 1 of the 2 that it is for" in said


@pytest.mark.parametrize("number", [FEW, FEW + 1, 5 * FEW])
def test_the_list_is_bounded_and_the_directory_goes_on(number: int) -> None:
    found = public(a_call(**IN_BRESCIA), **many(number))
    assert found
    assert [card.name for card in found.others] == [f"Name {at:03}" for at in range(1, FEW + 1)]
    assert found.left == number - FEW
    html = body(enrolled(many(number), calls={"one": a_call(**IN_BRESCIA)}), "calls/one/")
    assert ("in the directory:" in words(html)) is (number > FEW)
    assert ('href="../../members/province/brescia/"' in html) is (number > FEW)
    assert html.count('class="person"') == FEW


def test_a_small_public_among_many_members_is_found_as_a_large_one_is() -> None:
    others = {f"z-{at}": a_member(f"A{at}", address={"municipality": "015146"}) for at in range(200)}
    found = public(a_call(**IN_BRESCIA), **others, **many(3))
    assert found
    assert [card.name for card in found.others] == ["Name 001", "Name 002", "Name 003"]


@pytest.mark.parametrize(
    ("criteria", "query"),
    [
        ({"area": ["IT-BS", "017029"]}, "province=brescia"),
        ({"area": ["IT-25", "IT-VR"]}, "region=lombardia&region=veneto"),
        ({"area": ["FR"]}, ""),
        (
            {"social_type": ["B"], "area": ["IT-BS"]},
            "kind=social-co-operatives-of-type-b&kind=social-co-operatives-of-types-a-and-b&province=brescia",
        ),
        ({"register_category": ["fishing"]}, "kind=fishing-co-operatives"),
        ({"profiles": ["women"]}, "profile=led-by-women"),
        ({"services": [COLD]}, "service=refrigerated-transport"),
    ],
)
def test_the_directory_is_asked_for_members_like_these(criteria: dict[str, Any], query: str) -> None:
    built = enrolled(many(1))
    found = InDirectory(Roll(built)).of(Criteria.model_validate(criteria)).query
    assert found == (query if built.scripts else "")


def test_a_call_for_everybody_counts_all_that_are_there_and_lists_none() -> None:
    members = {**many(3), "gone": a_member("Gone", status="ceased")}
    said = told(a_call(participants=["m-000"]), members)
    assert "For all members of the federation." in said
    assert "Taking part: 1 of the 3 that it is for" in said
    assert "Who could take part" not in said


def test_a_call_from_outside_that_says_nothing_of_whom_it_is_for_has_no_public() -> None:
    assert public(a_call(kind="external_tender"), **many(2)) is None


def test_who_takes_part_without_meeting_the_criteria_is_counted_beside() -> None:
    members = {**many(2), "far": a_member("Far"), "gone": a_member("Gone", status="ceased", address=BRESCIA)}
    said = told(a_call(participants=["m-000", "far", "gone", "m-000"], **IN_BRESCIA), members)
    assert "Taking part: 1 of the 2 that it is for, and 2 others" in said


def test_the_meter_is_words_and_a_bar_that_repeats_them_for_the_eye() -> None:
    html = body(woven(calls={"one": a_call(participants=["m-000"], **IN_BRESCIA)}, members=many(4)), "calls/one/")
    assert '<progress max="4" value="1" aria-hidden="true"></progress>' in html


def test_a_closed_call_says_who_took_part_and_asks_nobody_any_more() -> None:
    over = a_call(deadlines=[{"id": "end", "at": "2026-11-01"}], participants=["m-000"], seeks=[{"service": COLD}])
    members = {**many(2), "carrier": a_member("Cold", offers=[an_offer(service=COLD, kind="service")])}
    said = told({**over, **IN_BRESCIA}, members)
    assert "Took part: 1 of the 2 that it was for" in said
    assert "Who could take part" not in said
    assert "Among members" not in said
    assert "nobody offers it" not in said


def test_a_withdrawn_call_counts_nobody() -> None:
    said = told(a_call(cancelled={"on": "2026-11-02"}, **IN_BRESCIA), many(2))
    assert "that it is for" not in said
    assert "Who could take part" not in said


def carrier(name: str = "Carriers", **more: Any) -> dict[str, Any]:
    return a_member(name, address=BRESCIA, offers=[an_offer(id="cold", title="Cold vans", kind="service", **more)])


def test_a_partner_that_is_sought_is_set_against_offers() -> None:
    members = {"carrier": carrier(service=COLD)}
    built = woven(calls={"one": a_call(seeks=[{"service": COLD, "number": "2"}])}, members=members)
    html = body(built, "calls/one/")
    said = words(html)
    assert "Refrigerated transport × 2 Among members’ offers: Cold vans Carriers · until 1 March 2027" in said
    assert 'href="../../members/carrier/#offer-cold"' in html
    assert 'data-until="2027-03-01"' in html


def test_what_was_found_is_counted_and_whoever_takes_part_is_not_offered_again() -> None:
    members = {
        "in": a_member("In", services=[COLD]),
        "also": carrier("Also", service=COLD),
        "other": carrier("Other", service=COLD),
    }
    seeks = [{"service": COLD, "number": "3"}]
    said = told(a_call(seeks=seeks, participants=["in", "also"]), members)
    assert "2 found; 1 still sought" in said
    assert "Cold vans Other" in said
    assert "Cold vans Also" not in said
    whole = told(a_call(seeks=[{"service": COLD, "number": "2"}], participants=["in", "also"]), members)
    assert "× 2 all found among those that take part" in whole
    assert "Cold vans" not in whole


def test_what_nobody_offers_is_said() -> None:
    said = told(a_call(seeks=[{"service": VEGETABLES}, {"service": COLD}]), {"carrier": carrier(service=COLD)})
    assert "Vegetables nobody offers it at the moment" in said


def test_offers_of_members_that_the_call_is_for_stand_before_others() -> None:
    members = {
        "a": carrier("First by slug", service=COLD),
        "b": {**carrier("Meant", service=COLD), "social_type": "B"},
    }
    said = told(a_call(seeks=[{"service": COLD}], criteria={"social_type": ["B"]}), members)
    meant, other = said.index("Cold vans Meant"), said.index("Cold vans First by slug")
    assert meant < other
    assert "First by slug · until 1 March 2027 · not among those it is for" in said
    assert said.count("not among those") == 1


def test_no_more_offers_are_shown_than_anybody_reads() -> None:
    members = {f"c-{at:02}": carrier(f"C{at}", service=COLD) for at in range(FEW_OFFERS + 3)}
    assert told(a_call(seeks=[{"service": COLD}]), members).count("Cold vans") == FEW_OFFERS


BEFORE: dict[str, Any] = {
    "calls": {"one": a_call(seeks=[{"service": COLD}], **IN_BRESCIA)},
    "members": {"carrier": carrier(service=COLD), "far": a_member("Far", address={"municipality": "015146"})},
}


@pytest.mark.parametrize(
    ("slug", "texts", "changed"),
    [
        ("carrier", carrier(service=COLD), False),
        ("carrier", carrier("Vans", service=COLD), True),
        ("carrier", {**carrier(service=COLD), "offers": []}, True),
        ("far", a_member("Farther", address={"municipality": "015146"}), False),
        ("far", a_member("Far", address=BRESCIA), True),
        ("new", a_member("New", address=BRESCIA), True),
        ("new", a_member("New", address={"municipality": "015146"}), False),
        ("new", carrier("New", service=COLD, area=["IT-25"]), True),
    ],
)
def test_a_calls_page_is_made_again_when_and_only_when_its_public_changes(
    slug: str, texts: dict[str, Any], changed: bool
) -> None:
    after = {**BEFORE, "members": {**BEFORE["members"], slug: texts}}
    old, new = page(woven(**BEFORE), "calls/one/"), page(woven(**after), "calls/one/")
    assert (old.key != new.key) is changed
    assert (old.body() != new.body()) is changed


def test_a_calls_page_is_made_again_when_the_shelves_that_it_leads_to_change() -> None:
    call = {"one": a_call(criteria={"area": ["IT-25"], "social_type": ["B"]})}
    many = {f"m-{at:02}": a_member(f"M{at:02}", address=BRESCIA, social_type="B") for at in range(FEW + 2)}
    old = page(woven(calls=call, members=many), "calls/one/")
    # As many could take part, and the first are the same.
    new = page(woven(calls=call, members={**many, "other": a_member("Other", address=BRESCIA)}), "calls/one/")
    assert old.body() != new.body()
    assert old.key != new.key


def test_nothing_that_a_member_writes_breaks_out_of_a_calls_page() -> None:
    evil = '<b onclick="x">&amp;</b>'
    members = {"evil": {**carrier(evil, service=COLD), "offers": [an_offer(title=evil, service=COLD, kind="service")]}}
    html = body(woven(calls={"one": a_call(seeks=[{"service": COLD}], **IN_BRESCIA)}, members=members), "calls/one/")
    assert not re.search('<b |onclick="', html)
    assert html.count("&lt;b onclick=&#34;x&#34;&gt;&amp;amp;&lt;/b&gt;") >= 2
