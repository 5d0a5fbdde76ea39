"""How soon `mkdocs serve` shows an edit of one record among 10,000."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.error import URLError

from benchmarks.corpus import federation
from benchmarks.figure import Figure

MEMBERS = 10_000
ROUNDS = 5
MKDOCS = Path(sys.executable).parent / "mkdocs"


def figures() -> Iterator[Figure]:
    """Preview the federation, edit one record after the other, and yield the time until its page shows the edit."""
    with tempfile.TemporaryDirectory() as name:
        root = federation(Path(name) / "federation", MEMBERS)
        port = _free_port()
        command = [MKDOCS, "serve", "--quiet", "-a", f"127.0.0.1:{port}"]
        with (Path(name) / "said.txt").open("w") as said:
            server = subprocess.Popen(command, cwd=root, stdout=said, stderr=subprocess.STDOUT)
        try:
            yield from _figures(root, f"http://127.0.0.1:{port}/")
        finally:
            server.terminate()
            server.wait()


def _figures(root: Path, site: str) -> Iterator[Figure]:
    records = sorted((root / "members").glob("*.yml"))[:: MEMBERS // ROUNDS][:ROUNDS]
    _wait(f"{site}associate/{records[0].stem}/", "<h1>", 300)
    seconds = [_edited(record, site, number) for number, record in enumerate(records)]
    yield Figure("mkdocs serve, an edit of one record among 10,000 shown", median(seconds), "s", 1.0)


def _edited(record: Path, site: str, number: int) -> float:
    lines = [line for line in record.read_text(encoding="utf-8").splitlines() if not line.startswith("summary:")]
    words = f"edited for the {number}th time"
    time.sleep(1)
    started = time.perf_counter()
    record.write_text("\n".join([*lines, f"summary: {words}\n"]), encoding="utf-8")
    _wait(f"{site}associate/{record.stem}/", words, 60)
    return time.perf_counter() - started


def _wait(url: str, words: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 - on loopback
                if words in answer.read().decode():
                    return
        except (URLError, ConnectionError):
            pass
        # Asking more often would slow the preview down, which answers in the same process.
        time.sleep(0.03)
    raise RuntimeError(f"{words!r} did not come to {url} in {seconds} s")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
