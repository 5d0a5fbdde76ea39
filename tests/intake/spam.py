"""Spam from very many addresses at a steady rate, and honest people who send in the midst of it.

Run as a program it is the spam alone: `python -m tests.intake.spam PORT SECONDS RATE`.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

import httpx

from tests.intake.ground import ORIGIN, Bare, GitServer, post, proof, running
from tests.project.project import ROOT

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
FORGED = "eyJhbGdvcml0aG0iOiJTSEEtMjU2IiwiY2hhbGxlbmdlIjoiMDAiLCJudW1iZXIiOjEsInNhbHQiOiJ4Iiwic2lnbmF0dXJlIjoiMDAifQ=="
FIELDS = {"name": "Buy now", "address": {"municipality": "017029"}}


@dataclass
class Outcome:
    """Seconds of each honest answer; how spam was answered, by status; the service's largest memory in MiB."""

    honest: list[float] = field(default_factory=list)
    spam: Counter[str] = field(default_factory=Counter)
    memory: float = 0
    rate: float = 0

    @property
    def p95(self) -> float:
        """The time in which 95 of a hundred honest answers came."""
        return quantiles(self.honest, n=20)[-1]


def run(folder: Path, *, seconds: int, rate: int, pause: float = 0.4) -> Outcome:
    """Send spam for so long, so many requests a second, and an honest proposal after each pause."""
    outcome, bare = Outcome(), Bare(folder / "repository")
    server = GitServer(bare.folder.parent)
    limits = {"INTAKE_PER_ADDRESS": "30", "INTAKE_PLAIN_TOTAL": "60", "INTAKE_PROXIES": "1"}
    try:
        with running(folder / "data", server.url, **limits) as service:
            command = [sys.executable, "-m", "tests.intake.spam", str(service.port), str(seconds), str(rate)]
            spam = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
            ended = threading.Event()
            watcher = threading.Thread(target=_watch, args=(service.pid, outcome, ended))
            watcher.start()
            number = 0
            while spam.poll() is None:
                outcome.honest.append(_honest(service.url, number))
                number += 1
                time.sleep(pause)
            ended.set()
            watcher.join()
            said, _ = spam.communicate()
            outcome.spam = Counter(json.loads(said))
            outcome.rate = sum(outcome.spam.values()) / seconds
    finally:
        server.close()
    return outcome


def _honest(url: str, number: int) -> float:
    """Send a proposal until it is taken, as a person does who is told to try again, and return how long that took."""
    content = {"kind": "new-member", "fields": {"name": f"Onesta {number}", "address": {"municipality": "017029"}}}
    headers = {"Origin": ORIGIN, "X-Forwarded-For": f"2001:db8:{number:x}::1"}
    took, status = 0.0, 0
    while status != 202:
        with suppress(httpx.HTTPError, ValueError):
            content["altcha"] = proof(url)
        begun = time.perf_counter()
        with suppress(httpx.HTTPError):
            status = post(f"{url}/proposals", json=content, headers=headers).status_code
        took += time.perf_counter() - begun
    return took


def _watch(pid: int, outcome: Outcome, ended: threading.Event) -> None:
    while not ended.wait(0.1):
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        held = [int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")]
        outcome.memory = max([outcome.memory, *(kibibytes / 1024 for kibibytes in held)])


def _bodies() -> list[tuple[str, bytes]]:
    whole = {"kind": "new-member", "fields": FIELDS}
    return [
        (JSON, json.dumps({**whole, "altcha": FORGED}).encode()),
        (JSON, json.dumps(whole).encode()),
        (JSON, json.dumps({**whole, "altcha": FORGED, "note": "x" * 3_900, "logo": {"data": "A" * 200_000}}).encode()),
        (FORM, b"kind=new-member&fields.name=Buy&website_url_2=https://spam.example"),
        (FORM, b"kind=new-member&fields.name=Buy&altcha=" + FORGED.encode()),
        (JSON, b"{" * 2_000),
        ("text/plain", b"buy now"),
    ]


async def _one(port: int, bodies: list[tuple[str, bytes]], answers: Counter[str]) -> None:
    kind, body = random.choice(bodies)  # noqa: S311 - no secret
    address = ".".join(str(random.randrange(1, 255)) for _ in range(4))  # noqa: S311
    head = (
        f"POST /proposals HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {kind}\r\n"
        f"X-Forwarded-For: {address}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(head.encode() + body)
        answer = await reader.read(12)
        answers[answer[9:12].decode()] += 1
        writer.close()
    except OSError:
        answers["none"] += 1


async def _spam(port: int, seconds: float, rate: float) -> Counter[str]:
    answers, bodies, tasks = Counter[str](), _bodies(), set[asyncio.Task[None]]()
    begun, number = time.monotonic(), 0
    while (now := time.monotonic() - begun) < seconds:
        while number < now * rate:
            task = asyncio.create_task(_one(port, bodies, answers))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            number += 1
        await asyncio.sleep(0.005)
    await asyncio.gather(*tasks)
    return answers


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_spam(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))))
