"""What the last build wrote, so that the next one writes only what is different.

The file is JSON in columns, which take half the time of rows: the version, paths, keys, sizes, times.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic_core import from_json, to_json

VERSION = 2


class Entry(NamedTuple):
    """One file: a digest of what it was made from, and its size and time when it had been written."""

    key: str
    size: int
    mtime_ns: int

    @classmethod
    def of(cls, path: Path, key: str) -> Entry:
        """Return the entry of a file; raise `OSError` when it is not there."""
        state = path.stat()
        return cls(key, state.st_size, state.st_mtime_ns)

    def stands(self, path: str) -> bool:
        """Whether the file is there as it was written."""
        try:
            state = os.stat(path)  # noqa: PTH116 - asked for each of ten thousand files
        except OSError:
            return False
        return state.st_mtime_ns == self.mtime_ns and state.st_size == self.size


def read(file: Path) -> dict[str, Entry]:
    """Return the entries by path; none where the ledger is missing, broken or of another version."""
    try:
        version, paths, *columns = from_json(file.read_bytes())
        if version != VERSION or not all(isinstance(path, str) for path in paths):
            return {}
        return dict(zip(paths, map(Entry._make, zip(*columns, strict=True)), strict=True))
    except (OSError, ValueError, TypeError):
        return {}


def fallen(file: Path, folder: Path) -> frozenset[str]:
    """Return the paths of files below `folder` that are not there any more as they were written."""
    base = f"{folder.as_posix()}/"
    return frozenset(path for path, entry in read(file).items() if not entry.stands(base + path))


def save(file: Path, entries: Mapping[str, Entry]) -> None:
    """Replace the ledger in one step, so that a build that runs at the same time reads a whole one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    states = entries.values()
    columns = [one.key for one in states], [one.size for one in states], [one.mtime_ns for one in states]
    fresh.write_bytes(to_json([VERSION, list(entries), *columns]))
    fresh.replace(file)
