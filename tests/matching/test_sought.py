"""Partners that calls seek, found among members' offers."""

from __future__ import annotations

from typing import Any

import pytest

from generator.matching.sought import KEPT, Sought
from generator.records.call import Call
from tests.matching.met import BRESCIA, MANTOVA, PALERMO, VOCABULARIES, exchange, member, met
from tests.publishing.woven import a_call

COLD = "logistics.refrigerated-transport"
NAMED = {code: service.labels.get("it") for code, service in VOCABULARIES.services.items()}


def seeking(*services: str, **criteria: Any) -> Call:
    seeks = [{"service": service} for service in services]
    return Call.model_validate(a_call(seeks=seeks, **({"criteria": criteria} if criteria else {})))


def found(call: Call, **members: Any) -> list[list[tuple[str, str]]]:
    return [[one.offer for one in offers] for offers in Sought(met(**members).explained, ["FR", "IT"], NAMED).by(call)]


def test_an_offer_of_the_service_is_found_where_nobody_has_a_need() -> None:
    assert found(seeking(COLD), giver=member(offers=[exchange()])) == [[("giver", "cold")]]


def test_each_partner_has_its_own_offers_in_the_order_of_the_call() -> None:
    hall = exchange(id="hall", kind="space", service="spaces.warehouses", title="Capannone asciutto")
    members = {"carrier": member(offers=[exchange()]), "owner": member(offers=[hall])}
    assert found(seeking("spaces.warehouses", COLD), **members) == [[("owner", "hall")], [("carrier", "cold")]]


@pytest.mark.parametrize("kind", ["good", "service", "space", "skill", "partnership", "staff"])
def test_any_kind_of_offer_will_do(kind: str) -> None:
    assert found(seeking(COLD), giver=member(offers=[exchange(kind=kind)])) == [[("giver", "cold")]]


@pytest.mark.parametrize(
    ("municipality", "area", "sought", "there"),
    [
        (BRESCIA, [], ["IT-BS"], True),
        (MANTOVA, [], ["IT-BS"], False),
        (MANTOVA, ["IT-25"], ["IT-BS"], True),
        (BRESCIA, ["IT-MN"], ["IT-25"], True),
        (PALERMO, ["IT-MN"], ["IT-PA"], False),
        (PALERMO, [], [], True),
    ],
)
def test_an_offer_counts_where_it_holds_or_else_where_its_member_is(
    municipality: str, area: list[str], sought: list[str], there: bool
) -> None:
    call = seeking(COLD, area=sought) if sought else seeking(COLD)
    assert found(call, giver=member(municipality, offers=[exchange(area=area)])) == [[("giver", "cold")] * there]


def test_without_areas_members_abroad_are_found_too() -> None:
    lyon = {"name": "Lyon", "address": {"municipality": "Lyon", "country": "FR"}, "offers": [exchange(area=[])]}
    assert found(seeking(COLD), lyon=lyon) == [[("lyon", "cold")]]


@pytest.mark.parametrize(
    "texts",
    [
        member(status="ceased", offers=[exchange()]),
        member(offers=[exchange(status="concluded")]),
        member(offers=[exchange(expires="2026-11-24")]),
        member(offers=[exchange(service="learning.languages", title="Corso di inglese")]),
        member(needs=[exchange()]),
    ],
    ids=["a member that has ceased", "a concluded offer", "an expired one", "another service", "a need"],
)
def test_what_cannot_be_had_is_not_found(texts: dict[str, Any]) -> None:
    other = member(offers=[exchange(id="other")])
    assert found(seeking(COLD), giver=texts, other=other) == [[("other", "other")]]


def test_a_service_that_the_list_no_longer_has_finds_nobody() -> None:
    call = seeking(COLD).model_copy(update={"seeks": (seeking(COLD).seeks[0].model_copy(update={"service": "a.b"}),)})
    assert found(call, giver=member(offers=[exchange()])) == [[]]


def test_the_best_come_first_in_any_order_of_members_and_no_more_than_are_kept() -> None:
    members = [(f"m{number:02}", member(offers=[exchange()])) for number in range(KEPT + 6)]
    talking = ("a", member(offers=[exchange(status="in_talks")]))
    everyone = [talking, *members]
    (first,) = found(seeking(COLD), **dict(everyone))
    assert found(seeking(COLD), **dict(reversed(everyone))) == [first]
    assert first == [(slug, "cold") for slug, _ in members[:KEPT]]
