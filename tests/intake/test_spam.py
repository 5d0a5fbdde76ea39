"""Spam is turned away cheaply: who sends in the midst of it hardly notices. `make bench ONLY=intake` measures it."""

from __future__ import annotations

from pathlib import Path

from tests.intake.spam import run

TAKEN = "202"


def test_people_are_answered_while_spam_is_turned_away(tmp_path: Path) -> None:
    outcome = run(tmp_path, seconds=4, rate=50)
    assert sum(outcome.spam.values()) >= 190
    assert outcome.spam[TAKEN] == 0
    assert set(outcome.spam) <= {"400", "415", "422", "429", "503"}
    assert len(outcome.honest) >= 2
    # Bounds of time belong into the benchmark: the machine of a test may be busy with anything.
    assert outcome.memory < 300
