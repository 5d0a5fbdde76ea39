"""With whom a member could work, on its own page."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.publishing.collaborating.partners import BESIDE, MANY
from generator.publishing.collaborating.reference import reference
from generator.publishing.page import Page
from generator.publishing.site import Site
from tests.publishing.collaborated import BRESCIA, carriers, cold, collaborating, hall, without_office
from tests.publishing.enrolled import members
from tests.publishing.woven import a_member, parsed, words

CODE = re.compile("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")


def page(site: Site, slug: str) -> Page:
    return members(site)[f"{site.addresses.members}/{slug}/"]


def said(site: Site, slug: str) -> str:
    return words(page(site, slug).body())


def codes(html: str) -> set[str]:
    return set(CODE.findall(html))


def messages(html: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return address, subject and body of each link that asks for a meeting."""
    links = (urlsplit(link.get("href", "")) for link in parsed(html).iter("a"))
    return [(unquote(link.path), parse_qs(link.query)) for link in links if "body=" in link.query]


def test_both_see_each_other_and_read_it_from_their_own_side() -> None:
    site = collaborating()
    farm, carrier = said(site, "farm"), said(site, "carrier")
    assert "Possible partners" in farm
    assert "Offers Refrigerated transport to Mantova Offers refrigerated transport, which you seek; 62 km away." in farm
    assert "Seeks Refrigerated transport to Mantova Seeks refrigerated transport, which you offer; 62 km" in carrier
    assert codes(page(site, "farm").body()) <= codes(page(site, "carrier").body())


def test_it_is_said_in_italian() -> None:
    text = said(collaborating(language="it"), "farm")
    assert "Possibili collaborazioni" in text
    assert "Offre trasporto refrigerato, che cercate; a 62 km." in text
    assert "ciascuna ha ciò che l'altra cerca" in text
    assert "Chiedete un primo incontro" in text


def test_each_of_its_own_exchanges_says_what_meets_it() -> None:
    html = page(collaborating(), "carrier").body()
    (offer,) = [one for one in parsed(html).iter("article") if one.get("id") == "offer-cold"]
    text = " ".join("".join(offer.itertext()).split())
    sought = "Refrigerated transport to Mantova"
    assert f"2 needs meet it The Farm: {sought} The Dairy: {sought}" in text
    anchors = [link.get("href") for link in offer.iter("a")]
    places = {element.get("id") for element in parsed(html).iter() if element.get("id")}
    assert {anchor.removeprefix("#") for anchor in anchors} <= places


def test_the_best_stands_first_and_those_that_have_what_the_other_seeks_are_marked() -> None:
    html = page(collaborating(), "carrier").body()
    partners = [one for one in parsed(html).iter("li") if "partner" in one.get("class", "").split()]
    names = [one.find(".//h3/a").text for one in partners]
    assert names == ["The Farm", "The Dairy"]
    assert ["partner--both" in one.get("class") for one in partners] == [True, False]
    assert "The Dairy" not in said(collaborating(), "farm")


def test_what_a_match_lacks_is_said() -> None:
    assert "What would make it better the need does not say its terms" in said(collaborating(), "dairy")
    assert "What would make it better" not in said(collaborating(), "farm")


def test_a_meeting_is_asked_of_the_office_with_a_reference_and_three_questions() -> None:
    ((address, fields),) = messages(page(collaborating(), "dairy").body())
    code = reference(("carrier", "cold"), ("dairy", "cold"))
    assert address == "office@rivers.example"
    assert fields["subject"] == [f"Working together: {code}"]
    (body,) = fields["body"]
    assert body == (
        f"Reference: {code}\r\nSought: Refrigerated transport to Mantova (The Dairy)\r\n"
        "Offered: Refrigerated transport to Mantova (The Carrier)\r\n"
        "\r\n1. Which co-operation do you have in mind?\r\n\r\n"
        "\r\n2. What is not clear to you yet?\r\n\r\n"
        "\r\n3. Who are you, and how can you be reached?\r\n"
    )


def test_without_an_office_both_members_are_written_to_as_far_as_they_have_an_address() -> None:
    built = carriers()
    built["dairy"]["contacts"] = {"email": "milk@dairy.example"}
    assert [address for address, _ in messages(page(without_office(collaborating(built)), "dairy").body())] == [
        "milk@dairy.example"
    ]
    built["carrier"]["contacts"] = {"email": "desk@carrier.example"}
    assert [address for address, _ in messages(page(without_office(collaborating(built)), "dairy").body())] == [
        "milk@dairy.example,desk@carrier.example"
    ]
    assert messages(page(without_office(collaborating()), "dairy").body()) == []


