"""The intake service: 500 submissions through 20 kills and outages for a third of the time, and a minute of spam."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from tests.intake import faults, spam

SUBMISSIONS, CLIENTS, KILLS = 500, 20, 20
SECONDS, RATE = 60, 200


def figures() -> Iterator[Figure]:
    """Yield the figures of both runs; the log of the first is printed."""
    yield from _faults()
    yield from _spam()


def _faults() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        outcome = faults.run(
            Path(folder), submissions=SUBMISSIONS, clients=CLIENTS, kills=KILLS, every=4.0, kind="forgejo"
        )
    faults.report(outcome, print)
    yield Figure("submissions", outcome.submitted, "")
    yield Figure("times the service was killed", outcome.kills, "")
    yield Figure("times repository and forge were away", outcome.outages, "")
    yield Figure("submissions not accepted in the end", outcome.submitted - outcome.accepted, "", 0)
    yield Figure("accepted and lost", len(outcome.lost), "", 0)
    yield Figure("accepted and doubled", len(outcome.doubled), "", 0)
    yield Figure("accepted and wrong", len(outcome.wrong), "", 0)
    yield Figure("all with the office after the last submission", outcome.settled, "s")


def _spam() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        outcome = spam.run(Path(folder), seconds=SECONDS, rate=RATE)
    yield Figure("spam answered a second", outcome.rate, "")
    yield Figure("spam that was taken", outcome.spam["202"], "", 0)
    yield Figure("honest submissions", len(outcome.honest), "")
    yield Figure("honest submissions, 95 of 100 answered within", outcome.p95, "s", 1.0)
    yield Figure("memory of the service", outcome.memory, "MiB", 300)
