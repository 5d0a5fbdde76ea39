"""Work shared among processes where the system can fork: children inherit everything, and cost nothing to fill."""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import signal
import threading
import traceback
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

FEW = 400
"""Below this many items a second process costs more than it brings."""

_TICKET = 4
"""Bytes of a ticket: the number of a part."""

_TICKETS = 8192
"""So many tickets lie in a pipe without anybody reading; parts beyond them are done by the process that shares."""


_ends = weakref.WeakSet[Connection]()
"""Where this process hears its children."""


@atexit.register
def _hang_up() -> None:
    """Let go of children that nobody has heard, before this process waits for their end: they may wait to be heard."""
    for end in list(_ends):
        end.close()


class WorkerFailed(RuntimeError):
    """What a process raised that shared the work; the message holds its traceback."""


class _Answers:
    """What a child sends, one answer after the other, of `many` that it will send."""

    def __init__(self, process: BaseProcess, end: Connection, many: int) -> None:
        self.process = process
        self._end = end
        self._many = many
        self._heard: list[tuple[bool, Any]] = []

    def answer(self, number: int) -> tuple[bool, Any]:
        """Return whether the work was done, and what came of it; wait for it, if need be."""
        while len(self._heard) <= number:
            try:
                self._heard.append(self._end.recv())
            except EOFError:
                _require_not_stopped(self.process)
                self._heard += [(False, "a process that shared the work was killed")] * self._many
            if len(self._heard) >= self._many:
                self._end.close()
        return self._heard[number]


@dataclass
class Later(Generic[Result]):
    """What a child process is working out, or will when it has done what comes before."""

    answers: _Answers
    number: int = 0

    @property
    def process(self) -> BaseProcess:
        """The child."""
        return self.answers.process

    def result(self) -> Result:
        """Wait for it, if need be; raise `WorkerFailed` with what the child raised, or that it was killed.

        What the disk refused the child is raised as it is: it is no fault of the work.
        """
        done, value = self.answers.answer(self.number)
        if not done:
            raise _failure(value)
        return value  # type: ignore[no-any-return]


@dataclass
class Now(Generic[Result]):
    """What was worked out at once, because nothing could share the work."""

    value: Result

    def result(self) -> Result:
        """Return it."""
        return self.value


class Postponed(Generic[Result]):
    """What will be worked out when it is first asked for."""

    def __init__(self, work: Callable[[], Result]) -> None:
        self._work: Callable[[], Result] | None = work
        self._value: Any = None

    def result(self) -> Result:
        """Return it, worked out by now; whatever the work needed is let go of then."""
        if self._work:
            self._value, self._work = self._work(), None
        return self._value  # type: ignore[no-any-return]


Outcome = Later[Result] | Now[Result] | Postponed[Result]
"""What is there when it is asked for, wherever and whenever it is worked out."""


def processors() -> int:
    """Return how many processors this process may use, at most four: more wait for the disk."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def can_fork() -> bool:
    """Whether a child would be sound: a fork copies one thread only, and the locks of all."""
    return hasattr(os, "fork") and threading.active_count() == 1


def pays(items: int) -> bool:
    """Whether so many items are worth a process of their own, and there can be one."""
    return items >= FEW and processors() > 1 and can_fork()


def beside(work: Callable[[], Result], items: int = FEW) -> Later[Result] | Now[Result]:
    """Work in a child process while this one goes on; at once where it would not pay for so few `items`.

    Work that takes its time however few they are, as it has to load what it needs, names none.
    """
    return in_turn([work])[0] if pays(items) else Now(work())


def in_turn(works: Sequence[Callable[[], Any]]) -> list[Later[Any]]:
    """Do one work after the other in a child process, where that `pays`.

    The child waits for nobody to hear what came of it, and shares none of several works in its turn.
    """
    process, end = _child(partial(_answer, works))
    answers = _Answers(process, end, len(works))
    return [Later(answers, number) for number in range(len(works))]


def shared(
    work: Callable[[Part], Result], parts: Sequence[Part], workers: int | None = None
) -> Iterator[tuple[int, Result]]:
    """Yield the number of each part and what `work` made of it, as they are done, by this process and its children.

    Whoever is free takes the next part. What a child raises is raised here (see `Later.result`); what a child that was
    killed left undone is done here, so that `work` must bear to be done twice.
    """
    missing = dict.fromkeys(range(len(parts)))
    with _Crew(work, parts, processors() if workers is None else workers) as crew:
        while missing:
            for number, result in crew.done():
                del missing[number]
                yield number, result
            mine = crew.take()
            if mine is None and not crew.busy:
                mine = next(iter(missing), None)
            if mine is not None:
                del missing[mine]
                yield mine, work(parts[mine])


def in_order(
    work: Callable[[Sequence[Part]], Sequence[Result]], items: Sequence[Part], size: int, workers: int | None = None
) -> list[Result]:
    """Return what `work` makes of each item, in the items' order; it gets so many of them at a time. See `shared`."""
    parts = [items[start : start + size] for start in range(0, len(items), size)]
    found = dict(shared(work, parts, workers))
    return [result for number in range(len(parts)) for result in found[number]]


