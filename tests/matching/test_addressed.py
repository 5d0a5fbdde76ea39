"""Which members a call addresses."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from generator.matching.addressed import Addressed, for_everybody
from generator.matching.eligibility import Eligibility
from generator.records.call import Call
from generator.records.criteria import Criteria
from generator.records.member import Member
from tests.publishing.woven import VOCABULARIES, a_call, a_member

SERVICES = list(VOCABULARIES.services)
REGISTER = {"number": "A123456", "section": next(iter(VOCABULARIES.register_sections))}
CATEGORIES = list(VOCABULARIES.register_categories)

MEMBERS: dict[str, dict[str, Any]] = {
    "brescia-b": a_member(address={"municipality": "017029"}, social_type="B", size={"employees": "12"}),
    "brescia-both": a_member(address={"municipality": "017029"}, social_type="A+B"),
    "milano-a": a_member(address={"municipality": "015146"}, social_type="A", size={"employees": "50"}),
    "lyon": a_member(address={"municipality": "Lyon", "country": "FR"}, profiles=["community"]),
    "bare": a_member(),
    "care": a_member(activities=[{"ateco": "88.91.00"}], services=[SERVICES[0]]),
    "offering": a_member(
        offers=[{"id": "one", "kind": "service", "service": SERVICES[1], "title": "One", "expires": "2027-01-01"}]
    ),
    "listed": a_member(identifiers={"register": {**REGISTER, "category": CATEGORIES[0]}}),
    "gone": a_member(status="ceased", address={"municipality": "017029"}, social_type="B"),
}


def addressed(criteria: dict[str, Any] | None, **more: Any) -> set[str]:
    members = {slug: Member.model_validate(texts) for slug, texts in MEMBERS.items()}
    given = {"criteria": criteria} if criteria is not None else {}
    return set(Addressed(members, VOCABULARIES).by(Call.model_validate(a_call(**given, **more))))


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({"area": ["017029"]}, {"brescia-b", "brescia-both"}),
        ({"area": ["IT-BS"]}, {"brescia-b", "brescia-both"}),
        ({"area": ["IT-25"]}, {"brescia-b", "brescia-both", "milano-a"}),
        ({"area": ["IT"]}, {"brescia-b", "brescia-both", "milano-a"}),
        ({"area": ["IT-BS", "FR"]}, {"brescia-b", "brescia-both", "lyon"}),
        ({"social_type": ["B"]}, {"brescia-b", "brescia-both"}),
        ({"social_type": ["A"]}, {"milano-a", "brescia-both"}),
        ({"social_type": ["A+B"]}, {"brescia-both"}),
        ({"social_type": ["A", "B"], "area": ["IT-MI"]}, {"milano-a"}),
        ({"profiles": ["community", "youth"]}, {"lyon"}),
        ({"ateco": ["88"]}, {"care"}),
        ({"ateco": ["88.91.00"]}, {"care"}),
        ({"ateco": ["88.9"]}, {"care"}),
        ({"ateco": ["87"]}, set()),
        ({"services": [SERVICES[0]]}, {"care"}),
        ({"services": [SERVICES[0], SERVICES[1]]}, {"care", "offering"}),
        ({"register_category": [CATEGORIES[0]]}, {"listed"}),
        ({"size": {"min_employees": "12"}}, {"brescia-b", "milano-a"}),
        ({"size": {"min_employees": "13"}}, {"milano-a"}),
        ({"size": {"max_employees": "12"}}, {"brescia-b"}),
        ({"size": {"min_employees": "0"}}, {"brescia-b", "milano-a"}),
        ({"size": {}}, MEMBERS.keys() - {"gone"}),
        ({}, MEMBERS.keys() - {"gone"}),
        (None, set()),
    ],
)
def test_a_member_is_addressed_that_meets_each_condition_by_any_value(
    criteria: dict[str, Any] | None, expected: set[str]
) -> None:
    assert addressed(criteria) == expected


def test_a_section_of_activities_holds_all_below_it() -> None:
    section = VOCABULARIES.ateco.get("88.91.00")
    assert section is not None
    assert addressed({"ateco": [section.section]}) == {"care"}


def test_a_call_without_criteria_is_for_everybody_when_it_is_the_federations_own() -> None:
    assert for_everybody(Call.model_validate(a_call()))
    assert not for_everybody(Call.model_validate(a_call(kind="external_tender")))
    assert not for_everybody(Call.model_validate(a_call(criteria={"area": ["IT"]})))


def test_the_index_finds_whom_criteria_fit_one_by_one() -> None:
    members = {
        f"{status}-{number}": Member.model_validate(a_member(status=status, **fields))
        for status in ("active", "forming", "winding_up", "ceased")
        for number, fields in enumerate(
            {key: value for key, value in texts.items() if key != "status"}
            for texts in (*MEMBERS.values(), {"services": [f"{SERVICES[2]}"], "activities": [{"ateco": "01.13.00"}]})
        )
    }
    index = Addressed(members, VOCABULARIES)
    asked = {
        "area": [[], ["IT"], ["IT-BS"], ["017029", "FR"]],
        "social_type": [[], ["A"], ["A+B"]],
        "ateco": [[], ["88"], ["A"], ["88.9", "01"]],
        "services": [[], [SERVICES[0]], [SERVICES[2].partition(".")[0]], SERVICES[1:3]],
        "size": [{}, {"min_employees": "13"}],
    }
    found = set()
    for values in product(*asked.values()):
        criteria = Criteria.model_validate(dict(zip(asked, values, strict=True)))
        fitting = {slug for slug, member in members.items() if Eligibility(criteria, VOCABULARIES).of(member).meets}
        assert index.meeting(criteria) == fitting, criteria
        found.add(frozenset(fitting))
    assert len(found) > 10
