"""The table that the script is held to holds the record's own rule, and pages carry what the script reads."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from generator.publishing.calls.sheets import group
from generator.records.call import Call, CallState
from tests.publishing.call_states import Case, cases
from tests.publishing.woven import a_call, body, site


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_call_is_in_the_state_that_the_table_says(case: Case) -> None:
    call = Call.model_validate(case.texts)
    assert [(at, call.state(at).value) for at, _ in case.states] == list(case.states)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_page_carries_the_instants_from_which_the_script_works(case: Case) -> None:
    call = Call.model_validate(case.texts)
    found = re.search(
        r'<aside[^>]* data-side="own"([^>]*) aria-label', body(site(calls={"one": case.texts}), "calls/one/")
    )
    assert found
    written = dict(re.findall(r'data-(opens|closes)="([^"]*)"', found[1]))
    instants = {"opens": call.opens, **({"closes": call.closes} if call.closes else {})}
    assert {name: datetime.fromisoformat(text) for name, text in written.items()} == instants
    assert ("data-cancelled" in found[1]) == (call.cancelled is not None)


@pytest.mark.parametrize("now", ["2026-10-10T10:00+02:00", "2026-11-26T10:00+01:00", "2026-12-26T10:00+01:00"])
def test_without_the_script_no_page_says_a_state_that_may_pass(now: str) -> None:
    texts = a_call(published="2026-10-20")
    built = site(now, calls={"one": texts})
    state = Call.model_validate(texts).state(datetime.fromisoformat(now))
    for address in ("calls/", "calls/one/"):
        badge = re.search(r"<span data-call-badge>(.*?)</span>\s*(?:</p>|<p)", body(built, address), re.DOTALL)
        assert badge
        assert ("badge" in badge[1]) == (state is CallState.CLOSED)


def test_the_board_has_a_group_for_each_state_and_side() -> None:
    html = body(site(calls={"own": a_call(), "other": a_call(kind="external_tender")}), "calls/")
    lists = set(re.findall(r'data-calls="([^"]*)"', html))
    assert lists == {group(state, own) for state in CallState for own in (True, False)}
