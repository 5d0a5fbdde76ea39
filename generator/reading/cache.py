"""Trees kept from run to run, so that files that did not change are not parsed, nor even opened, again.

The file: a line `coop-restart records FORMAT CHECKSUM`, a line of JSON with one row a tree (digest, path, stamp),
then the trees in JSON, one a line. What is kept are texts; each run validates them anew, and any doubt about the
file as a whole discards it. Runs that write at the same time replace one another's whole files.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from generator.reading.folders import Found, Stamp
from generator.reading.parsing import Tree

FORMAT = 1


@dataclass(frozen=True)
class Cache:
    """What an earlier run kept: trees by path, where the stamp tells all changes, and by the digest of the bytes."""

    stamps: Mapping[str, tuple[Stamp, Tree]] = field(default_factory=dict)
    trees: Mapping[bytes, Tree] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Cache:
        """Return what the file holds; an empty cache where it is missing, broken or another version's."""
        try:
            return cls._of(path.read_bytes())
        except (OSError, ValueError, TypeError, IndexError, RecursionError):
            return cls()

    @classmethod
    def _of(cls, data: bytes) -> Cache:
        head, _, body = data.partition(b"\n")
        if head != _head(body):
            return cls()
        index, *lines = body.split(b"\n")
        rows = json.loads(index)
        kept = [Tree(bytes.fromhex(row[0]), line) for row, line in zip(rows, lines, strict=True)]
        stamped = ((row, tree) for row, tree in zip(rows, kept, strict=True) if len(row) > 1)
        return cls({row[1]: (Stamp(*row[2:]), tree) for row, tree in stamped}, {tree.digest: tree for tree in kept})

    def unchanged(self, found: Found) -> Tree | None:
        """Return the tree of a file that has not changed since it was kept."""
        known = self.stamps.get(found.path)
        return known[1] if known is not None and known[0] == found.stamp else None


def save(path: Path, entries: Sequence[tuple[Found, Tree]], began: int) -> None:
    """Keep trees for the next run; reading began at `began`. Where nothing can be written, nothing is kept."""
    rows = [_row(found, tree, began) for found, tree in entries]
    body = b"\n".join([json.dumps(rows).encode(), *(tree.json for _, tree in entries)])
    try:
        _replace(path, _head(body) + b"\n" + body)
    except OSError:
        return


def _row(found: Found, tree: Tree, began: int) -> list[object]:
    if not found.stamp.settled(began):
        return [tree.digest.hex()]
    stamp = found.stamp
    return [tree.digest.hex(), found.path, stamp.size, stamp.modified, stamp.changed, stamp.inode]


def _head(body: bytes) -> bytes:
    return f"coop-restart records {FORMAT} {blake2b(body, digest_size=16).hexdigest()}".encode()


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():
        # A folder, or a device such as /dev/null, which the system's administrator could replace.
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