def test_a_reference_is_short_stable_and_says_nothing() -> None:
    code = reference(("carrier", "cold"), ("dairy", "cold"))
    assert code == "S9EF-CAN3"
    assert CODE.fullmatch(code)
    others = {reference(("carrier", "cold"), ("dairy", f"need-{number}")) for number in range(2_000)}
    assert len(others) == 2_000
    assert reference(("a", "b"), ("c", "d")) != reference(("c", "d"), ("a", "b"))


def crowd(number: int) -> dict[str, Any]:
    return {"carrier": carriers()["carrier"]} | {
        f"farm-{at:02}": a_member(f"Farm {at:02}", address=BRESCIA, needs=[cold()]) for at in range(number)
    }


def test_of_many_partners_the_best_are_shown_and_the_others_counted() -> None:
    html = page(collaborating(crowd(MANY + 3)), "carrier").body()
    partners = [one for one in parsed(html).iter("li") if "partner" in one.get("class", "").split()]
    assert len(partners) == MANY
    assert "3 more members could be partners." in words(html)
    (offer,) = [one for one in parsed(html).iter("article") if one.get("id") == "offer-cold"]
    assert len(list(offer.iter("li"))) == BESIDE
    assert f"{MANY + 3} needs meet it; these are the best {BESIDE} Farm 00: " in words(html)


def test_one_member_that_meets_an_exchange_twice_is_told_by_what_it_brings() -> None:
    built = carriers()
    built["farm"]["needs"] = [cold(), cold(id="ice", title="Ice cream taken to Mantova in refrigerated lorries")]
    html = page(collaborating(built), "carrier").body()
    (offer,) = [one for one in parsed(html).iter("article") if one.get("id") == "offer-cold"]
    assert "3 needs meet it" in " ".join("".join(offer.itertext()).split())
    texts = [link.text for link in offer.iter("a")]
    assert len(set(texts)) == len(texts) == 3
    assert sum(text.startswith("The Farm: ") for text in texts) == 2


EDITS: dict[str, tuple[str, dict[str, Any], set[str]]] = {
    "the name of a partner": ("farm", {"name": "The Meadow"}, {"farm", "carrier"}),
    "what a partner seeks": ("farm", {"needs": [cold(title="Cold lorries to Mantova")]}, {"farm", "carrier"}),
    "where a partner is": ("dairy", {"address": BRESCIA}, {"dairy", "carrier"}),
    "a need less": ("dairy", {"needs": []}, {"dairy", "carrier"}),
    "an offer more": ("poets", {"offers": [hall()]}, {"poets", "carrier"}),
    "a stranger's summary": ("poets", {"summary": "Verse"}, {"poets"}),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_page_has_another_key_when_what_it_shows_of_others_changes(edit: str) -> None:
    slug, texts, expected = EDITS[edit]
    edited = {**carriers(), slug: {**carriers()[slug], **texts}}
    before, after = members(collaborating()), members(collaborating(edited))
    changed = {address.split("/")[1] for address, page in after.items() if page.key != before[address].key}
    assert changed == expected
    assert {address for address, page in after.items() if page.body() != before[address].body()} <= {
        f"members/{name}/" for name in changed
    }


def test_a_text_is_never_markup() -> None:
    hostile = "<script>alert(1)</script>\"'><b>"
    built = carriers()
    for slug in ("carrier", "farm"):
        built[slug] = {**built[slug], "name": hostile}
    built["carrier"]["offers"] = [cold(title=hostile)]
    built["farm"]["needs"] = [cold(title=hostile)]
    html = page(collaborating(built), "farm").body()
    assert "<script>alert" not in html
    assert "<b>" not in html
    subjects = {subject for _, fields in messages(html) for subject in fields["subject"]}
    assert subjects == {f"Working together: {code}" for code in codes(html)}
    assert len(subjects) == 2


def test_a_federation_where_nothing_can_meet_does_not_even_load_what_matches() -> None:
    code = """
import sys
from tests.publishing.collaborated import block, cold, collaborating
from tests.publishing.enrolled import members
from tests.publishing.woven import a_member
for texts in ({}, {"offers": [cold()]}, {"offers": [cold()], "needs": [cold(id="past", expires="2026-11-21")]}):
    site = collaborating({"one": a_member("One", **texts)})
    assert site.matches is None
    for page in members(site).values():
        page.body()
    for name in ("exchange-board", "newest-matches", "reciprocal-pairs", "unmet-members"):
        block(name, site)
print([name for name in sys.modules if name in ("generator.matching.matches", "generator.matching.reasons")])
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.returncode) == ("[]", 0), run.stderr


def test_matches_are_worked_out_once() -> None:
    site = collaborating()
    assert site.matches is site.matches
    assert len(site.matches or ()) == 3
