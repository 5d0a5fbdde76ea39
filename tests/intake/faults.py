"""Clients that send while the service is killed over and over, its repository and forge away for a third of the time;
then a count of what became of each submission.
"""

from __future__ import annotations

import random
import time
import uuid
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread

import httpx

from tests.intake.forge_server import ForgeServer
from tests.intake.ground import Bare, GitServer, Running, get, git, send

TOWNS = ("017029", "020030", "015146", "058091")
PHASE = 1.5
"""Seconds of a third: so long all is away, and twice as long it is there."""


@dataclass
class Outcome:
    """What the run came to. All lists must be empty."""

    submitted: int = 0
    accepted: int = 0
    answers_lost: int = 0
    kills: int = 0
    outages: int = 0
    seconds: float = 0
    settled: float = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def run(folder: Path, *, submissions: int, clients: int, kills: int, every: float, kind: str = "github") -> Outcome:
    """Run it: `every` so many seconds the service is killed, until it was killed `kills` times."""
    return _Run(folder, submissions, clients, kills, every, kind).whole()


class _Run:
    def __init__(self, folder: Path, submissions: int, clients: int, kills: int, every: float, kind: str) -> None:
        self.bare = Bare(folder / "repository")
        self.server, self.forge = GitServer(self.bare.folder.parent), ForgeServer(kind)
        self.service = Running(
            folder / "data", self.server.url, INTAKE_AUTHOR="Intake <intake@rete.example>", **self.forge.variables()
        )
        self.submissions, self.clients, self.kills, self.every = submissions, clients, kills, every
        self.accepted: dict[str, str] = {}
        self.outcome = Outcome(submitted=submissions)
        self.begun = time.monotonic()
        self._lock, self._sent, self._ended = Lock(), Event(), Event()

    def say(self, text: str) -> None:
        with self._lock:
            self.outcome.lines.append(f"{time.monotonic() - self.begun:7.2f} s  {text}")

    def whole(self) -> Outcome:
        try:
            self.service.start()
            self._all()
            self._settle()
            self._count()
        finally:
            self.service.kill()
            self.server.close()
            self.forge.close()
        return self.outcome

    def _all(self) -> None:
        share = [range(start, self.submissions, self.clients) for start in range(self.clients)]
        senders = [Thread(target=self._client, args=(numbers,)) for numbers in share]
        others = [Thread(target=self._killer), Thread(target=self._weather)]
        for thread in (*others, *senders):
            thread.start()
        for thread in senders:
            thread.join()
        self._sent.set()
        self.outcome.seconds = time.monotonic() - self.begun
        self.say(f"all {len(self.accepted)} submissions are accepted")
        others[0].join()
        self._ended.set()
        others[1].join()

    def _client(self, numbers: range) -> None:
        pause = self.kills * self.every / max(1, len(numbers))
        for number in numbers:
            name, key = f"Cooperativa {number:04d}", str(uuid.uuid4())
            fields = {"name": name, "address": {"municipality": TOWNS[number % 4]}, "summary": f"Summary {number}"}
            self._insisting(name, kind="new-member", fields=fields, key=key)
            time.sleep(random.uniform(0, 2) * pause * 0.5)  # noqa: S311 - no secret

    def _insisting(self, name: str, **content: object) -> None:
        """Send until it is accepted, as a form that keeps its draft does."""
        while True:
            try:
                answer = send(self.service.url, **content)
            except (httpx.HTTPError, ValueError, KeyError):
                with self._lock:
                    self.outcome.answers_lost += 1
                time.sleep(0.2)
                continue
            if answer.status_code == 202:
                with self._lock:
                    self.accepted[name] = answer.json()["reference"]
                return
            assert answer.status_code in (429, 503), answer.text
            time.sleep(0.3)

    def _killer(self) -> None:
        for number in range(self.kills):
            time.sleep(random.uniform(0.5, 1.5) * self.every)  # noqa: S311 - no secret
            self.service.kill()
            self.say(f"killed, time {number + 1}, with {len(self.accepted)} accepted")
            self.outcome.kills += 1
            self.service.start(ready=False)

    def _weather(self) -> None:
        while not self._ended.wait(2 * PHASE):
            self._away(True)
            self.outcome.outages += 1
            self._ended.wait(PHASE)
            self._away(False)

    def _away(self, away: bool) -> None:
        self.server.down(away)
        # Every other time the forge does what it is asked and its answer is lost.
        self.forge.mute = away and self.outcome.outages % 2 == 1
        self.forge.down = away and not self.forge.mute
        self.say("repository and forge are away" if away else "repository and forge are back")

    def _settle(self) -> None:
        before, deadline = time.monotonic(), time.monotonic() + 300
        waiting = -1
        while time.monotonic() < deadline and waiting != 0:
            with suppress(httpx.HTTPError):
                waiting = _waiting(get(f"{self.service.url}/metrics", timeout=10).text)
            time.sleep(0.2)
        self.outcome.settled = time.monotonic() - before
        self.say(f"{waiting} are on their way still")

    def _count(self) -> None:
        out, branches = self.outcome, self.bare.branches()
        out.accepted = len(self.accepted)
        subjects = Counter(git(self.bare.folder, "log", "-1", "--format=%s", one).strip() for one in branches.values())
        proposals = Counter(one["head"]["ref"] for one in self.forge.opened)
        for name, reference in sorted(self.accepted.items()):
            commit = branches.get(reference)
            if commit is None or proposals[f"intake/{reference}"] == 0:
                out.lost.append(name)
                continue
            if subjects[f"Nuova associata: {name}"] != 1 or proposals[f"intake/{reference}"] != 1:
                out.doubled.append(name)
            out.wrong += self._flaws(name, commit)
        if len(branches) != out.accepted or len(self.forge.opened) != out.accepted:
            out.doubled.append(f"{len(branches)} branches, {len(self.forge.opened)} proposals")
        self.say(f"{len(branches)} branches, {len(self.forge.opened)} proposals")

    def _flaws(self, name: str, commit: str) -> list[str]:
        own = git(self.bare.folder, "rev-list", "--count", commit, "^main").strip()
        changed = self.bare.changed(commit)
        path = f"members/cooperativa-{name[-4:]}.yml"
        right = own == "1" and changed == [f"A\t{path}"] and f"\nname: {name}\n" in self.bare.show(commit, path)
        return [] if right else [f"{name}: {own} commits, {changed}"]


def _waiting(text: str) -> int:
    stages = [line for line in text.splitlines() if line.startswith("intake_proposals{")]
    return sum(int(line.rpartition(" ")[2]) for line in stages if '"received"' in line or '"pushed"' in line)


def report(outcome: Outcome, say: Callable[[str], None]) -> None:
    """Print the log of a run and its sums."""
    for line in outcome.lines:
        say(line)
    say(
        f"{outcome.submitted} submitted, {outcome.accepted} accepted, {outcome.kills} kills, {outcome.outages} outages,"
        f" {outcome.answers_lost} answers lost, {len(outcome.lost)} lost, {len(outcome.doubled)} doubled, "
        f"{len(outcome.wrong)} wrong, {outcome.seconds:.1f} s"
    )
