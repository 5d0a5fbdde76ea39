"""Who falls into which stage, what passes, and what hangs on one member."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.matching.chain_flows import Flow, flows
from generator.matching.chain_ties import ties
from generator.matching.chains import Ground, filled_chains
from generator.records.chain import Chain
from generator.records.member import RelationKind
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
    filled,
    held,
    offering,
    stage,
)
from tests.publishing.woven import VOCABULARIES, an_offer

IN = {"area": ["IT-BS"]}
FLOUR = {"services": ["food.pasta-flour"]}
MILLING = {"activities": [{"ateco": "10.61.11"}]}


@pytest.mark.parametrize(
    ("member", "ground"),
    [
        (at(BRESCIA, offers=offering()), Ground.DECLARED),
        (at(BRESCIA, offers=offering(status="in_talks")), Ground.DECLARED),
        (at(BRESCIA, offers=offering(expires="2026-11-22")), Ground.DECLARED),
        (at(PALERMO, offers=offering()), Ground.DECLARED),
        (at(BRESCIA, status="forming", offers=offering()), Ground.DECLARED),
        (at(BRESCIA, offers=[an_offer(service="food.pasta-flour")]), Ground.OFFERED),
        (at(PALERMO, offers=[an_offer(service="food.pasta-flour", area=["IT-25"])]), Ground.OFFERED),
        (at(BRESCIA, offers=offering(stage=None, service="food.pasta-flour")), Ground.OFFERED),
        (at(BRESCIA, **FLOUR), Ground.SERVICE),
        (at(PALERMO, **FLOUR, serves=["IT"]), Ground.SERVICE),
        (at(PALERMO, **FLOUR, serves=["017029"]), Ground.SERVICE),
        (at(BRESCIA, **MILLING), Ground.ACTIVITY),
        (at(BRESCIA, offers=offering(expires="2026-11-21")), None),
        (at(BRESCIA, offers=offering(status="concluded")), None),
        (at(BRESCIA, status="ceased", **FLOUR), None),
        (at(BRESCIA, status="winding_up", **FLOUR), None),
        (at(BRESCIA, offers=offering(chain="other", service="food.pasta-flour")), None),
        (at(BRESCIA, offers=offering(chain="other", stage=None, service="food.pasta-flour")), None),
        (at(BRESCIA, offers=[an_offer(service="food.pasta-flour", area=["IT-MN"])]), None),
        (at(BRESCIA, services=["food.bakery"]), None),
        (at(MANTOVA, **FLOUR), None),
        (at(MANTOVA, **FLOUR, serves=["IT-MN", "IT-45"]), None),
        ({"name": "Nowhere", **FLOUR}, None),
        ({"name": "Abroad", **FLOUR, "address": {"municipality": "Lyon", "country": "FR"}}, None),
    ],
)
def test_a_member_falls_into_a_stage_by_its_strongest_ground(member: dict[str, Any], ground: Ground | None) -> None:
    found = filled({"one": member}, FIELD, MILL, **IN).stages[1].fillers
    assert [filler.reasons[0].ground for filler in found] == ([] if ground is None else [ground])


def test_all_reasons_are_kept_with_their_evidence() -> None:
    member = at(BRESCIA, offers=(*offering(), an_offer(id="b", service="food.pasta-flour")), **FLOUR, **MILLING)
    (filler,) = filled({"one": member}, MILL).stages[0].fillers
    told = [(one.ground, one.code, one.offer.id if one.offer else "") for one in filler.reasons]
    assert told == [
        (Ground.DECLARED, "", "bread"),
        (Ground.OFFERED, "food.pasta-flour", "b"),
        (Ground.SERVICE, "food.pasta-flour", ""),
        (Ground.ACTIVITY, "10.61.11", ""),
    ]
    assert filler.offers


@pytest.mark.parametrize("code", ["C", "10", "10.6", "10.61", "10.61.1", "10.61.11"])
def test_an_activity_counts_for_all_that_it_stands_below(code: str) -> None:
    assert held(filled({"one": at(BRESCIA, **MILLING)}, stage("mill", ateco=[code]))) == {"mill": ["one"]}
    assert held(filled({"one": at(BRESCIA, activities=[{"ateco": "01.11.00"}])}, stage("mill", ateco=[code]))) == {}


def test_without_an_area_a_chain_works_everywhere() -> None:
    assert held(filled({"one": at(PALERMO, **FLOUR)}, MILL)) == {"mill": ["one"]}


def test_members_stand_by_name_and_by_the_province_of_their_office() -> None:
    chain = filled(
        {
            "a": at(MANTOVA, name="Zeno", **FLOUR),
            "b": at(BRESCIA, name="èra", **FLOUR),
            "c": at(MANTOVA, name="Bruno", **FLOUR),
            "d": {"name": "Nowhere", **FLOUR},
        },
        MILL,
    )
    by_province = chain.stages[0].by_province
    assert held(chain) == {"mill": ["c", "b", "d", "a"]}
    assert {sigla: [one.slug for one in them] for sigla, them in by_province.items()} == {
        "BS": ["b"],
        "MN": ["c", "a"],
        "": ["d"],
    }
    assert list(by_province) == ["BS", "MN", ""]


@pytest.mark.parametrize(("minimum", "missing"), [("0", 0), ("1", 0), ("2", 0), ("3", 1), ("5", 3)])
def test_a_gap_is_what_is_missing_of_the_minimum(minimum: str, missing: int) -> None:
    members = {"one": at(BRESCIA, **FLOUR), "two": at(BRESCIA, **FLOUR)}
    chain = filled(members, {**MILL, "minimum": minimum})
    assert chain.stages[0].missing == missing
    assert bool(chain.gaps) is (missing > 0)


def test_things_pass_between_stages_that_give_and_take_them_in_the_givers_words() -> None:
    stages = (
        stage("a", gives=["Grain ", "straw", "Caffè"], takes=["compost"]),
        stage("b", takes=["grain", "straw", "salt"], gives=["grain", "caffe"]),
        stage("c", takes=["STRAW", "CAFFÈ"], gives=["Compost"]),
    )
    chain = Chain.model_validate({"name": "x", "stages": stages})
    assert flows(chain) == (
        Flow(0, 1, ("Grain ", "straw")),
        Flow(0, 2, ("straw", "Caffè")),
        Flow(1, 2, ("caffe",)),
        Flow(2, 0, ("Compost",)),
    )
    assert [flow.goes_back for flow in flows(chain)] == [False, False, False, True]


def test_a_chain_that_says_nothing_of_what_passes_flows_from_stage_to_stage() -> None:
    chain = Chain.model_validate({"name": "x", "stages": [stage("a"), stage("b"), stage("c")]})
    assert flows(chain) == (Flow(0, 1, ()), Flow(1, 2, ()))


CEREALS, BREAD = {"services": ["farming.cereals"]}, {"services": ["food.bakery"]}


@pytest.mark.parametrize(
    ("members", "single"),
    [
        (
            {"f": at(BRESCIA, **CEREALS), "m": at(BRESCIA, **FLOUR), "o": at(BRESCIA, **BREAD)},
            ["field", "mill", "oven"],
        ),
        ({"f": at(BRESCIA, **CEREALS), "m": at(BRESCIA, **FLOUR)}, ["field", "mill"]),
        ({"m": at(BRESCIA, **FLOUR)}, []),
        ({"m": at(BRESCIA, **FLOUR), "n": at(BRESCIA, **FLOUR), "o": at(BRESCIA, **BREAD)}, ["oven"]),
        ({"m": at(BRESCIA, services=["food.pasta-flour", "food.bakery"])}, []),
    ],
)
def test_a_single_point_is_one_member_that_others_cannot_do_without(members: dict[str, Any], single: list[str]) -> None:
    assert [one.stage.id for one in filled(members).single_points] == single


def test_who_can_turn_to_another_stage_does_not_depend_on_one_member() -> None:
    other_mill = stage("other-mill", services=["food.drinks"], gives=["flour"])
    chain = filled({"m": at(BRESCIA, **FLOUR), "o": at(BRESCIA, **BREAD)}, MILL, other_mill, OVEN)
    assert chain.stages[0].dependents == (2,)
    with_both = {"m": at(BRESCIA, **FLOUR), "d": at(BRESCIA, services=["food.drinks"]), "o": at(BRESCIA, **BREAD)}
    chain = filled(with_both, MILL, other_mill, OVEN)
    assert [one.stage.id for one in chain.single_points] == ["oven"]


def tied(name: str, *relations: tuple[str, str], **more: Any) -> dict[str, Any]:
    return at(BRESCIA, name=name, relations=[{"kind": kind, "member": other} for kind, other in relations], **more)


def test_ties_join_members_of_the_chain_and_the_consortia_that_hold_them() -> None:
    members = {
        "mill": tied("Mill", ("member_of", "fields"), ("member_of", "club"), ("supplier_of", "oven"), **FLOUR),
        "oven": tied("Oven", ("member_of", "fields"), ("partner_of", "mill"), ("partner_of", "stranger"), **BREAD),
        "field": tied(
            "Field", ("temporary_association", "oven"), ("partner_of", "lead"), ("merged_into", "mill"), **CEREALS
        ),
        "fields": tied("Fields together", profiles=["consortium"]),
        "club": tied("Club", ("member_of", "fields")),
        "lead": tied("Lead"),
        "gone": tied("Gone", ("partner_of", "mill"), status="ceased", **FLOUR),
        "stranger": tied("Stranger", ("supplier_of", "mill")),
    }
    found = federation(members, lead="lead")
    chain = filled_chains(found, VOCABULARIES, TODAY)["grain"]
    assert [(tie.kind, tie.one, tie.other) for tie in ties(chain, found)] == [
        (RelationKind.MEMBER_OF, "mill", "fields"),
        (RelationKind.MEMBER_OF, "oven", "fields"),
        (RelationKind.TEMPORARY_ASSOCIATION, "field", "oven"),
        (RelationKind.SUPPLIER_OF, "mill", "oven"),
        (RelationKind.PARTNER_OF, "field", "lead"),
        (RelationKind.PARTNER_OF, "mill", "oven"),
    ]


def test_what_both_ends_declare_is_one_tie() -> None:
    one, other = tied("A", ("partner_of", "b"), **FLOUR), tied("B", ("partner_of", "a"), **BREAD)
    found = federation({"a": one, "b": other})
    (tie,) = ties(filled_chains(found, VOCABULARIES, TODAY)["grain"], found)
    assert (tie.one, tie.other) == ("a", "b")


MEMBERS = st.builds(
    lambda place, services, relation, name: at(
        place,
        name=name,
        services=services,
        relations=[{"kind": relation, "member": "m1"}] if relation else [],
    ),
    st.sampled_from([BRESCIA, MANTOVA, BERGAMO, BOLOGNA]),
    st.lists(st.sampled_from(["farming.cereals", "food.pasta-flour", "food.bakery"]), unique=True),
    st.sampled_from(["", "partner_of", "member_of"]),
    st.sampled_from(["A", "B"]),
)


@given(st.lists(MEMBERS, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(members: list[dict[str, Any]], random: Any) -> None:
    keyed = [
        (f"m{number}", {**member, "relations": []} if number == 1 else member) for number, member in enumerate(members)
    ]
    found = federation(dict(keyed), area=["IT-25"])
    shuffled = list(found.members.items())
    random.shuffle(shuffled)
    other = type(found)(**{**vars(found), "members": dict(shuffled)})
    one, two = (filled_chains(each, VOCABULARIES, TODAY)["grain"] for each in (found, other))
    assert one == two
    assert ties(one, found) == ties(two, other)
