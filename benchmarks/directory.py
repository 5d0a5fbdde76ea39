"""The directory of 7,272 real members in a real Chromium: what a first search asks for, how soon a keystroke shows."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import documents, gzipped, typed, visit
from benchmarks.corpus import federation
from benchmarks.figure import Figure
from benchmarks.known_items import known_items, searches
from benchmarks.process import run

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from benchmarks.visit import Cold
    from generator.search.document import Document

MEMBERS = 7_272
WAIT = 0.05
"""Seconds before each answer: what waits for nothing is asked for well before what waits for an answer."""

KEYED = 40
"""Searches that are typed letter by letter."""


def figures() -> Iterator[Figure]:
    """Yield bytes, requests and round trips of first searches, and the time from a letter to its results."""
    with tempfile.TemporaryDirectory() as name:
        root = federation(Path(name) / "federation", MEMBERS)
        run([Path(sys.executable).parent / "mkdocs", "build", "--strict", "--quiet"], root)
        members = [one for one in documents.records_of(documents.site_of(root)) if one.kind == "member"]
        with visit.chromium() as browser:
            with gzipped.serving(root / "site", WAIT) as site:
                yield from _first(browser, f"{site}associate/", members)
            with gzipped.serving(root / "site") as site:
                yield from _later(browser, f"{site}associate/", members)


def _first(browser: Browser, directory: str, members: Sequence[Document]) -> Iterator[Figure]:
    found: list[Cold] = []
    for sort, texts in typed.typed(members).items():
        some = [visit.cold(browser, directory, text) for text in texts]
        # One of five is an address that somebody shared.
        some += [visit.cold(browser, directory, text, shared=True) for text in texts[::5]]
        yield Figure(f"{sort}: most", max(map(_kilobytes, some)), "kB", 80)
        yield Figure(f"{sort}: most requests", max(len(one.all) for one in some), "", 12)
        yield Figure(f"{sort}: most round trips", max(one.rounds for one in some), "", 3)
        found += some
    yield Figure("all first searches", len(found), "")
    yield Figure("all: median", median(map(_kilobytes, found)), "kB")
    yield Figure("all: until the ten results stand, median", median(_kilobytes(one, until=True) for one in found), "kB")
    yield Figure("all: requests, median", median(len(one.all) for one in found), "")
    yield Figure("all: more than 12 requests or 3 round trips", sum(map(_far, found)), "", 0)


def _later(browser: Browser, directory: str, members: Sequence[Document]) -> Iterator[Figure]:
    texts = list(searches(known_items(members, KEYED), "as written"))
    times = visit.keystrokes(browser, directory, texts)
    work, clock = _centile([one.work for one in times], 0.95), _centile([one.clock for one in times], 0.95)
    what = f"a later keystroke, {visit.SLOWER} times slower"
    yield Figure("later keystrokes", len(times), "")
    yield Figure(f"{what}: 95th centile of work", work, "ms", 50)
    yield Figure(f"{what}: the same by the clock", clock, "ms", 50)
    yield Figure(f"{what}: median by the clock", median(one.clock for one in times), "ms")


def _kilobytes(one: Cold, *, until: bool = False) -> float:
    return sum(asked.bytes for asked in (one.until if until else one.all)) / 1000


def _far(one: Cold) -> bool:
    return len(one.all) > 12 or one.rounds > 3


def _centile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
