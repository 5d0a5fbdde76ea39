"""Many files parsed, on several processors where it pays."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from generator.processes.sharing import FEW, shared
from generator.reading.content import digest, read
from generator.reading.validation import encoded
from generator.reading.yaml_text import parse

# Files are parsed in a row before records are made of them: a processor does a thing faster many times than in turn.
_CHUNK = 64


class Tree(NamedTuple):
    """The digest of a file's bytes, and its tree in JSON; the tree is empty where anything is wrong with the text."""

    digest: bytes
    json: bytes


def trees(root: Path, paths: Sequence[str], workers: int | None = None) -> Generator[tuple[str, Tree], None, None]:
    """Yield the path and the tree of each file, in no order."""
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    for number, parsed in shared(partial(_chunk, root), chunks, workers if len(paths) >= FEW else 1):
        yield from zip(chunks[number], parsed, strict=True)


def tree(path: str) -> Tree:
    """Return the tree of one file."""
    try:
        data = read(path)
    except OSError:
        return Tree(b"", b"")
    parsed = parse(data)
    return Tree(digest(data), b"" if parsed.faults or parsed.tree is None else encoded(parsed.tree))


def _chunk(root: Path, paths: Sequence[str]) -> list[Tree]:
    return [tree(f"{root}/{path}") for path in paths]
