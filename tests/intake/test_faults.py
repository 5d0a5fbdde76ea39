"""Nothing that was accepted is lost or doubled, whatever dies when."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.faults import Outcome, report, run


def assert_exactly_once(outcome: Outcome, submitted: int) -> None:
    report(outcome, print)
    assert (outcome.accepted, outcome.lost, outcome.doubled, outcome.wrong) == (submitted, [], [], [])


def test_each_accepted_submission_ends_in_one_commit_though_the_service_is_killed(tmp_path: Path) -> None:
    outcome = run(tmp_path, submissions=40, clients=5, kills=3, every=3.0)
    assert_exactly_once(outcome, 40)
    assert outcome.kills == 3


@pytest.mark.slow
def test_five_hundred_submissions_outlive_twenty_kills(tmp_path: Path) -> None:
    outcome = run(tmp_path, submissions=500, clients=20, kills=20, every=4.0, kind="forgejo")
    assert_exactly_once(outcome, 500)
    assert outcome.kills == 20
