"""Criteria in words."""

from __future__ import annotations

from typing import Any

import pytest

from generator.publishing.calls.audience import audience
from generator.records.criteria import Criteria
from tests.publishing.woven import VOCABULARIES, woven

SERVICE = next(iter(VOCABULARIES.services.values()))
CATEGORY = next(iter(VOCABULARIES.register_categories.values()))


@pytest.mark.parametrize(
    ("criteria", "words"),
    [
        ({}, []),
        ({"size": {}}, []),
        (
            {"area": ["IT-25", "IT-BS", "017029", "FR"]},
            [("Where", ["Lombardia", "province of Brescia", "Brescia (BS)", "France"])],
        ),
        ({"ateco": ["88", "99.99"]}, [("Activity", [f"{VOCABULARIES.ateco.get('88').title} (88)", "99.99"])]),  # type: ignore[union-attr]
        ({"services": [SERVICE.code]}, [("Service offered", [SERVICE.labels["en"]])]),
        ({"register_category": [CATEGORY.code]}, [("Kind of co-operative", [CATEGORY.labels["en"]])]),
        ({"profiles": ["youth", "women"]}, [("Profile", ["Led by young people", "Led by women"])]),
        ({"size": {"min_employees": "10"}}, [("Employees", ["at least 10"])]),
        ({"size": {"max_employees": "49"}}, [("Employees", ["at most 49"])]),
        ({"size": {"min_employees": "0", "max_employees": "49"}}, [("Employees", ["from 0 to 49"])]),
    ],
)
def test_each_condition_says_the_values_of_which_any_will_do(criteria: dict[str, Any], words: object) -> None:
    assert audience(Criteria.model_validate(criteria), woven()) == words


def test_without_criteria_it_is_for_everybody() -> None:
    assert audience(None, woven()) == []
