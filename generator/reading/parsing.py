"""Many files parsed, on several processors where it pays."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from generator.reading.content import digest, read
from generator.reading.validation import encoded
from generator.reading.yaml_text import parse

FEW = 1000
"""Up to so many files are parsed sooner than other processes are started."""

# Files are parsed in a row before records are made of them: a processor does a thing faster many times than in turn.
_CHUNK = 64


class Tree(NamedTuple):
    """The digest of a file's bytes, and its tree in JSON; the tree is empty where anything is wrong with the text."""

    digest: bytes
    json: bytes


def trees(root: Path, paths: Sequence[str], workers: int) -> Generator[Tree, None, None]:
    """Yield the tree of each file, in the order of the paths."""
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    done = 0
    if workers > 1 and len(paths) > FEW and _can_fork():
        try:
            for part in _spread(root, chunks, workers):
                yield from part
                done += 1
        except (BrokenProcessPool, OSError):
            # A process was ended from outside, or none could be started: what is left is done here.
            pass
    for chunk in chunks[done:]:
        yield from _chunk(root, chunk)


def tree(path: str) -> Tree:
    """Return the tree of one file."""
    try:
        data = read(path)
    except OSError:
        return Tree(b"", b"")
    parsed = parse(data)
    return Tree(digest(data), b"" if parsed.faults or parsed.tree is None else encoded(parsed.tree))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    return hasattr(os, "fork") and threading.active_count() == 1


def _spread(root: Path, chunks: Sequence[Sequence[str]], workers: int) -> Iterator[list[Tree]]:
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield from pool.map(_chunk, [root] * len(chunks), chunks)


def _chunk(root: Path, paths: Sequence[str]) -> list[Tree]:
    return [tree(f"{root}/{path}") for path in paths]
