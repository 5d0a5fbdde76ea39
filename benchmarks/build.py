"""The whole build of 10,000 members against Hugo's, and the build after one edit."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import hugo
from benchmarks.corpus import federation
from benchmarks.figure import Figure
from benchmarks.process import Run, run

MEMBERS = 10_000
ROUNDS = 3
MKDOCS = Path(sys.executable).parent / "mkdocs"


def figures() -> Iterator[Figure]:
    """Build in turns with Hugo and yield times, ratios and memory; medians of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        yield from _figures(Path(name))


def _figures(folder: Path) -> Iterator[Figure]:
    site = federation(folder / "federation", MEMBERS)
    _whole(site)
    peer = hugo.prepare(site, folder / "hugo")
    ours, theirs, edits = [], [], []
    for number in range(ROUNDS):
        ours.append(_whole(site))
        edits.append(_edited(site, number))
        shutil.rmtree(peer / "public", ignore_errors=True)
        theirs.append(run([hugo.COMMAND, "--quiet"], peer))
    _count(site / "site" / "associate", peer / "public" / "associate")
    first, second, reference = (median(one.seconds for one in runs) for runs in (ours, edits, theirs))
    yield Figure("whole build of 10,000 members", first, "s")
    yield Figure("Hugo, the same members in the same frame", reference, "s")
    yield Figure(
        "whole build / Hugo", median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True)), "", 1.0
    )
    yield Figure("memory of the whole build", max(one.memory for one in ours), "MiB", 600 * 1e6 / 2**20)
    yield Figure("memory of Hugo", max(one.memory for one in theirs), "MiB")
    yield Figure("build after one edit", second, "s")
    yield Figure(
        "after one edit / whole", median(a.seconds / b.seconds for a, b in zip(edits, ours, strict=True)), "", 1 / 3
    )


def _whole(site: Path) -> Run:
    shutil.rmtree(site / "site", ignore_errors=True)
    shutil.rmtree(site / ".cache", ignore_errors=True)
    return run([MKDOCS, "build", "--strict", "--quiet"], site)


def _edited(site: Path, number: int) -> Run:
    record = sorted((site / "members").glob("*.yml"))[MEMBERS // 2]
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(place for place, line in enumerate(lines) if line.startswith("summary:"))
    lines[place] = f"summary: edited for the {number}th time\n"
    record.write_text("".join(lines), encoding="utf-8")
    result = run([MKDOCS, "build", "--strict", "--quiet"], site)
    page = site / "site" / "associate" / record.stem / "index.html"
    if f"edited for the {number}th time" not in page.read_text(encoding="utf-8"):
        raise RuntimeError("the edit is not on the page")
    return result


def _count(ours: Path, theirs: Path) -> None:
    """Raise `RuntimeError` unless both have a page for every member."""
    for folder in (ours, theirs):
        if len(list(folder.glob("*/index.html"))) < MEMBERS:
            raise RuntimeError(f"{folder} lacks pages")