class _Crew(Generic[Part, Result]):
    """Children that take part after part by tickets from a pipe, which gives each ticket to one reader."""

    def __init__(self, work: Callable[[Part], Result], parts: Sequence[Part], workers: int) -> None:
        self._ends: dict[Connection, BaseProcess] = {}
        self._exhausted = True
        self._tickets = -1
        if workers > 1 and len(parts) > 1 and can_fork():
            self._tickets, writing = os.pipe()
            os.write(writing, b"".join(n.to_bytes(_TICKET, "big") for n in range(min(len(parts), _TICKETS))))
            os.close(writing)
            self._exhausted = False
            children = [_child(partial(_labour, work, parts, self._tickets)) for _ in range(workers - 1)]
            self._ends = {end: process for process, end in children}

    def __enter__(self) -> _Crew[Part, Result]:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        for end, process in self._ends.items():
            end.close()
            if failed:
                process.terminate()
        if self._tickets >= 0:
            os.close(self._tickets)

    @property
    def busy(self) -> bool:
        """Whether any child may still have something to say."""
        return bool(self._ends)

    def take(self) -> int | None:
        """Return the next part that nobody has taken, None when all are given out."""
        ticket = b"" if self._exhausted else os.read(self._tickets, _TICKET)
        self._exhausted = not ticket
        return int.from_bytes(ticket, "big") if ticket else None

    def done(self) -> Iterator[tuple[int, Result]]:
        """Yield what children have done; wait for one of them when there is nothing else to do."""
        ready = wait(list(self._ends), None if self._exhausted else 0) if self._ends else []
        for end in [end for end in self._ends if end in ready]:
            try:
                number, result = end.recv()
            except (EOFError, OSError):
                _require_not_stopped(self._ends.pop(end))
                continue
            if number is None:
                raise _failure(result)
            yield number, result


def _child(work: Callable[[Connection], None]) -> tuple[BaseProcess, Connection]:
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    child = fork.Process(target=_begin, args=(work, here, there))
    child.start()
    there.close()
    _ends.add(here)
    return child, here


def _require_not_stopped(child: BaseProcess) -> None:
    """Raise `KeyboardInterrupt` where a child has ended by it: this process will hear of it in a moment."""
    child.join()
    if child.exitcode == -signal.SIGINT:
        raise KeyboardInterrupt


def _begin(work: Callable[[Connection], None], here: Connection, there: Connection) -> None:
    # Whoever stops the work on a terminal stops all processes at once; one of them telling it is enough.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # A collection would touch, and so copy, all that was inherited.
    gc.disable()
    # Who ordered the work may have gone: then nobody wants it. Only who does not listen itself is told so.
    here.close()
    with suppress(BrokenPipeError):
        work(there)


def _answer(works: Sequence[Callable[[], Any]], end: Connection) -> None:
    if len(works) == 1:
        # Without another thread, beside which the work itself could not be shared.
        end.send_bytes(_answered(works[0]))
        return
    answers = SimpleQueue[memoryview | None]()
    # Whoever asked takes the answers in its own time, and a pipe holds little: the next work is done meanwhile.
    sender = threading.Thread(target=_send, args=(answers, end))
    sender.start()
    for work in works:
        if sender.is_alive():
            answers.put(_answered(work))
    answers.put(None)
    sender.join()


def _answered(work: Callable[[], Any]) -> memoryview:
    try:
        return ForkingPickler.dumps((True, work()))
    except Exception as error:  # the parent tells it
        return ForkingPickler.dumps((False, _telling(error)))


def _send(answers: SimpleQueue[memoryview | None], end: Connection) -> None:
    # Nobody wants them any more where the pipe is broken.
    with suppress(BrokenPipeError):
        while (answer := answers.get()) is not None:
            end.send_bytes(answer)
    end.close()


def _labour(work: Callable[[Part], Result], parts: Sequence[Part], tickets: int, end: Connection) -> None:
    try:
        while ticket := os.read(tickets, _TICKET):
            number = int.from_bytes(ticket, "big")
            end.send((number, work(parts[number])))
    except BrokenPipeError:
        raise
    except Exception as error:  # the parent tells it
        end.send((None, _telling(error)))


def _telling(error: Exception) -> OSError | str:
    """Return what a child sends of an error, while it is handled."""
    return error if isinstance(error, OSError) else traceback.format_exc()


def _failure(told: OSError | str) -> Exception:
    return told if isinstance(told, OSError) else WorkerFailed(told)
