"""The directory, and every way to browse it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from generator.publishing.members import browse, directory, member
from generator.publishing.members.card import cards
from generator.publishing.members.lists import SIZE
from generator.publishing.members.roll import Roll
from generator.publishing.members.ways import slug_of
from generator.publishing.proposing import kinds
from generator.publishing.templates import environment
from tests.publishing.enrolled import enrolled, lists, rich
from tests.publishing.woven import a_member, an_offer, parsed, words

COOPS = Path(__file__).parents[2] / ".." / "shared" / "data" / "coops-uk.csv"
ONE_EACH = ("sector", "region", "kind", "letter")

TRENTO, BOLZANO, BRESCIA = "022205", "021008", "017029"


def at(municipality: str, country: str = "IT") -> dict[str, str]:
    return {"municipality": municipality, "country": country}


def main(code: str) -> list[dict[str, str]]:
    return [{"ateco": "96.99.99"}, {"ateco": code, "main": "true"}] if code else []


MEMBERS: dict[str, dict[str, Any]] = {
    "acli": a_member(
        "Àcli", address=at(TRENTO), activities=[{"ateco": "10.71.10"}], services=["food.bakery", "food.dairy"]
    ),
    "acqua": a_member("acqua viva", address=at(BOLZANO), social_type="A", services=["food.dairy"]),
    "zeta": a_member("Zeta", address=at(BRESCIA), status="ceased", legal_form="1.4.10"),
    "otto": a_member("8 marzo", address=at("Lugano", "CH"), legal_form="Genossenschaft"),
    "hezuo": a_member("合作社", address=at("Dogana", "SM")),
    "dot": a_member("«.coop»"),
    "emile": a_member("Émile", address=at(BRESCIA), services=["food.bakery"]),
    "elena": a_member("elena", address=at(BRESCIA)),
}  # fmt: skip


def test_every_member_stands_in_exactly_one_sector_place_kind_and_letter() -> None:
    built = enrolled(MEMBERS)
    ways = browse.ways(cards(built), built.addresses)
    for name in ONE_EACH:
        shelved = Counter(card.slug for shelf in ways[name].shelves for card in shelf.cards)
        assert shelved == Counter(MEMBERS.keys()), name


@pytest.mark.parametrize(
    ("way", "shelves"),
    [
        ("region", {"Lombardia": 3, "Trentino-Alto Adige": 2, "San Marino": 1, "Switzerland": 1, "No place stated": 1}),
        ("province", {"Bolzano": 1, "Brescia": 3, "Trento": 1}),
        ("letter", {"0–9": 1, "A": 2, "C": 1, "E": 2, "Z": 1, "Other": 1}),
        ("sector", {"Manufacturing and crafts": 1, "No sector stated": 7}),
        (
            "kind",
            {
                "Co-operative with prevalent mutuality": 1,
                "Genossenschaft": 1,
                "Social co-operatives of type A": 1,
                "No kind stated": 5,
            },
        ),
        ("service", {"Food and drink": 3}),
    ],
)
def test_shelves_stand_in_order_with_what_is_not_stated_at_the_end(way: str, shelves: dict[str, int]) -> None:
    built = enrolled(MEMBERS)
    found = browse.ways(cards(built), built.addresses)[way].shelves
    assert [(shelf.value.label, len(shelf.cards)) for shelf in found] == list(shelves.items())


def test_a_member_with_two_services_of_a_group_stands_once_in_the_group() -> None:
    built = enrolled(MEMBERS)
    (group,) = browse.ways(cards(built), built.addresses)["service"].shelves
    assert [card.slug for card in group.cards] == ["acli", "acqua", "emile"]
    assert {shelf.value.label: [card.slug for card in shelf.cards] for shelf in group.parts} == {
        "Bread and bakery": ["acli", "emile"],
        "Milk, cheese and dairy": ["acli", "acqua"],
    }


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        ({"social_type": "B"}, "Social co-operatives of type B"),
        ({"social_type": "A+B", "identifiers": {"register": {"number": "1", "section": "other", "category": "work"}}},
         "Social co-operatives of types A and B"),
        ({"identifiers": {"register": {"number": "1", "section": "other", "category": "work"}}, "legal_form": "1.4.30"},
         "Worker co-operatives"),
        ({"legal_form": "1.4.30"}, "Social co-operatives"),
        ({"legal_form": "1.5.10", "activities": main("01.13.10")}, "Co-operative consortia"),
        ({"legal_form": "1.4.10", "activities": main("02.10.00")},
         "Agricultural and livestock marketing co-operatives"),
        ({"activities": main("03.11.00")}, "Fishing co-operatives"),
        ({"legal_form": "1.4.20"}, "Other co-operative (mutuality not prevalent)"),
        ({"legal_form": "1.4.20", "profiles": ["consortium"]}, "Other co-operative (mutuality not prevalent)"),
        ({"profiles": ["consortium"]}, "Co-operative consortia"),
        ({"legal_form": "Society", "activities": main("01.13.10")}, "Society"),
        ({"legal_form": "A"}, "A"),
        ({"legal_form": "work"}, "work"),
        ({"legal_form": "合作社"}, "Other"),
        ({"identifiers": {"rea": "BS-1"}}, "No kind stated"),
    ],
)  # fmt: skip
def test_the_kind_is_the_first_that_the_record_says(texts: dict[str, Any], kind: str) -> None:
    (card,) = cards(enrolled({"one": a_member(**texts)}))
    assert card.kind.label == kind


def test_members_stand_in_the_order_of_the_language_accents_and_capitals_aside() -> None:
    names = [card.name for card in cards(enrolled(MEMBERS))]
    assert names == ["8 marzo", "Àcli", "acqua viva", "«.coop»", "elena", "Émile", "Zeta", "合作社"]


def test_a_card_says_what_a_member_does_and_what_it_seeks_today() -> None:
    by_slug = {card.slug: card for card in cards(rich())}
    aurora, mill = by_slug["aurora"], by_slug["mill"]
    assert (aurora.line, aurora.place, aurora.seeks) == ("Meals for schools.", "Brescia (BS)", "A van")
    assert (mill.line, mill.place, mill.seeks) == ("", "", "")
    assert (aurora.sector.label, aurora.province and aurora.province.label) == ("Manufacturing and crafts", "Brescia")


def test_the_first_page_counts_and_leads_into_every_way() -> None:
    page = lists(enrolled(MEMBERS))["members/"]
    text, tree = words(page.body()), parsed(page.body())
    assert "8 co-operatives (one no longer active) in 3 provinces and 1 sector." in text
    links = {link.get("href") for link in tree.iter("a")}
    assert {f"../members/{way}/" for way in ("sector", "region", "service", "kind")} <= links
    assert "../members/letter/other/" in links
    assert page.description == "8 co-operatives (one no longer active) in 3 provinces and 1 sector."


def test_where_members_are_searched_those_without_scripts_are_told_how_to_look() -> None:
    told = "Here you can browse the members by place, sector and service."
    built = enrolled(MEMBERS)
    assert told in lists(built)["members/"].body().partition("<noscript>")[2].partition("</noscript>")[0]
    without = replace(built, settings=replace(built.settings, search=False))
    assert "<noscript>" not in lists(without)["members/"].body()


def test_ceased_members_are_listed_with_a_mark() -> None:
    page = lists(enrolled(MEMBERS))["members/letter/z/"]
    assert "Zeta Brescia (BS) Ceased" in words(page.body())


def test_the_newest_members_stand_on_the_first_page_only() -> None:
    many = {f"m-{n:03}": a_member(f"Member {n:03}", member_since=f"20{n % 20:02}-01-01") for n in range(SIZE + 1)}
    many["m-039"]["status"], many["m-038"]["member_since"] = "ceased", "2026-11-23"
    found = lists(enrolled(many))
    first, second = words(found["members/"].body()), words(found["members/page/2/"].body())
    newest = first[first.index("Newest members") : first.index("All members")]
    assert re.findall(r"Member (\d+)", newest) == ["019", "018", "017", "037"]
    assert "Newest members" not in second


@pytest.mark.parametrize(
    ("count", "addresses"),
    [(0, ["members/"]), (1, ["members/"]), (SIZE, ["members/"]), (SIZE + 1, ["members/", "members/page/2/"])],
)
def test_the_directory_is_cut_into_pages(count: int, addresses: list[str]) -> None:
    found = lists(enrolled({f"m-{number}": a_member() for number in range(count)}))
    at_top = [address for address in found if address == "members/" or address.startswith("members/page/")]
    assert at_top == addresses
    assert (
        sum(found[address].body().count('<h3 class="tile__title"><a class="tile__link"') for address in at_top) == count
    )


def test_a_directory_without_members_says_what_to_do() -> None:
    found = lists(enrolled({}))
    assert list(found) == ["members/"]
    assert "No member yet" in words(found["members/"].body())


@pytest.mark.parametrize("language", ["en", "it"])
def test_every_list_is_valid_and_all_its_links_lead_to_pages(language: str) -> None:
    built = enrolled(MEMBERS, language)
    found = lists(built)
    known = set(found) | {built.addresses.member(slug) for slug in MEMBERS} | {built.addresses.map, ""}
    known |= {path for channel in built.channels.all for path in channel.paths} | {kinds.address("new-member", built)}
    for at, page in found.items():
        root = "../" * at.count("/")
        pages = (link for link in parsed(page.body()).iter("a") if not link.get("href").startswith("webcal:"))
        for link in pages:
            assert link.get("href").startswith(root), (at, link.get("href"))
            assert link.get("href").removeprefix(root).partition("?")[0] in known, (at, link.get("href"))


def test_names_cannot_write_html() -> None:
    name = "<script>alert(1)</script> \"'&amp;"
    found = lists(
        enrolled(
            {"one": a_member(name, summary=name, address=at(name, "CH"), legal_form=name, needs=[an_offer(title=name)])}
        )
    )
    for page in found.values():
        tree = parsed(page.body())
        scripts = [script for script in tree.iter("script") if script.get("type") != "application/json"]
        assert not scripts, page.address
    assert words(found["members/"].body()).count(name) == 5


SHOWN = {"name": "Beta", "summary": "Two", "status": "forming", "logo": "b.png", "address": at(BRESCIA)}


@pytest.mark.parametrize("change", [{key: SHOWN[key]} for key in SHOWN] + [{"needs": [an_offer()]}])
def test_a_list_is_made_again_when_a_tile_changes(change: dict[str, Any]) -> None:
    before = lists(enrolled({"one": a_member("Alfa"), "two": a_member("Gamma")}))
    after = lists(enrolled({"one": {**a_member("Alfa"), **change}, "two": a_member("Gamma")}))
    assert before["members/"].key != after["members/"].key
    assert before["members/"].body() != after["members/"].body()
    assert before["members/letter/g/"].key == after["members/letter/g/"].key


@pytest.mark.parametrize(
    "change",
    [
        {"contacts": {"phone": "030 123456"}},
        {"description": "More."},
        {"verified": {"on": "2026-01-01", "by": "us"}},
        {"needs": [an_offer(expires="2026-11-21")]},
        {"needs": [an_offer(status="concluded")]},
    ],
)
def test_a_list_stays_when_what_changes_is_not_in_it(change: dict[str, Any]) -> None:
    before = lists(enrolled({"one": a_member("Alfa")}))
    after = lists(enrolled({"one": {**a_member("Alfa"), **change}}))
    assert {address: page.key for address, page in before.items()} == {
        address: page.key for address, page in after.items()
    }
    assert {address: page.body() for address, page in before.items()} == {
        address: page.body() for address, page in after.items()
    }


def test_a_page_of_values_is_made_again_when_a_count_changes() -> None:
    before = lists(enrolled({"one": a_member("Alfa", address=at(BRESCIA))}))
    after = lists(
        enrolled({"one": a_member("Alfa", address=at(BRESCIA)), "two": a_member("Beta", address=at(BRESCIA))})
    )
    for address in ("members/region/", "members/province/", "members/region/lombardia/"):
        assert before[address].key != after[address].key, address


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("Valle d'Aosta", "valle-daosta"),
        ("Forlì-Cesena", "forli-cesena"),
        ("Società & C.", "societa-c"),
        ("合作社", ""),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_labels_become_parts_of_addresses(label: str, slug: str) -> None:
    assert slug_of(label) == slug


@pytest.mark.skipif(not COOPS.exists(), reason="coops-uk.csv is not there")
def test_seven_thousand_real_co_operatives_are_all_counted(capsys: pytest.CaptureFixture[str]) -> None:
    with COOPS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    built = enrolled({f"{slug_of(row['Name']) or 'x'}-{number}": _coop(row) for number, row in enumerate(rows)})
    templates = environment(built)
    started = process_time()
    found = [*directory.pages(Roll(built), templates), *member.pages(built, templates)]
    planned = process_time() - started
    for page in found[::20]:
        parsed(page.body())
    ways = browse.ways(cards(built), built.addresses)
    for name in ONE_EACH:
        assert sum(len(shelf.cards) for shelf in ways[name].shelves) == len(rows) == 7272, name
    with capsys.disabled():
        print(f"\n{len(found)} pages of {len(rows)} members with their keys in {planned:.2f} s")


def _coop(row: dict[str, str]) -> dict[str, Any]:
    return a_member(
        "".join(sign if sign.isprintable() and sign != "\ufffd" else "?" for sign in row["Name"].strip())[:160],
        address=at(row["Locality"].strip() or "?", row["Country ID"] or "GB"),
        **({"legal_form": row["Legal Form"].strip()} if row["Legal Form"].strip() else {}),
    )
