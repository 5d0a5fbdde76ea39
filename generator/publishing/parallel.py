"""Work shared among processes where the system can fork: children inherit everything, and cost nothing to fill."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 400
"""Below this many items a second process costs more than it brings."""


class WorkerFailed(RuntimeError):
    """A process that shared the work did not come to its end; the message holds its traceback."""


@dataclass
class Later(Generic[Result]):
    """What a child process is working out."""

    process: BaseProcess
    end: Connection

    def result(self) -> Result:
        """Wait for it; raise `WorkerFailed` with what the child raised, or that it was killed."""
        try:
            done, value = self.end.recv()
        except EOFError:
            done, value = False, "a process that shared the work was killed"
        self.end.close()
        self.process.join()
        if not done:
            raise WorkerFailed(value)
        return value  # type: ignore[no-any-return]


@dataclass
class Now(Generic[Result]):
    """What was worked out at once, because nothing could share the work."""

    value: Result

    def result(self) -> Result:
        """Return it."""
        return self.value


def processors() -> int:
    """Return how many processors this process may use, at most four: more wait for the disk."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def can_fork() -> bool:
    """Whether a child would be sound: a fork copies one thread only, and the locks of all."""
    return hasattr(os, "fork") and threading.active_count() == 1


def beside(work: Callable[[], Result], items: int) -> Later[Result] | Now[Result]:
    """Work in a child process while this one goes on; at once where it would not pay for so few `items`."""
    if items < FEW or processors() < 2 or not can_fork():
        return Now(work())
    return _start(work)


def for_each(work: Callable[[Item], None], items: Sequence[Item], workers: int | None = None) -> None:
    """Call `work` on each item, shared among processes where that is safe and pays.

    `work` leaves its result on disk. What it raises in a child is raised here as `WorkerFailed`.
    """
    workers = processors() if workers is None else workers
    if len(items) < FEW or workers < 2 or not can_fork():
        return _serve(work, items)
    children = [_start(partial(_serve, work, items[share::workers])) for share in range(1, workers)]
    failures = []
    try:
        _serve(work, items[0::workers])
    finally:
        for child in children:
            try:
                child.result()
            except WorkerFailed as failure:
                failures.append(str(failure))
    if failures:
        raise WorkerFailed("\n".join(failures))
    return None


def _serve(work: Callable[[Item], None], items: Sequence[Item]) -> None:
    for item in items:
        work(item)


def _start(work: Callable[[], Result]) -> Later[Result]:
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    child = fork.Process(target=_child, args=(work, there))
    child.start()
    there.close()
    return Later(child, here)


def _child(work: Callable[[], Result], end: Connection) -> None:
    # A collection would touch, and so copy, all that was inherited.
    gc.disable()
    try:
        end.send((True, work()))
    except Exception:  # the parent tells it
        end.send((False, traceback.format_exc()))
