"""Figures for a monitor, in Prometheus' text format (version 0.0.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.intake.outbox import Outbox

TYPE = "text/plain; version=0.0.4; charset=utf-8"
_COUNTERS = {
    "answers": ("code", "Answers to proposals by their outcome."),
    "steps": ("stage", "Steps that proposals have taken."),
    "failures": ("of", "Failures of the repository, the forge or the worker."),
}


class Metrics:
    """Counts since the start; the outbox is asked when somebody looks."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in _COUNTERS}
        self._fetched = 0.0

    def count(self, name: str, label: str) -> None:
        """Add one to a counter; labels are of our own making."""
        with self._lock:
            self._counts[name][label] += 1

    def fetched(self, now: float) -> None:
        """Note when the repository was last reached."""
        self._fetched = now

    @property
    def last_fetch(self) -> float:
        """When the repository was last reached, in seconds since 1970; 0 for never."""
        return self._fetched

    def text(self, outbox: Outbox, now: float) -> str:
        """Return all figures."""
        return "\n".join(self._lines(outbox, now)) + "\n"

    def _lines(self, outbox: Outbox, now: float) -> Iterator[str]:
        with self._lock:
            counts = {name: dict(counted) for name, counted in self._counts.items()}
        for name, (label, words) in _COUNTERS.items():
            yield from _head(f"intake_{name}_total", "counter", words)
            for value, number in sorted(counts[name].items()):
                yield f'intake_{name}_total{{{label}="{value}"}} {number}'
        yield from _head("intake_proposals", "gauge", "Proposals in the outbox by stage.")
        for stage, number in outbox.counts().items():
            yield f'intake_proposals{{stage="{stage}"}} {number}'
        oldest = outbox.oldest_waiting()
        yield from _head(
            "intake_waiting_seconds", "gauge", "Age of the oldest proposal that the office cannot see yet."
        )
        yield f"intake_waiting_seconds {0 if oldest is None else max(0.0, now - oldest):.3f}"
        yield from _head("intake_fetched_timestamp_seconds", "gauge", "When the repository was last reached.")
        yield f"intake_fetched_timestamp_seconds {self._fetched:.3f}"


def _head(name: str, kind: str, words: str) -> Iterator[str]:
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} {kind}"
