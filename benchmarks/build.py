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
ROUNDS = 5
MKDOCS = Path(sys.executable).parent / "mkdocs"


def figures() -> Iterator[Figure]:
    """Build in turns with Hugo and yield times, ratios and memory; medians of the rounds."""
    with tempfile.TemporaryDirectory() as name:
        yield from _figures(Path(name))


def _figures(folder: Path) -> Iterator[Figure]:
    site = _pages_alone(federation(folder / "federation", MEMBERS))
    default = federation(folder / "default", MEMBERS)
    _whole(site, site / "site", folder)
    members = hugo.prepare(site, folder / "members", lists=False)
    pages = hugo.prepare(site, folder / "pages", lists=True)
    first, edits, warm, bare, full = [], [], [], [], []
    for number in range(ROUNDS):
        # Each build has a folder of its own, and nothing is deleted before the end: ext4 does not use deleted inodes
        # again for a minute and searches its way past them, which would be measured instead of the builds. What one
        # build wrote, the system brings to the disk beside the next: the first build and Hugo's of the members alone
        # follow one that wrote as much.
        built, kept = folder / f"built-{number}", folder / f"kept-{number}"
        kept.mkdir()
        first.append(_whole(site, built / "ours", kept))
        edits.append(_edited(site, built / "ours", kept, number))
        full.append(_peer(pages, built / "pages"))
        bare.append(_peer(members, built / "members"))
        warm.append(_whole(site, built / "again", kept))
        for one in built.iterdir():
            _count(one / "associate")
    first_default, edits_default = [], []
    for number in range(ROUNDS):
        built, kept = folder / f"default-{number}", folder / f"kept-{number}"
        first_default.append(_whole(default, built, kept))
        edits_default.append(_edited(default, built, kept, number))
    yield Figure("first build of 10,000 members, with all lists", _middle(first), "s")
    yield Figure("Hugo, the same members and lists in the same frame", _middle(full), "s")
    yield Figure("Hugo, the same members alone, without lists", _middle(bare), "s")
    yield Figure("first build / Hugo with lists", _ratio(first, full), "", 1.0)
    yield Figure("first build / Hugo without lists", _ratio(first, bare), "", 1.0)
    yield Figure("memory of the first build", max(one.memory for one in first), "MiB", 600 * 1e6 / 2**20)
    yield Figure("memory of Hugo", max(one.memory for one in full), "MiB")
    yield Figure("build after one edit", _middle(edits), "s")
    yield Figure("build after one edit / first build", _ratio(edits, first), "", 1 / 3)
    yield Figure("whole build with templates compiled before", _middle(warm), "s")
    yield Figure("whole build with templates compiled before / Hugo without lists", _ratio(warm, bare), "")
    yield Figure("build after one edit / whole build with templates compiled before", _ratio(edits, warm), "")
    yield Figure("whole build with search and open data", _middle(first_default), "s")
    yield Figure("the same after one edit", _middle(edits_default), "s")
    yield Figure("with search and open data: after one edit / whole build", _ratio(edits_default, first_default), "")


def _pages_alone(site: Path) -> Path:
    """Leave out what Hugo does not make either: `search` measures the index beside Pagefind."""
    settings = site / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    changed = text.replace(
        "\n  - coop-restart:\n", "\n  - coop-restart:\n      search: false\n      open_data: false\n", 1
    )
    if changed == text:
        raise RuntimeError("mkdocs.yml names the plugin otherwise")
    settings.write_text(changed, encoding="utf-8")
    return site


def _middle(runs: Sequence[Run]) -> float:
    return median(one.seconds for one in runs)


def _ratio(ours: Sequence[Run], theirs: Sequence[Run]) -> float:
    return median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))


def _peer(site: Path, built: Path) -> Run:
    return run([hugo.COMMAND, "--quiet", "--destination", built], site)


def _whole(site: Path, built: Path, kept: Path) -> Run:
    """Build without any page or record from before; compiled templates lie in `kept`."""
    shutil.rmtree(site / ".cache", ignore_errors=True)
    return run([MKDOCS, "build", "--strict", "--quiet", "--site-dir", built], site, TMPDIR=str(kept))


def _edited(site: Path, built: Path, kept: Path, number: int) -> Run:
    record = sorted((site / "members").glob("*.yml"))[MEMBERS // 2]
    lines = record.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(place for place, line in enumerate(lines) if line.startswith("summary:"))
    lines[place] = f"summary: edited for the {number}th time\n"
    record.write_text("".join(lines), encoding="utf-8")
    result = run([MKDOCS, "build", "--strict", "--quiet", "--site-dir", built], site, TMPDIR=str(kept))
    page = built / "associate" / record.stem / "index.html"
    if f"edited for the {number}th time" not in page.read_text(encoding="utf-8"):
        raise RuntimeError("the edit is not on the page")
    return result


def _count(members: Path) -> None:
    """Raise `RuntimeError` unless every member has its page."""
    if len(list(members.glob("*/index.html"))) < MEMBERS:
        raise RuntimeError(f"{members} lacks pages")
