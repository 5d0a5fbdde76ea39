"""What feeds, calendars and eligibility lists add to the build of 10,000 members and 1,000 calls."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.called import Called
from benchmarks.figure import Figure
from benchmarks.process import run
from generator.clock import day_of, present

MEMBERS, CALLS = 10_000, 1_000
ROUNDS = 3


def figures() -> Iterator[Figure]:
    """Build with and without in turns, and yield the work of all processes; medians of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = folder / "federation"
        run([Path(sys.executable).parent / "coop-restart", "init", site, "--empty"], folder)
        for records in ("members", "calls"):
            (site / records).mkdir(exist_ok=True)
        Called(day_of(present())).write(site, MEMBERS, CALLS)
        whole, without = [], []
        for number in range(ROUNDS):
            whole.append(_built(site, folder / f"whole-{number}"))
            without.append(_built(site, folder / f"without-{number}", "without"))
    yield Figure("10,000 members, 1,000 calls: work of the whole build", median(whole), "s")
    yield Figure("without feeds, calendars and eligibility lists", median(without), "s")
    ratio = median(a / b for a, b in zip(whole, without, strict=True))
    yield Figure("what these add to the build", 100 * (ratio - 1), "%", 25)


def _built(site: Path, folder: Path, *without: str) -> float:
    """Build from nothing and return the seconds that all processes worked."""
    shutil.rmtree(site / ".cache", ignore_errors=True)
    told = folder.with_suffix(".txt")
    run([sys.executable, "-m", "benchmarks.left_out", site / "mkdocs.yml", folder, told, *without], Path.cwd())
    shutil.rmtree(folder)
    return float(told.read_text(encoding="ascii"))
