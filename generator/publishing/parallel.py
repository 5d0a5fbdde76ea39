"""One function over many items, on all processors where the system can fork."""

from __future__ import annotations

import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")

FEW = 400
"""Below this many items a second process costs more than it brings."""


class WorkerFailed(RuntimeError):
    """A process that shared the work did not come to its end; the message holds its traceback."""


def processors() -> int:
    """Return how many processors this process may use, at most four: more wait for the disk."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def for_each(work: Callable[[Item], None], items: Sequence[Item], workers: int | None = None) -> None:
    """Call `work` on each item. Forks where that is safe (one thread, many items) and else goes one by one.

    Children inherit everything and return nothing: `work` leaves its result on disk. What a child raises is
    raised here as `WorkerFailed`.
    """
    workers = processors() if workers is None else workers
    alone = len(items) < FEW or workers < 2 or not hasattr(os, "fork") or threading.active_count() > 1
    if alone:
        return _serve(work, items)
    children = [_start(work, items[share::workers]) for share in range(1, workers)]
    try:
        _serve(work, items[0::workers])
    finally:
        failures = [failure for child, end in children if (failure := _join(child, end))]
    if failures:
        raise WorkerFailed("\n".join(failures))
    return None


def _serve(work: Callable[[Item], None], items: Sequence[Item]) -> None:
    for item in items:
        work(item)


def _start(
    work: Callable[[Item], None], items: Sequence[Item]
) -> tuple[multiprocessing.process.BaseProcess, Connection]:
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    child = fork.Process(target=_child, args=(work, items, there))
    child.start()
    there.close()
    return child, here


def _child(work: Callable[[Item], None], items: Sequence[Item], end: Connection) -> None:
    try:
        _serve(work, items)
        end.send("")
    except Exception:  # the parent tells it
        end.send(traceback.format_exc())


def _join(child: multiprocessing.process.BaseProcess, end: Connection) -> str:
    try:
        failure = str(end.recv())
    except EOFError:
        failure = "a process that shared the work was killed"
    child.join()
    return failure
