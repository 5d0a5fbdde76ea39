"""Changes of the form, in Node: the least that makes one tree of another, and what the form does not show stays."""

from __future__ import annotations

import copy
import random
from typing import Any

from benchmarks.node import run
from generator.publishing.proposing.sentences import HERE
from tests.proposing.records import MEMBER, put, shared_set

EDITS = """
    const { edits, made, kept } = changes;
    return given.map(([before, after]) => {
        const found = edits(before, after);
        return [found, made(before, found)];
    });
"""


def differences(pairs: list[tuple[Any, Any]]) -> list[tuple[list[dict[str, Any]], Any]]:
    return run(EDITS, pairs, changes=HERE / "changes.js")  # type: ignore[no-any-return]


def test_the_changes_between_two_trees_make_the_second_of_the_first() -> None:
    dice = random.Random(4)  # noqa: S311 - the same cases each time
    trees = [case.tree for case in shared_set() if case.kind == "member"]
    pairs = [(dice.choice(trees), dice.choice(trees)) for _ in range(300)]
    for (before, after), (_, now) in zip(pairs, differences(pairs), strict=True):
        assert now == after, (before, after)


def test_only_what_differs_is_a_change() -> None:
    after = put(put(MEMBER, "contacts.phone", "030 7654321"), "offers.0.title", "Orli")
    (found, _), (none, _) = differences([(MEMBER, after), (MEMBER, copy.deepcopy(MEMBER))])
    assert found == [
        {"path": ["contacts", "phone"], "value": "030 7654321"},
        {"path": ["offers", 0, "title"], "value": "Orli"},
    ]
    assert none == []


def test_a_list_that_grows_is_changed_as_a_whole() -> None:
    (found, _), (gone, _) = differences(
        [
            (MEMBER, put(MEMBER, "services.1", "facility.laundry")),
            (put(MEMBER, "social_type", "A"), _without("social_type")),
        ]
    )
    assert found == [{"path": ["services"], "value": ["making.clothing", "facility.laundry"]}]
    assert gone == [{"path": ["social_type"], "value": None}]


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in MEMBER.items() if key != name}


def test_items_keep_what_the_form_does_not_show() -> None:
    before = put(put(MEMBER, "offers.0.chain", "filiera-del-legno"), "offers.0.stage", "essiccare")
    script = """
        const first = { id: "orli", kind: "service", title: "Orli", expires: "2027-03-01" };
        const second = { id: "tende", kind: "service", title: "Tende", expires: "2027-03-01" };
        const changed = [{ path: ["offers"], value: [first, second] }];
        return changes.kept(changed, given, new Map([[first, 0]]))[0].value;
    """
    first, second = run(script, before, changes=HERE / "changes.js")
    assert (first["chain"], first["stage"], first["title"]) == ("filiera-del-legno", "essiccare", "Orli")
    assert "chain" not in second
