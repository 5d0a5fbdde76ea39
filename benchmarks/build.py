"""The whole build of 10,000 members against Hugo's, and the build after one edit."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
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
    members = hugo.prepare(site, folder / "members", lists=False)
    pages = hugo.prepare(site, folder / "pages", lists=True)
    ours, edits, bare, full = [], [], [], []
    for number in range(ROUNDS):
        ours.append(_whole(site))
        edits.append(_edited(site, number))
        bare.append(_peer(members))
        full.append(_peer(pages))
    for built in (site / "site", members / "public", pages / "public"):
        _count(built / "associate")
    yield Figure("whole build of 10,000 members, with all lists", _middle(ours), "s")
    yield Figure("Hugo, the same members and lists in the same frame", _middle(full), "s")
    yield Figure("Hugo, the same members alone, without lists", _middle(bare), "s")
    yield Figure("whole build / Hugo with lists", _ratio(ours, full), "", 1.0)
    yield Figure("whole build / Hugo without lists", _ratio(ours, bare), "", 1.0)
    yield Figure("memory of the whole build", max(one.memory for one in ours), "MiB", 600 * 1e6 / 2**20)
    yield Figure("memory of Hugo", max(one.memory for one in full), "MiB")
    yield Figure("build after one edit", _middle(edits), "s")
    yield Figure("after one edit / whole", _ratio(edits, ours), "", 1 / 3)


def _middle(runs: Sequence[Run]) -> float:
    return median(one.seconds for one in runs)


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    return median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))


def _peer(site: Path) -> Run:
    shutil.rmtree(site / "public", ignore_errors=True)
    return run([hugo.COMMAND, "--quiet"], site)


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


def _count(members: Path) -> None:
    """Raise `RuntimeError` unless every member has its page."""
    if len(list(members.glob("*/index.html"))) < MEMBERS:
        raise RuntimeError(f"{members} lacks pages")
