"""Running a command and measuring it from outside."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """Wall time in seconds, and the largest memory in MiB of the process and its children together."""

    seconds: float
    memory: float


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> Run:
    """Run a command to its end, in `environment` too; raise `RuntimeError` with what it said when it fails."""
    peak = Peak()
    # As where it is installed: Python may keep its compiled modules.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env={**inherited, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watcher = threading.Thread(target=peak.watch, args=(process.pid,), daemon=True)
    watcher.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - started
    watcher.join()
    if process.returncode:
        raise RuntimeError(said)
    return Run(seconds, peak.kibibytes / 1024)


class Peak:
    """The largest sum of proportional memory (`Pss`: pages that forks share count once) that was seen."""

    def __init__(self) -> None:
        self.kibibytes = 0

    def watch(self, root: int) -> None:
        """Look every few hundredths of a second until the process is gone."""
        while (found := sum(map(_memory, _family(root)))) > 0:
            self.kibibytes = max(self.kibibytes, found)
            time.sleep(0.03)


def _family(root: int) -> list[int]:
    family = [root]
    for process in family:
        try:
            for task in os.listdir(f"/proc/{process}/task"):  # noqa: PTH208
                children = Path(f"/proc/{process}/task/{task}/children").read_text(encoding="ascii")
                family += map(int, children.split())
        except OSError:
            continue
    return family


def _memory(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
