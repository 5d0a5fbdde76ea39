"""Trees kept from run to run, so that files that did not change are not parsed, nor even opened, again.

The file: a line `coop-restart records FORMAT CHECKSUM`, a line of JSON with columns, then the trees in JSON, one a
line. The columns: the trees' digests, then paths and the parts of the stamps of files whose stamps tell every change,
which stand first. What is kept are texts; each run validates them anew, and any doubt about the file as a whole
discards it. Runs that write at the same time replace one another's whole files.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from pydantic_core import from_json, to_json

from generator.reading.folders import Found, Stamp
from generator.reading.parsing import Tree

FORMAT = 2


@dataclass(frozen=True)
class Cache:
    """What an earlier run kept: trees, and the stamps that tell all changes of their files.

    kept: every tree. stamps: by path the stamp of a file, and which tree is its.
    """

    kept: Sequence[Tree] = ()
    stamps: Mapping[str, tuple[Stamp, Tree]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Cache:
        """Return what the file holds; an empty cache where it is missing, broken or another version's."""
        try:
            return cls._of(path.read_bytes()) if path.is_file() else cls()
        except (OSError, ValueError, TypeError, IndexError, RecursionError):
            return cls()

    @classmethod
    def _of(cls, data: bytes) -> Cache:
        head, index, *lines = data.split(b"\n")
        # Without a copy of the megabytes.
        if head != _head(memoryview(data)[len(head) + 1 :]):
            return cls()
        digests, paths, *stamps = from_json(index)
        if len(digests) != len(lines):
            return cls()
        kept = list(map(Tree, map(bytes.fromhex, digests), lines))
        stamped = zip(map(Stamp, *stamps), kept, strict=False)
        return cls(kept, dict(zip(paths, stamped, strict=True)))

    @cached_property
    def trees(self) -> Mapping[bytes, Tree]:
        """The trees by the digest of their files' bytes."""
        return {tree.digest: tree for tree in self.kept}

    def unchanged(self, found: Found) -> Tree | None:
        """Return the tree of a file that has not changed since it was kept."""
        known = self.stamps.get(found.path)
        return known[1] if known is not None and known[0] == found.stamp else None


def save(path: Path, entries: Sequence[tuple[Found, Tree]], began: int) -> None:
    """Keep trees for the next run; reading began at `began`. Where nothing can be written, nothing is kept."""
    settled = [entry for entry in entries if entry[0].stamp.settled(began)]
    ordered = settled + [entry for entry in entries if not entry[0].stamp.settled(began)]
    digests = [tree.digest.hex() for _, tree in ordered]
    paths = [found.path for found, _ in settled]
    stamps = zip(*(found.stamp for found, _ in settled), strict=True)
    index = to_json([digests, paths, *stamps])
    body = b"\n".join([index, *(tree.json for _, tree in ordered)])
    try:
        _replace(path, _head(body) + b"\n" + body)
    except OSError:
        return


def _head(body: bytes | memoryview) -> bytes:
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
