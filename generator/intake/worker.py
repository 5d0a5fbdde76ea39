"""The worker: takes what is in the outbox to the repository and the forge, again and again until it is there.

Each step is kept before and after it is done, and each begins by looking whether it was done before: the process may
die between any two lines, and still one proposal results.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from time import time
from typing import TYPE_CHECKING

from generator.clock import day_at
from generator.intake.draft import draft
from generator.intake.forges.forge import Forge, ForgeError, Opening
from generator.intake.git import GitError
from generator.intake.mirror import Change, Mirror, Pushed, Remote
from generator.intake.outbox import Item, Outbox, Stage
from generator.intake.proposal import Proposal
from generator.intake.refusal import Refusal
from generator.intake.wording import TRAILER

if TYPE_CHECKING:
    from generator.intake.log import Log
    from generator.intake.metrics import Metrics
    from generator.intake.settings import Settings
    from generator.intake.standing import Standing

BATCH = 40
FIRST_WAIT = 1.0
BROKEN_AFTER = 4
"""After so many failures in a row it is asked whether the repository answers; if so, the copy of it is made anew."""
DAY = 86_400


@dataclass
class Worker:
    """Works in a thread of its own. `clock` gives seconds since 1970."""

    settings: Settings
    outbox: Outbox
    mirror: Mirror
    standing: Standing
    forge: Forge | None
    log: Log
    metrics: Metrics
    clock: Callable[[], float] = time
    _poked: Event = field(default_factory=Event)
    _stopped: Event = field(default_factory=Event)
    _fails: int = 0

    def start(self) -> Thread:
        """Begin to work."""
        thread = Thread(target=self._run, name="intake-worker", daemon=True)
        thread.start()
        return thread

    def poke(self) -> None:
        """There is something new."""
        self._poked.set()

    def stop(self) -> None:
        """End after what is being done."""
        self._stopped.set()
        self._poked.set()

    def _run(self) -> None:
        self.mirror.take()
        try:
            while not self._stopped.is_set():
                self._poked.clear()
                wait = self._tried()
                # What arrives while the repository is down waits with all the rest.
                if self._fails:
                    self._stopped.wait(wait)
                else:
                    self._poked.wait(wait)
        finally:
            self.mirror.give()

    def _tried(self) -> float:
        """Run one cycle and return after how many seconds to run the next one."""
        try:
            self.cycle()
        except GitError as error:
            self._fails += 1
            self.metrics.count("failures", "repository")
            self.log.say("repository-failed", reason=str(error), fails=self._fails)
            self._mend()
            return self._wait(self._fails)
        except Exception as error:  # the worker must outlive whatever is wrong with one cycle
            self._fails += 1
            self.metrics.count("failures", "worker")
            self.log.say("worker-failed", reason=type(error).__name__, fails=self._fails)
            return self._wait(self._fails)
        self._fails = 0
        due = self.outbox.next_due()
        wait = float(self.settings.fetch_every)
        return wait if due is None else min(wait, max(0.0, due - self.clock()))

    def _mend(self) -> None:
        """Make the copy anew where it fails again and again though the repository answers."""
        if self._fails % BROKEN_AFTER == 0 and self.mirror.reaches():
            self.log.say("mirror-renewed")
            self.mirror.renew()

    def cycle(self) -> None:
        """Fetch, see what became of earlier proposals, and take the due ones a step or two further.

        Raise GitError when the repository cannot be reached.
        """
        remote = self.mirror.fetch()
        self.standing.update(self.mirror, remote.base)
        self.metrics.fetched(self.clock())
        self._settle(remote)
        items = self.outbox.due(self.clock(), BATCH)
        self._push(remote, [item for item in items if item.stage is Stage.RECEIVED])
        waiting = {item.reference for item in items if item.stage is Stage.PUSHED}
        for item in self.outbox.due(self.clock(), BATCH):
            if item.stage is Stage.PUSHED:
                gone = item.reference in waiting and item.reference not in remote.branches
                self._end(item, remote) if gone else self._propose(item)
        self.outbox.forget(self.clock() - self.settings.keep_days * DAY)

    def _settle(self, remote: Remote) -> None:
        """Note which proposals the office has merged or refused: then their branch goes, or is part of the main one."""
        ended = []
        for item in self.outbox.at(Stage.PROPOSED):
            if item.reference not in remote.branches or self._is_merged(item, remote):
                self._end(item, remote)
                ended.append(item.reference)
        if ended:
            self.mirror.sweep(ended)

    def _end(self, item: Item, remote: Remote) -> None:
        self._move(item, Stage.MERGED if self._is_merged(item, remote) else Stage.REFUSED)

    def _is_merged(self, item: Item, remote: Remote) -> bool:
        trailer = f"{TRAILER}: {item.reference}"
        return self.mirror.merged(item.commit, remote.base, trailer, item.files)

    def _push(self, remote: Remote, items: Sequence[Item]) -> None:
        fresh = []
        for item in items:
            if item.reference in remote.branches:
                self._move(item, Stage.PUSHED)
            elif item.commit and self._is_merged(item, remote):
                self._move(item, Stage.MERGED)
            else:
                fresh.append(item)
        commits = self._commits(remote, fresh)
        if not commits:
            return
        self.outbox.committed(
            [(item, commits[item.reference]) for item in fresh if item.reference in commits], self.clock()
        )
        fates = self.mirror.push(commits)
        for item in fresh:
            if item.reference in fates:
                self._pushed(item, fates[item.reference])

    def _pushed(self, item: Item, fate: Pushed) -> None:
        # One that is there was pushed by an earlier try whose answer we did not live to see.
        if fate is Pushed.REJECTED:
            self._fail(item, "the repository rejected the branch")
        else:
            self._move(item, Stage.PUSHED)

    def _commits(self, remote: Remote, items: Sequence[Item]) -> Mapping[str, str]:
        changes = [self._change(item, remote.base) for item in items]
        try:
            return self.mirror.commit(changes)
        except GitError:
            return self._one_by_one(items, changes)

    def _one_by_one(self, items: Sequence[Item], changes: Sequence[Change]) -> dict[str, str]:
        """Make each commit by itself, so that one that cannot be made stops no other."""
        made: dict[str, str] = {}
        for item, change in zip(items, changes, strict=True):
            try:
                made |= self.mirror.commit([change])
            except GitError as error:
                self._fail(item, str(error))
        if not made:
            raise GitError("no commit can be made")
        return made

    def _change(self, item: Item, base: str) -> Change:
        """Return the commit of an item: on the main branch as it is, where that is possible."""
        files, parent = item.files, base
        if base != item.base and not self._is_untouched(item, base):
            redrawn = self._redrawn(item)
            if redrawn is not None:
                files = redrawn
            elif self.mirror.has(item.base):
                # The office sees what contradicts what, as with any proposal that was overtaken.
                parent = item.base
        return Change(item.reference, parent, files, item.message, int(item.accepted))

    def _is_untouched(self, item: Item, base: str) -> bool:
        if not self.mirror.has(item.base):
            return False
        return self.mirror.blobs(item.base, item.files) == self.mirror.blobs(base, item.files)

    def _redrawn(self, item: Item) -> Mapping[str, bytes | None] | None:
        state = self.standing.state
        if state is None:
            return None
        today = day_at(self.clock())
        try:
            return draft(Proposal.from_json(item.proposal), state, today).files
        except Refusal:
            return None

    def _propose(self, item: Item) -> None:
        if self.forge is None:
            self._move(item, Stage.PROPOSED)
            return
        branch = self.mirror.branch(item.reference)
        opening = Opening(branch, self.settings.branch, item.subject, item.body)
        try:
            url = self.forge.find(branch) or self.forge.open(opening)
        except ForgeError as error:
            self.metrics.count("failures", "forge")
            self._fail(item, str(error))
            return
        self._move(item, Stage.PROPOSED, url)

    def _move(self, item: Item, stage: Stage, url: str = "") -> None:
        self.outbox.moved(item.reference, stage, self.clock(), url)
        self.metrics.count("steps", stage)
        self.log.say("moved", reference=item.reference, stage=str(stage))

    def _fail(self, item: Item, trouble: str) -> None:
        self.outbox.failed(item.reference, trouble, self.clock() + self._wait(item.attempts + 1))
        self.log.say(
            "failed", reference=item.reference, stage=str(item.stage), attempts=item.attempts + 1, reason=trouble
        )

    def _wait(self, fails: int) -> float:
        """Return how long to wait after so many failures: twice as long each time, and never in step with others."""
        longest: float = min(float(self.settings.longest_wait), FIRST_WAIT * 2 ** min(fails - 1, 20))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - no secret
