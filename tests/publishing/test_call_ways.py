"""The ways to browse calls without a script: shelves, and the calls for a kind of co-operative in a place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from generator.matching.eligibility import Eligibility
from generator.publishing.calls import call
from generator.publishing.calls.kinds import kind_of, kinds
from generator.publishing.calls.sheets import A_PAGE
from generator.publishing.calls.territory import EVERYWHERE, Territory
from generator.publishing.page import Page
from generator.publishing.site import Site
from generator.records.criteria import Criteria
from generator.records.member import Member
from tests.publishing.enrolled import enrolled
from tests.publishing.woven import VOCABULARIES, a_call, a_member, parsed, templates_of, words, woven

BRESCIA, MILANO = {"municipality": "017029"}, {"municipality": "015146"}
B, A, BOTH = (f"social-co-operatives-of-type{one}" for one in ("-b", "-a", "s-a-and-b"))
OTHERS = "other-co-operatives-of-any-kind"


def until(day: str, **more: Any) -> dict[str, Any]:
    return a_call(deadlines=[{"id": "end", "at": day}], **more)


def asks(title: str, **criteria: Any) -> dict[str, Any]:
    return until("2027-02-01", title=title, criteria=criteria)


CALLS = {
    "all": until("2027-01-01", title="For all"),
    "b": asks("B anywhere", social_type=["B"]),
    "bs": asks("All in Brescia", area=["IT-BS"]),
    "b-bs": asks("B in Brescia", social_type=["B"], area=["017029"]),
    "lom": asks("Lombardy", area=["IT-25"], size={"min_employees": "10"}),
    "mi": asks("All in Milan", area=["IT-MI", "FR"]),
    "fish": {**asks("Fishing", register_category=["fishing"]), "kind": "external_tender"},
    "over": until("2026-11-01", title="Over", theme="Food", track="connections"),
    "food": until("2027-03-01", title="Later", theme="food", track="people"),
}


def site(**more: Any) -> Site:
    return woven(**{"calls": CALLS, "members": {"aurora": a_member(address=BRESCIA)}, **more})


def found(built: Site) -> dict[str, Page]:
    return {page.address: page for page in call.pages(built, templates_of(built))}


def titles(page: Page) -> list[str]:
    return re.findall(r'class="tile__link"[^>]*>([^<]*)<', page.body())


@pytest.fixture(scope="module")
def pages() -> Mapping[str, Page]:
    return found(site())


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("state/open/", {"For all", "B anywhere", "All in Brescia", "B in Brescia", "Lombardy", "All in Milan",
                         "Fishing", "Later"}),
        ("state/closed/", {"Over"}),
        ("track/connections/", {"Over"}),
        ("track/people/", {"Later"}),
        ("theme/food/", {"Over", "Later"}),
        ("everywhere/", {"For all", "B anywhere", "Fishing", "Over", "Later"}),
        ("region/lombardia/", {"All in Brescia", "B in Brescia", "Lombardy", "All in Milan"}),
        ("province/brescia/", {"All in Brescia", "B in Brescia", "Lombardy"}),
        ("province/milano/", {"Lombardy", "All in Milan"}),
        ("region/france/", {"All in Milan"}),
        (f"for/{B}/brescia/", {"For all", "B anywhere", "All in Brescia", "B in Brescia", "Lombardy", "Later"}),
        (f"for/{BOTH}/brescia/", {"For all", "B anywhere", "All in Brescia", "B in Brescia", "Lombardy", "Later"}),
        (f"for/{A}/brescia/", {"For all", "All in Brescia", "Lombardy", "Later"}),
        (f"for/{B}/milano/", {"For all", "B anywhere", "Lombardy", "All in Milan", "Later"}),
        (f"for/{B}/lombardia/", {"For all", "B anywhere", "Lombardy", "Later"}),
        (f"for/{B}/france/", {"For all", "B anywhere", "All in Milan", "Later"}),
        (f"for/{B}/everywhere/", {"For all", "B anywhere", "Later"}),
        ("for/fishing-co-operatives/everywhere/", {"For all", "Fishing", "Later"}),
        (f"for/{OTHERS}/brescia/", {"For all", "All in Brescia", "Lombardy", "Later"}),
        (f"for/{B}/", {"For all", "B anywhere", "All in Brescia", "B in Brescia", "Lombardy", "All in Milan", "Later"}),
    ],
)  # fmt: skip
def test_each_way_leads_to_the_calls_that_belong_there(
    address: str, shown: set[str], pages: Mapping[str, Page]
) -> None:
    listed = titles(pages[f"calls/browse/{address}"])
    assert set(listed) == shown
    assert len(listed) == len(shown)


def test_calls_from_outside_stand_apart_on_every_list(pages: Mapping[str, Page]) -> None:
    said = words(pages["calls/browse/for/fishing-co-operatives/everywhere/"].body())
    assert said.index("For all") < said.index("Calls from outside") < said.index("Fishing Closes")


def test_what_a_call_asks_besides_stands_on_its_tile(pages: Mapping[str, Page]) -> None:
    said = words(pages[f"calls/browse/for/{B}/brescia/"].body())
    assert "For: Lombardia · Employees: at least 10" in said
    assert "For: Social co-operatives of type B · Brescia (BS)" in said


def test_every_link_below_the_calls_leads_to_a_page_and_every_page_can_be_reached(pages: Mapping[str, Page]) -> None:
    reached, waiting = set(), ["calls/"]
    while waiting:
        address = waiting.pop()
        if address in reached:
            continue
        reached.add(address)
        for link in parsed(pages[address].body()).iter("a"):
            target = urlsplit(urljoin(f"http://x/{address}", link.get("href"))).path.removeprefix("/")
            if target.startswith("calls/"):
                assert target in pages, f"{address} leads to {target}"
                waiting.append(target)
    assert reached == set(pages)


def test_the_page_of_all_ways_counts_what_each_holds(pages: Mapping[str, Page]) -> None:
    said = words(pages["calls/browse/"].body())
    assert "By state Open 8 Closed 1" in said
    assert "By track Caring for people 1 Weaving connections 1" in said
    assert "By theme food 2" in said
    assert "Everywhere 5 Lombardia 4 Brescia 3 Milano 2 France 1" in said


def test_without_calls_there_are_no_ways() -> None:
    assert set(found(woven())) == {"calls/"}


def test_where_calls_name_no_place_a_kinds_page_needs_no_other() -> None:
    built = woven(calls={"all": CALLS["all"]}, members={"aurora": a_member(address=BRESCIA)})
    assert [address for address in found(built) if f"/for/{B}/" in address] == [f"calls/browse/for/{B}/"]


def test_a_kind_and_a_place_show_the_first_calls_and_say_where_the_others_are() -> None:
    calls = {f"c-{at:03}": asks(f"C{at}", area=["IT-BS"]) for at in range(A_PAGE + 2)}
    built = found(woven(calls=calls))
    place = built[f"calls/browse/for/{B}/brescia/"]
    assert len(titles(place)) == A_PAGE
    assert f"The first {A_PAGE} of {A_PAGE + 2} calls." in words(place.body())
    whole = titles(built[f"calls/browse/for/{B}/"]) + titles(built[f"calls/browse/for/{B}/page/2/"])
    assert sorted(whole) == sorted(texts["title"] for texts in calls.values())


def test_a_thousand_calls_make_a_bounded_number_of_pages_of_bounded_length() -> None:
    provinces, regions = [*VOCABULARIES.provinces][:30], ["25", "34", "45"]
    areas = [[f"IT-{code}"] for code in (*provinces, *regions)] + [[]]
    calls = {
        f"c-{at:04}": {
            **asks(f"C{at}", area=areas[at % len(areas)], social_type=[["A"], ["B"], []][at % 3]),
            "kind": "call_to_action" if at % 2 else "external_tender",
            "theme": f"theme {at % 20}",
        }
        for at in range(1000)
    }
    built = woven(calls=calls)
    ways = [page for page in found(built).values() if page.address.startswith("calls/browse/")]
    assert len(ways) < 600
    assert max(len(titles(page)) for page in ways) <= A_PAGE
    board = found(built)["calls/"]
    assert len(titles(board)) <= 3 * A_PAGE


@pytest.mark.parametrize(
    ("social", "category"),
    [(None, None), (None, "fishing"), (None, "transport"), ("A", "social"), ("B", "social"), ("A+B", "social")],
)
@pytest.mark.parametrize(
    "criteria",
    [
        {},
        {"social_type": ["B"]},
        {"social_type": ["A+B"]},
        {"register_category": ["fishing"]},
        {"register_category": ["social", "fishing"]},
        {"register_category": ["social"], "social_type": ["A"]},
    ],
)
def test_a_kind_may_answer_what_a_member_of_it_is_eligible_for(
    social: str | None, category: str | None, criteria: dict[str, Any]
) -> None:
    texts = a_member(**({"social_type": social} if social else {}))
    if category:
        texts["identifiers"] = {"register": {"number": "A1", "section": "prevalent", "category": category}}
    member, asked = Member.model_validate(texts), Criteria.model_validate(criteria)
    built = woven(calls={"one": a_call(criteria={"register_category": ["fishing"]})})
    kind = kind_of(member, kinds(built))
    assert kind.may_answer(asked) == Eligibility(asked, VOCABULARIES).of(member).meets


def test_places_are_those_that_calls_name_and_the_provinces_of_members_in_their_regions() -> None:
    members = {"a": a_member(address=BRESCIA), "b": a_member(address={"municipality": "082053"}), "c": a_member()}
    built = woven(calls={"one": asks("One", area=["IT-25", "IT-VR", "DE"])}, members=members)
    territory = Territory(built)
    assert [(one.name, [name for _, name in one.provinces]) for one in territory.regions] == [
        ("Lombardia", ["Brescia"]), ("Veneto", ["Verona"]), ("Germany", []),
    ]  # fmt: skip
    everyone = built.federation.members
    assert [territory.of(everyone[slug].address) for slug in "abc"] == ["brescia", EVERYWHERE, EVERYWHERE]


@pytest.mark.parametrize(
    ("area", "marks"),
    [
        ([], (EVERYWHERE,)),
        (["IT"], (EVERYWHERE,)),
        (["IT-25", "017029", "IT-BS"], ("brescia", "lombardia")),
        (["AT"], ("austria",)),
    ],
)
def test_a_call_is_marked_by_the_places_that_it_names(area: list[str], marks: tuple[str, ...]) -> None:
    built = woven(calls={"one": asks("One", area=area)})
    assert Territory(built).marks(built.federation.calls["one"]) == marks


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, False),
        ({"now": "2026-11-22T11:00+01:00"}, False),
        ({"calls": {**CALLS, "mi": asks("Other title", area=["IT-MI"])}}, False),
        ({"calls": {**CALLS, "bs": asks("Other title", area=["IT-BS"])}}, True),
        ({"calls": {**CALLS, "new": asks("New", area=["IT-BS"])}}, True),
        ({"now": "2027-01-28T10:00+01:00"}, True),
    ],
)
def test_a_list_is_made_again_when_and_only_when_its_calls_change(change: dict[str, Any], changed: bool) -> None:
    address = f"calls/browse/for/{A}/brescia/"
    old, new = found(site())[address], found(site(**change))[address]
    assert (old.key != new.key) is changed
    assert (old.body() != new.body()) is changed


def test_themes_and_kinds_that_people_write_are_escaped() -> None:
    built = enrolled({}, calls={"one": a_call(theme='<b x="1">', title="<i>", issuer="<u>")})
    for page in found(built).values():
        assert not re.search("<b x|<i>|<u>", page.body())
