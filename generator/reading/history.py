"""When records changed, as the site's git repository remembers it.

One `git log` tells of all records; what it said is kept by commit, and a later build asks for what came since. Where
there is no git, no repository, or only a shallow clone, nothing is known: the records' own dates serve then.

What is counted are commits, so that numbers only rise while history is not rewritten: whoever adds commits, be it by a
merge, adds to the set that is counted.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.reading.encoding import LARGEST
from generator.reading.folders import FOLDERS, PROGRAMME
from generator.reading.naming import SUFFIX
from generator.reading.yaml_text import parse

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree

FORMAT = 1
CACHE = f".cache/coop-restart/history-{FORMAT}.json"
"""Where the history is kept between runs, below the root."""

LONGEST = 60
"""Seconds after which a repository is too slow to be asked: the records' own dates serve."""

_FOLDERS = (*(folder for kind, folder in FOLDERS if kind != "track"), PROGRAMME)
_COMMIT = re.compile("[0-9a-f]{40,64}")
_NONE = re.compile("0+")

# A repository's own settings must not start programs, ask questions, or reach for the network.
_GIT = (
    "git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "diff.renames=false",
)  # fmt: skip
_QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}

Step = tuple[int, str, str]
"""A commit that changed a file: its time (seconds since 1970), and the contents before and after, by their ids."""


class Changes(NamedTuple):
    """How often something changed after it was made, when it was made, and when it last changed; times in UTC."""

    times: int
    made: datetime
    last: datetime


class NoHistory(Exception):
    """There is nothing to be learned from git; the message says why."""


@dataclass(frozen=True)
class History:
    """What is known of each file by its path from the site's root.

    missing: why nothing is known; "" where there is a history. steps: the commits that changed each file, in no order.
    """

    root: Path | None = None
    missing: str = "no history was asked for"
    commit: str = ""
    steps: Mapping[str, Sequence[Step]] = field(default_factory=dict, repr=False)
    prints: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def of(self, *paths: str) -> Changes | None:
        """Return the changes of a file, which may have had other paths before; None when nothing is known of it."""
        times = [time for time, _, _ in self._steps(paths)]
        return _changes(times) if times else None

    def of_part(self, kind: str, part: str, *paths: str) -> Changes | None:
        """Return the changes of a part of a record by its id: of `deadlines`, `milestones`, `offers` or `needs`.

        What a part shows of the whole record (`SHOWN`) belongs to it.
        """
        steps = self._steps(paths)
        if len(steps) > 1:
            name = f"{kind}/{part}"
            steps = [step for step in steps if self._print(step[1]).get(name) != self._print(step[2]).get(name)]
        return _changes([time for time, _, _ in steps]) if steps else None

    def prepare(self, files: Iterable[Sequence[str]]) -> None:
        """Read the earlier contents of files, where they changed, in one go: `of_part` needs them.

        files: each by the paths that it has and had.
        """
        changed = (steps for paths in files if len(steps := self._steps(paths)) > 1)
        wanted = {blob for steps in changed for step in steps for blob in step[1:] if not _NONE.fullmatch(blob)}
        wanted -= self.prints.keys()
        if wanted and self.root:
            self.prints.update(_prints(self.root, sorted(wanted)))

    def _steps(self, paths: Sequence[str]) -> list[Step]:
        return [step for path in paths for step in self.steps.get(path, ())]

    def _print(self, blob: str) -> Mapping[str, str]:
        return self.prints.get(blob, {})


SHOWN = {
    "deadlines": ("title", "summary", "url", "kind", "theme", "cancelled"),
    "milestones": ("title", "summary", "status"),
    "offers": (),
    "needs": (),
}
"""Parts of records that have a history of their own, and the fields of the record that are shown with them."""

_TELLING = {"status": "dropped"}
"""Fields of which one value alone makes a difference to a part."""


def read_history(root: Path, parts: Iterable[Sequence[str]] = (), *, cache: Path | None = None) -> History:
    """Return the history of the records below `root`; raises nothing, `missing` says why there is none.

    parts: the files whose parts have a history of their own, each by the paths that it has and had. cache: where the
    history is kept between runs, `CACHE` below the root by default.
    """
    cache = cache or root / CACHE
    try:
        head = _head(root)
        kept = _kept(cache)
        history = History(root, "", head, kept.steps, kept.prints) if kept and kept.commit == head else None
        history = history or _log(root, head, kept)
        known = len(history.prints)
        history.prepare(parts)
    except NoHistory as reason:
        return History(root, str(reason))
    if kept is None or kept.commit != head or len(history.prints) != known:
        with suppress(OSError):
            _keep(history, cache)
    return history


def _keep(history: History, cache: Path) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    fresh = cache.with_name(f"{cache.name}.{os.getpid()}")
    kept = {"commit": history.commit, "steps": history.steps, "prints": history.prints}
    fresh.write_text(json.dumps(kept, separators=(",", ":")), encoding="utf-8")
    fresh.replace(cache)


