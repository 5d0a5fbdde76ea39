"""Whom a call is for."""

from __future__ import annotations

from typing import Any

import pytest

from generator.matching.eligibility import Eligibility, Fit
from generator.records.criteria import Criteria
from generator.records.member import Member
from tests.matching.met import VOCABULARIES

YES, NO = Fit(meets=True), Fit(meets=False)


def fit(criteria: dict[str, Any], **member: Any) -> Fit:
    asked = Criteria.model_validate(criteria)
    return Eligibility(asked, VOCABULARIES).of(Member.model_validate({"name": "Aurora", **member}))


def untold(*field: str) -> Fit:
    return Fit(meets=False, untold=(field,))


BRESCIA, MANTOVA = {"municipality": "017029"}, {"municipality": "020030"}
REGISTER = {"number": "A123456", "section": "mutual", "category": "work"}


@pytest.mark.parametrize(
    ("criteria", "member", "expected"),
    [
        ({}, {}, YES),
        ({}, {"status": "forming"}, YES),
        ({}, {"status": "winding_up"}, NO),
        ({}, {"status": "ceased"}, NO),
        ({"size": {}}, {}, YES),
        ({"area": ["IT-BS"]}, {"address": BRESCIA}, YES),
        ({"area": ["IT-BS", "IT-MN"]}, {"address": MANTOVA}, YES),
        ({"area": ["IT-BS"]}, {"address": MANTOVA}, NO),
        ({"area": ["IT-25"]}, {"address": MANTOVA}, YES),
        ({"area": ["IT"]}, {"address": {"municipality": "Lugano", "country": "CH"}}, NO),
        ({"area": ["CH"]}, {"address": {"municipality": "Lugano", "country": "CH"}}, YES),
        ({"area": ["IT"]}, {}, untold("address", "municipality")),
        ({"social_type": ["A"]}, {"social_type": "A"}, YES),
        ({"social_type": ["A"]}, {"social_type": "A+B"}, YES),
        ({"social_type": ["A"]}, {"social_type": "B"}, NO),
        ({"social_type": ["A+B"]}, {"social_type": "B"}, NO),
        ({"social_type": ["A"]}, {}, NO),
        (
            {"social_type": ["A"]},
            {"identifiers": {"register": {**REGISTER, "category": "social"}}},
            untold("social_type"),
        ),
        ({"register_category": ["work"]}, {"identifiers": {"register": REGISTER}}, YES),
        ({"register_category": ["social"]}, {"identifiers": {"register": REGISTER}}, NO),
        ({"register_category": ["social"]}, {}, untold("identifiers", "register", "category")),
        ({"ateco": ["88"]}, {"activities": [{"ateco": "88.91.00"}]}, YES),
        ({"ateco": ["R"]}, {"activities": [{"ateco": "88.91.00"}]}, YES),
        ({"ateco": ["88.9"]}, {"activities": [{"ateco": "88.10.00"}]}, NO),
        ({"ateco": ["88.91.00"]}, {"activities": [{"ateco": "88.9"}]}, NO),
        ({"ateco": ["88"]}, {}, untold("activities")),
        ({"services": ["logistics.road-haulage"]}, {"services": ["logistics.road-haulage"]}, YES),
        ({"services": ["logistics.road-haulage"]}, {"services": ["logistics.warehousing"]}, NO),
        ({"services": ["logistics.road-haulage"]}, {}, untold("services")),
        ({"size": {"min_employees": "10"}}, {"size": {"employees": "10"}}, YES),
        ({"size": {"min_employees": "10"}}, {"size": {"employees": "9"}}, NO),
        ({"size": {"max_employees": "49"}}, {"size": {"employees": "50"}}, NO),
        ({"size": {"max_employees": "49"}}, {"size": {"members": "4"}}, untold("size", "employees")),
        ({"profiles": ["youth", "women"]}, {"profiles": ["women"]}, YES),
        ({"profiles": ["youth"]}, {}, NO),
        ({"profiles": ["youth"], "area": ["IT"]}, {}, NO),
        ({"area": ["IT-MN"], "size": {"min_employees": "1"}}, {"address": BRESCIA}, NO),
    ],
)
def test_a_member_meets_criteria_fails_them_or_does_not_say(
    criteria: dict[str, Any], member: dict[str, Any], expected: Fit
) -> None:
    assert fit(criteria, **member) == expected


def test_what_is_not_said_is_told_field_by_field() -> None:
    assert fit({"area": ["IT"], "size": {"min_employees": "1"}}).untold == (
        ("address", "municipality"),
        ("size", "employees"),
    )
