"""All parts of the service, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import time

from generator.intake.desk import Desk
from generator.intake.forges.choosing import chosen_forge
from generator.intake.log import Log
from generator.intake.metrics import Metrics
from generator.intake.mirror import Mirror
from generator.intake.outbox import Outbox
from generator.intake.proof import Proofs, kept_secret
from generator.intake.settings import Settings
from generator.intake.standing import Standing
from generator.intake.worker import Worker

DATABASE = "outbox.sqlite"


@dataclass(frozen=True)
class House:
    """The parts that answer requests and the one that works."""

    settings: Settings
    outbox: Outbox
    standing: Standing
    desk: Desk
    worker: Worker
    metrics: Metrics
    log: Log

    @classmethod
    def built(cls, settings: Settings, *, log: Log | None = None, clock: Callable[[], float] = time) -> House:
        """Return the service of the settings; nothing runs yet. Raise OSError without a data folder to write to."""
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        outbox = Outbox(settings.data / DATABASE)
        standing = Standing(settings.data / "records")
        proofs = Proofs(
            kept_secret(settings.secret, settings.data), settings.challenge_cost, settings.challenge_seconds
        )
        log, counted = log or Log(), Metrics()
        mirror = Mirror(settings, settings.data / "mirror.git")
        worker = Worker(settings, outbox, mirror, standing, chosen_forge(settings), log, counted, clock)
        return cls(settings, outbox, standing, Desk(settings, outbox, standing, proofs, clock), worker, counted, log)
