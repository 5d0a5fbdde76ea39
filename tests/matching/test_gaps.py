"""What a chain lacks, and who is nearest to giving it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.matching.chains import filled_chains
from generator.matching.gaps import FARTHEST, MOST, NOWHERE, Gap, Likeness, gaps
from tests.matching.chained import (
    BERGAMO,
    BOLOGNA,
    BRESCIA,
    FIELD,
    MANTOVA,
    MILL,
    OVEN,
    PALERMO,
    TODAY,
    at,
    federation,
    offering,
    stage,
)
from tests.publishing.woven import VOCABULARIES, an_offer

BAKER = at(BRESCIA, name="Baker", services=["food.bakery"])
FLOUR = {"services": ["food.pasta-flour"]}


def found(members: dict[str, Any], *stages: dict[str, Any], **chain: Any) -> tuple[Gap, ...]:
    records = federation(members, *stages, **chain)
    return gaps(filled_chains(records, VOCABULARIES, TODAY)["grain"], records, VOCABULARIES, TODAY)


def mill(members: dict[str, Any], **chain: Any) -> Gap:
    """Return the gap at the mill, beside which stands a baker in Brescia."""
    return next(gap for gap in found({"baker": BAKER, **members}, **chain) if gap.filled.stage.id == "mill")


def test_every_stage_below_its_minimum_is_a_gap_and_no_other() -> None:
    assert [gap.filled.stage.id for gap in found({"baker": BAKER})] == ["field", "mill"]
    assert found({"baker": BAKER}, OVEN, {**FIELD, "minimum": "0"}) == ()


@pytest.mark.parametrize(
    ("member", "likeness", "code", "wanted"),
    [
        (at(MANTOVA, **FLOUR), Likeness.SAME, "food.pasta-flour", ()),
        (at(MANTOVA, offers=[an_offer(service="food.pasta-flour")]), Likeness.SAME, "food.pasta-flour", ()),
        (at(MANTOVA, activities=[{"ateco": "10.61.11"}]), Likeness.SAME, "10.61.11", ()),
        (at(BRESCIA, offers=offering(expires="2026-11-01")), Likeness.LAPSED, "", ()),
        (at(BRESCIA, offers=offering(status="concluded")), Likeness.LAPSED, "", ()),
        (at(BRESCIA, activities=[{"ateco": "10.62.00"}]), Likeness.ACTIVITY_GROUP, "10.62.00", ("10.61",)),
        (at(BRESCIA, services=["food.drinks"]), Likeness.SERVICE_GROUP, "food.drinks", ("food.pasta-flour",)),
        (at(BRESCIA, activities=[{"ateco": "10.39.00"}]), Likeness.ACTIVITY_DIVISION, "10.39.00", ("10.61",)),
    ],
)
def test_the_nearest_are_told_by_what_they_do_most_like_it(
    member: dict[str, Any], likeness: Likeness, code: str, wanted: tuple[str, ...]
) -> None:
    (near,) = [one for one in mill({"one": member}, area=["IT-BS"]).nearest if one.slug == "one"]
    assert (near.likely.likeness, near.likely.code, near.likely.wanted) == (likeness, code, wanted)
    assert near.way == pytest.approx((near.km or 0) + likeness + (0 if near.serves else 30))


def test_activities_of_one_class_and_of_a_services_division_are_like_it_too() -> None:
    fine = stage("mill", ateco=["10.61.11"], takes=["grain"])
    (near,) = found({"one": at(BRESCIA, activities=[{"ateco": "10.61.19"}])}, fine)[0].nearest
    assert near.likely.likeness is Likeness.ACTIVITY_CLASS
    (near,) = found({"one": at(BRESCIA, activities=[{"ateco": "10.39.00"}])}, stage("mill", **FLOUR))[0].nearest
    assert (near.likely.likeness, near.likely.wanted) == (Likeness.DIVISION_OF_SERVICE, ("food.pasta-flour",))


@pytest.mark.parametrize(
    "member",
    [
        at(BRESCIA, services=["care.home-care"]),
        at(BRESCIA, activities=[{"ateco": "87.10.00"}]),
        at(PALERMO, **FLOUR),
        at(BRESCIA, status="ceased", services=["food.drinks"]),
        at(BRESCIA, status="winding_up", services=["food.drinks"]),
        {"name": "Nowhere", "services": ["food.drinks"], "serves": ["IT-MN"]},
    ],
)
def test_who_does_nothing_like_it_or_is_too_far_is_not_told(member: dict[str, Any]) -> None:
    assert [one.slug for one in mill({"one": member}, area=["IT-BS"]).nearest] == ["baker"]


def test_the_distance_is_to_the_nearest_member_that_the_stage_deals_with() -> None:
    elsewhere = stage("shop", services=["retail.local-shop"], takes=["sandwiches"])
    members = {
        "baker": BAKER,
        "shop": at(BERGAMO, name="Shop", services=["retail.local-shop"]),
        "drinks": at(BERGAMO, name="Drinks", services=["food.drinks"]),
    }
    (gap,) = found(members, MILL, OVEN, elsewhere)
    nearest = {one.slug: one for one in gap.nearest}
    assert nearest["drinks"].neighbour == "baker"
    assert nearest["drinks"].km == pytest.approx(46, abs=3)
    assert (nearest["baker"].neighbour, nearest["baker"].km, nearest["baker"].inside) == (None, None, True)
    assert nearest["baker"].way == NOWHERE + Likeness.SERVICE_GROUP


def test_where_its_neighbours_are_empty_the_distance_is_to_the_whole_chain() -> None:
    members = {"f": at(BRESCIA, name="Field", services=["farming.cereals"]), "d": at(MANTOVA, services=["food.drinks"])}
    bread = found(members, FIELD, MILL, OVEN)[1]
    near = next(one for one in bread.nearest if one.slug == "d")
    assert near.neighbour == "f"


def test_a_detour_is_weighed_against_kilometres() -> None:
    gap = mill(
        {
            "same-afar": at(BOLOGNA, name="A", **FLOUR),
            "like-here": at(BRESCIA, name="B", services=["food.drinks"]),
            "like-near": at(BERGAMO, name="C", services=["food.drinks"]),
            "same-near": at(MANTOVA, name="D", **FLOUR),
        },
        area=["IT-BS"],
    )
    assert [one.slug for one in gap.nearest][:4] == ["like-here", "same-near", "like-near", "baker"]
    assert [one.way for one in gap.nearest] == sorted(one.way for one in gap.nearest)
    assert all(one.way <= FARTHEST for one in gap.nearest)


def test_so_many_are_told_and_no_more() -> None:
    many = {f"m{number}": at(BRESCIA, name=f"M{9 - number}", services=["food.drinks"]) for number in range(MOST + 3)}
    nearest = mill(many).nearest
    assert [one.name for one in nearest] == ["M2", "M3", "M4", "M5", "M6"]


@pytest.mark.parametrize(
    ("members", "areas"),
    [
        ({}, ("IT-BS", "IT-MN")),
        ({"m": at(BRESCIA, **FLOUR)}, ("IT-MN",)),
        ({"m": at(BRESCIA, **FLOUR), "n": at(MANTOVA, **FLOUR)}, ("IT-BS", "IT-MN")),
        ({"m": at(PALERMO, **FLOUR, serves=["IT"])}, ("IT-BS", "IT-MN")),
    ],
)
def test_a_gap_is_open_where_no_member_of_the_stage_has_its_office(
    members: dict[str, Any], areas: tuple[str, ...]
) -> None:
    (gap,) = found(members, {**MILL, "minimum": "3"}, area=["IT-BS", "IT-MN"])
    assert gap.areas == areas


PLACES = st.sampled_from([BRESCIA, MANTOVA, BERGAMO, BOLOGNA, PALERMO])
CODES = st.lists(st.sampled_from(["farming.cereals", "food.pasta-flour", "food.drinks", "food.bakery"]), unique=True)
MEMBERS = st.builds(
    lambda place, services, name: at(place, name=name, services=services), PLACES, CODES, st.sampled_from("AB")
)


@given(st.lists(MEMBERS, max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(members: list[dict[str, Any]], random: Any) -> None:
    records = federation({f"m{number}": member for number, member in enumerate(members)}, area=["IT-BS"])
    shuffled = list(records.members.items())
    random.shuffle(shuffled)
    other = type(records)(**{**vars(records), "members": dict(shuffled)})
    one, two = (
        gaps(filled_chains(each, VOCABULARIES, TODAY)["grain"], each, VOCABULARIES, TODAY) for each in (records, other)
    )
    assert one == two
