"""Work is shared among processes, comes back whole, and fails loudly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from generator.processes import sharing
from generator.processes.sharing import FEW, Postponed, WorkerFailed, beside, in_turn, shared

PARTS = range(200)


@pytest.fixture(autouse=True)
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fork although the test runner keeps a thread of its own, which only waits."""
    monkeypatch.setattr(sharing, "can_fork", lambda: True)
    monkeypatch.setattr(sharing, "processors", lambda: 3)


def slowly(part: int) -> tuple[int, int]:
    time.sleep(0.001)
    return part * part, os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_each_part_is_done_once(workers: int) -> None:
    done = list(shared(slowly, PARTS, workers))
    assert sorted((number, square) for number, (square, _) in done) == [(part, part * part) for part in PARTS]
    # How many of them came to their turn is the system's to say.
    assert len({process for _, (_, process) in done}) <= workers


def test_of_no_parts_nothing_comes() -> None:
    assert list(shared(slowly, [], 2)) == []


def test_whoever_is_free_takes_the_next_part() -> None:
    ours = os.getpid()

    def work(_: int) -> int:
        time.sleep(0.02 if os.getpid() == ours else 0.001)
        return os.getpid()

    done = Counter(process for _, process in shared(work, PARTS, 2))
    assert 0 < done[ours] < len(PARTS) / 4


def test_parts_for_which_there_is_no_ticket_are_done_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "_TICKETS", 3)
    assert sorted(number for number, _ in shared(slowly, PARTS, 2)) == list(PARTS)


@pytest.mark.parametrize("failing", ["child", "parent"])
def test_what_fails_in_any_process_fails_the_work(failing: str) -> None:
    ours = os.getpid()

    def work(part: int) -> int:
        # Time enough for the other to begin.
        time.sleep(0.001 if (os.getpid() == ours) is (failing == "parent") else 0.02)
        if (os.getpid() == ours) is (failing == "parent"):
            raise ZeroDivisionError("no page")
        return part

    with pytest.raises((WorkerFailed, ZeroDivisionError), match="no page"):
        list(shared(work, PARTS, 2))


def test_what_a_killed_process_left_undone_is_done_here() -> None:
    ours = os.getpid()

    def work(part: int) -> int:
        time.sleep(0.001)
        if os.getpid() != ours and part > 20:
            os._exit(9)
        return part

    assert sorted(result for _, result in shared(work, PARTS, 3)) == list(PARTS)


def test_children_end_when_nobody_wants_the_rest() -> None:
    results = shared(slowly, PARTS, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert os.waitpid(-1, os.WNOHANG) is not None


def test_what_is_worked_out_beside_comes_back() -> None:
    found, process = beside(lambda: ["found", os.getpid()], FEW).result()
    assert found == "found"
    assert process != os.getpid()


def test_one_process_does_one_work_after_the_other_and_is_heard_in_any_order() -> None:
    made: list[int] = []

    def make() -> tuple[int, int]:
        made.append(os.getpid())
        return len(made), made[0]

    first, failing, last = in_turn([make, lambda: 1 // 0, make])
    number, process = last.result()
    assert (number, first.result()) == (2, (1, process))
    assert process != os.getpid()
    assert last.result() == (2, process)
    with pytest.raises(WorkerFailed, match="ZeroDivisionError"):
        failing.result()
    assert made == []


def test_the_next_work_waits_for_nobody_to_hear_of_the_last(tmp_path: Path) -> None:
    # More than a pipe holds.
    large, _ = in_turn([lambda: bytes(1_000_000), (tmp_path / "done").touch])
    for _ in range(200):
        if (tmp_path / "done").exists():
            break
        time.sleep(0.05)
    assert (tmp_path / "done").exists()
    assert large.result() == bytes(1_000_000)


def test_of_a_killed_process_what_it_had_done_is_known() -> None:
    def die() -> None:
        # What was done before is on its way by then.
        time.sleep(0.5)
        os._exit(9)

    done, *undone = in_turn([lambda: "done", die, lambda: "never"])
    for one in undone:
        with pytest.raises(WorkerFailed, match="was killed"):
            one.result()
    assert done.result() == "done"


def test_for_few_items_no_process_is_started() -> None:
    assert beside(os.getpid, FEW - 1).result() == os.getpid()


def test_what_fails_beside_fails_where_it_is_asked_for() -> None:
    with pytest.raises(WorkerFailed, match="ZeroDivisionError"):
        beside(lambda: 1 // 0, FEW).result()
    with pytest.raises(IsADirectoryError) as caught:
        beside(lambda: Path("/").read_bytes(), FEW).result()
    assert caught.value.filename == "/"
    with pytest.raises(WorkerFailed, match="was killed"):
        beside(lambda: os._exit(9), FEW).result()


UNHEARD = """
import time
from generator.processes import sharing
sharing.processors = lambda: 2
# More than a pipe holds: a child that nobody hears stands still.
one, other = (sharing.beside(lambda: bytes(1_000_000)) for _ in range(2))
print(one.process.pid, flush=True)
"""


def test_a_process_ends_though_nobody_has_heard_its_children() -> None:
    done = subprocess.run([sys.executable, "-c", UNHEARD], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_a_child_ends_when_the_process_that_would_have_heard_it_was_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", f"{UNHEARD}\ntime.sleep(60)"],
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.DEVNULL,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert runs(child)
    parent.kill()
    parent.communicate()
    for _ in range(200):
        if not runs(child):
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    raise AssertionError("the child waits for ever")


STOPPED = """
import os, time
from generator.processes import sharing
sharing.processors = lambda: 3
def slow(part):
    # In one piece, whoever writes beside.
    os.write(1, b"working\\n")
    time.sleep(60)
def both():
    return list(sharing.shared(slow, range(9), 2))
try:
    sharing.beside(both).result()
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


def test_whoever_stops_the_work_reads_nothing_of_its_children() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", STOPPED],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert parent.stdout is not None
    assert [parent.stdout.readline() for _ in range(2)] == ["working\n"] * 2
    # As a terminal does when somebody presses Ctrl-C.
    os.killpg(parent.pid, signal.SIGINT)
    said, complained = parent.communicate(timeout=30)
    assert (said, "Traceback" in complained) == ("stopped\n", False)


def runs(process: int) -> bool:
    """Whether a process is there and has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"


def test_what_is_postponed_is_worked_out_once_when_it_is_asked_for() -> None:
    asked: list[int] = []
    later = Postponed(lambda: (asked.append(1), asked)[1])
    assert asked == []
    assert later.result() is later.result() is asked
    assert asked == [1]