@dataclass(frozen=True)
class _Kept:
    commit: str
    steps: Mapping[str, Sequence[Step]]
    prints: dict[str, dict[str, str]]


def _kept(cache: Path) -> _Kept | None:
    """Return what an earlier run kept; None where that is missing or broken."""
    try:
        found = json.loads(cache.read_bytes())
        steps = {
            path: tuple((int(time), str(old), str(new)) for time, old, new in steps)
            for path, steps in found["steps"].items()
        }
        prints = {blob: {str(part): str(text) for part, text in one.items()} for blob, one in found["prints"].items()}
        return _Kept(str(found["commit"]), steps, prints)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _head(root: Path) -> str:
    """Return the commit that is checked out; raise `NoHistory` where not all of its history is there."""
    answer = _asked(root, "rev-parse", "--is-shallow-repository", "--verify", "HEAD").decode("ascii", "replace").split()
    if len(answer) != 2 or not _COMMIT.fullmatch(answer[1]):
        raise NoHistory("there is no commit yet")
    if answer[0] != "false":
        raise NoHistory("the clone is shallow: fetch the whole history (`git fetch --unshallow`)")
    return answer[1]


def _log(root: Path, head: str, kept: _Kept | None) -> History:
    """Return the history up to `head`, with what was kept of a commit that `head` builds on."""
    if kept is None or not _COMMIT.fullmatch(kept.commit) or not _follows(root, kept.commit, head):
        return History(root, "", head, _steps(root, head), kept.prints if kept else {})
    steps = {path: list(known) for path, known in kept.steps.items()}
    for path, more in _steps(root, f"{kept.commit}..{head}").items():
        steps.setdefault(path, []).extend(more)
    return History(root, "", head, steps, kept.prints)


def _follows(root: Path, before: str, head: str) -> bool:
    try:
        return not _asked(root, "rev-list", "--max-count=1", f"{head}..{before}", "--")
    except NoHistory:
        return False


def _steps(root: Path, commits: str) -> dict[str, list[Step]]:
    """Return the commits that changed each record; merges change nothing that their sides did not."""
    said = _asked(
        root, "log", "--full-history", "--no-merges", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color",
        "--raw", "--no-abbrev", "--relative", "-z", "--format=%x00%x00%ct", commits, "--", *_FOLDERS,
    )  # fmt: skip
    steps: dict[str, list[Step]] = {}
    for commit in said.decode("utf-8", "replace").split("\0\0"):
        time, *changed = [text for text in commit.split("\0") if text.strip()] or [""]
        if time.strip().isdigit():
            for change, path in zip(changed[::2], changed[1::2], strict=False):
                if path.endswith(SUFFIX):
                    old, new = change.split()[2:4]
                    steps.setdefault(path, []).append((int(time), old, new))
    return steps


def _prints(root: Path, blobs: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the digests of the parts of each content, none for one that cannot be read."""
    prints: dict[str, dict[str, str]] = {}
    try:
        said = memoryview(_asked(root, "cat-file", "--batch", sent="\n".join(blobs).encode() + b"\n"))
    except NoHistory:
        return prints
    place = 0
    while place < len(said):
        end = bytes(said[place : place + 200]).find(b"\n")
        blob, *rest = bytes(said[place : place + end]).decode("ascii", "replace").split()
        place += end + 1
        size = int(rest[1]) if len(rest) == 2 else -1
        prints[blob] = {} if not 0 <= size <= LARGEST else printed(bytes(said[place : place + size]))
        place += size + 1
    return prints


def printed(data: bytes) -> dict[str, str]:
    """Return a digest of each part of a record by `list/id`: two contents with the same show the same."""
    tree = parse(data).tree or {}
    found: dict[str, str] = {}
    for kind, shown in SHOWN.items():
        items = tree.get(kind)
        shared = [_told(name, tree.get(name)) for name in shown]
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                digest = blake2b(repr((shared, sorted(item.items()))).encode("utf-8", "surrogatepass"), digest_size=8)
                found[f"{kind}/{item['id']}"] = digest.hexdigest()
    return found


def _told(name: str, value: Tree) -> Tree | bool:
    return value == _TELLING[name] if name in _TELLING else value


def _changes(times: Sequence[int]) -> Changes:
    return Changes(len(times) - 1, datetime.fromtimestamp(min(times), UTC), datetime.fromtimestamp(max(times), UTC))


def _asked(root: Path, *arguments: str, sent: bytes = b"") -> bytes:
    """Return what git answers; raise `NoHistory` when it is not there, refuses, or takes too long."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no argument comes from a record
            (*_GIT, *arguments),
            cwd=root,
            input=sent,
            capture_output=True,
            check=False,
            env={**known, **_QUIET},
            timeout=LONGEST,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoHistory(f"git cannot be asked ({type(error).__name__})") from None
    if done.returncode:
        raise NoHistory("this is no git repository that can be read")
    return done.stdout
