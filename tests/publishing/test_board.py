"""The board of needs and offers, the newest matches, the reciprocal pairs, and who has met nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest

from generator.publishing.collaborating.board import ROWS, Board, board
from generator.publishing.collaborating.highlights import newest, pairs, unmet
from generator.publishing.collaborating.meeting import Meetings
from generator.publishing.collaborating.reference import reference
from generator.publishing.members.roll import Roll
from generator.publishing.places import Places
from generator.publishing.site import Site
from tests.publishing.collaborated import BRESCIA, MANTOVA, block, carriers, cold, collaborating, hall
from tests.publishing.woven import a_member, an_initiative, parsed, words

NAMES = ("exchange-board", "newest-matches", "reciprocal-pairs", "unmet-members")


def meetings(site: Site) -> Meetings:
    return Meetings(site, Places(site))


def made(site: Site) -> Board:
    return board(site, meetings(site))


def cards(html: str) -> dict[str, Any]:
    return {one.get("id"): one for one in parsed(html).iter("li") if "data-card" in one.attrib}


def text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def test_every_open_need_and_offer_stands_on_its_side_with_what_it_meets() -> None:
    found = cards(block("exchange-board", collaborating()))
    assert {name: (one.get("data-partners") or "").split() for name, one in found.items()} == {
        "need.farm.cold": ["offer.carrier.cold"],
        "need.dairy.cold": ["offer.carrier.cold"],
        "need.carrier.hall": ["offer.farm.hall"],
        "offer.carrier.cold": ["need.farm.cold", "need.dairy.cold"],
        "offer.farm.hall": ["need.carrier.hall"],
    }
    said = text(found["need.dairy.cold"])
    assert "Service Refrigerated transport to Mantova The Dairy, Mantova (MN) · until 15 January 2027" in said
    assert "1 offer meets it" in said
    assert "Offers refrigerated transport, which you seek; 62 km away." in said
    assert reference(("carrier", "cold"), ("dairy", "cold")) in said


def test_it_is_said_in_italian() -> None:
    site = collaborating(language="it")
    said = words(block("exchange-board", site))
    assert "Richieste 3" in said
    assert "2 richieste le corrispondono" in said
    assert "Offre trasporto refrigerato, che cercate; a 62 km." in said
    fields = {field.get("name") for field in parsed(block("exchange-board", site)).iter("select")}
    assert fields == {"servizio", "tipo", "zona", "condizioni"}


def test_a_row_leads_to_the_meeting_on_the_members_own_page() -> None:
    rows = [one for one in parsed(block("exchange-board", collaborating(), "../")).iter("li") if one.get("data-tie")]
    links = [row.find("a").get("href") for row in rows]
    code = reference(("carrier", "cold"), ("dairy", "cold")).lower()
    assert f"../members/dairy/#match-{code}" in links
    assert f"../members/carrier/#match-{code}" in links


def test_a_card_tells_of_its_best_meetings_and_names_all_its_partners() -> None:
    many = {"carrier": carriers()["carrier"]} | {
        f"farm-{at}": a_member(f"Farm {at}", address=BRESCIA, needs=[cold()]) for at in range(ROWS + 2)
    }
    card = cards(block("exchange-board", collaborating(many)))["offer.carrier.cold"]
    assert len(card.get("data-partners").split()) == ROWS + 2
    assert len([row for row in card.iter("li") if row.get("data-tie")]) == ROWS
    assert "The others stand on the page of The Carrier." in text(card)


def test_what_nobody_meets_stands_there_all_the_same() -> None:
    found = cards(block("exchange-board", collaborating({"one": a_member("One", needs=[hall()])})))
    assert list(found) == ["need.one.hall"]
    assert list(found["need.one.hall"].iter("details")) == []


def test_groups_stand_in_the_order_of_the_services_and_what_has_none_last() -> None:
    needs = [hall(), cold(), cold(id="thing", service=None, title="Something")]
    groups = made(collaborating({"one": a_member("One", needs=needs)})).needs
    assert [group.name for group in groups] == ["Transport and logistics", "Housing, spaces and equipment", ""]


def test_choices_are_what_there_is_and_a_province_holds_what_its_region_does() -> None:
    abroad = {"municipality": "Lugano", "country": "CH"}
    built = {**carriers(), "alps": a_member("Alps", address=abroad, offers=[hall(area=[])])}
    choices = made(collaborating(built)).choices
    assert [choice.label for choice in choices.kinds] == ["Service", "Space"]
    assert [choice.slug for choice in choices.terms] == ["sale", "hire"]
    assert [
        (region.label, region.within, [(province.slug, province.within) for province in provinces])
        for region, provinces in choices.places
    ] == [
        (
            "Lombardia",
            ("lombardia", "brescia", "mantova", "italia"),
            [("brescia", ("brescia", "lombardia", "italia")), ("mantova", ("mantova", "lombardia", "italia"))],
        ),
        ("Switzerland", ("switzerland",), []),
    ]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        ({"area": ["IT"]}, "italia mantova"),
        ({"area": ["IT-25"]}, "lombardia mantova"),
        ({"area": ["IT-BS"]}, "brescia mantova"),
        ({"area": ["017029"]}, "brescia mantova"),
        ({"area": ["FR"]}, "france mantova"),
        ({"area": []}, "emilia-romagna mantova"),
    ],
)
def test_an_offer_holds_where_its_area_is_and_where_the_member_is(texts: dict[str, Any], places: str) -> None:
    one = a_member("One", address=MANTOVA, serves=["IT-45"], offers=[hall(**texts)])
    found = cards(block("exchange-board", collaborating({"one": one})))
    assert found["offer.one.hall"].get("data-places") == places


def confirmed(on: str, **more: Any) -> dict[str, Any]:
    return {"verified": {"on": on, "by": "the office"}, **more}


def test_the_newest_matches_are_of_the_latest_confirmations_each_member_once() -> None:
    built = carriers()
    built["carrier"] |= confirmed("2026-10-01")
    built["farm"] |= confirmed("2026-10-02")
    built["dairy"] |= confirmed("2026-11-03")
    found = newest(collaborating(built), meetings(collaborating(built)), 3)
    assert [(one.meeting.need.slug, str(one.since)) for one in found] == [("dairy", "2026-11-03")]
    built["dairy"] |= confirmed("2026-09-01")
    found = newest(collaborating(built), meetings(collaborating(built)), 3)
    assert [{one.meeting.need.slug, one.meeting.offer.slug} for one in found] == [{"farm", "carrier"}]


def test_what_begins_later_is_as_old_as_its_confirmation_and_what_has_begun_as_its_beginning() -> None:
    built = {"carrier": carriers()["carrier"] | confirmed("2026-10-01"), "dairy": carriers()["dairy"]}
    built["dairy"]["needs"] = [cold(**{"from": "2026-11-10"})]
    (one,) = newest(collaborating(built), meetings(collaborating(built)), 3)
    assert str(one.since) == "2026-11-10"
    built["dairy"]["needs"] = [cold(**{"from": "2027-01-10"})]
    (one,) = newest(collaborating(built), meetings(collaborating(built)), 3)
    assert str(one.since) == "2026-10-01"
    said = words(block("newest-matches", collaborating(built)))
    assert "The Dairy Seeks Refrigerated transport to Mantova" in said
    assert "The Carrier Offers Refrigerated transport to Mantova since 1 October 2026" in said


def test_a_reciprocal_pair_stands_once_with_both_ways() -> None:
    site = collaborating()
    (pair,) = pairs(meetings(site), 6)
    assert (pair.first.offer.slug, pair.first.need.slug) == ("carrier", "farm")
    assert (pair.second.offer.slug, pair.second.need.slug) == ("farm", "carrier")
    said = words(block("reciprocal-pairs", site))
    assert "The Carrier has what The Farm seeks Refrigerated transport to Mantova" in said
    assert "The Farm has what The Carrier seeks A hall for assemblies in Mantova" in said


def test_the_pair_whose_weaker_way_is_stronger_comes_first() -> None:
    built = carriers()
    built["den"] = a_member("The Den", address=MANTOVA, offers=[hall(terms=["free"])], needs=[cold(terms=[])])
    found = pairs(meetings(collaborating(built)), 6)
    assert [pair.second.offer.slug for pair in found] == ["farm", "den"]


def test_who_has_neither_match_nor_tie_nor_part_in_the_programme_is_named() -> None:
    built = {
        **carriers(),
        "alone": a_member("Alone", member_since="2025-01-01"),
        "tied": a_member("Tied", relations=[{"kind": "partner_of", "member": "known"}]),
        "known": a_member("Known"),
        "active": a_member("Active"),
        "gone": a_member("Gone", status="ceased"),
        "going": a_member("Going", status="winding_up"),
    }
    one = an_initiative(partners=[{"member": "active"}])
    track = {"connections": {"number": "4", "title": "Weaving connections"}}
    site = collaborating(built, initiatives={"2026/meet": one}, tracks=track)
    number, latest = unmet(Roll(site), meetings(site), 12)
    assert number == 2
    assert [slug for slug, _ in latest] == ["alone", "poets"]
    assert "Alone" in words(block("unmet-members", site))


def test_of_many_that_have_met_nobody_those_that_joined_last_are_named_and_the_rest_counted() -> None:
    built = {f"member-{day:02}": a_member(f"Member {day}", member_since=f"2025-01-{day:02}") for day in range(1, 31)}
    built["twin"] = a_member("A twin", member_since="2025-01-30")
    built["undated"] = a_member("Undated")
    site = collaborating(built)
    number, latest = unmet(Roll(site), meetings(site), 3)
    assert (number, [slug for slug, _ in latest]) == (32, ["twin", "member-30", "member-29"])
    said = words(block("unmet-members", site))
    assert "Member 20 and 20 more" in said


def test_a_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script>\"'><b>"
    built = {
        slug: {**texts, "name": hostile, "offers": [{**one, "title": hostile} for one in texts.get("offers", ())]}
        for slug, texts in carriers().items()
    }
    for name in NAMES:
        html = block(name, collaborating(built))
        assert "<script>alert" not in html
        assert "<b>" not in html
        assert name == "exchange-board" or re.search("&lt;script&gt;", html)


def test_every_block_says_until_when_what_it_shows_holds() -> None:
    site = collaborating()
    for name in NAMES[:-1]:
        days = re.findall(r'data-until="([^"]*)"', block(name, site))
        assert days
        assert set(days) <= {"2027-03-01", "2027-01-15"}
