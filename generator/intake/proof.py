"""Proof of work: a browser spends a second of its own before a proposal is looked at (ALTCHA, version 2, PBKDF2)."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

import altcha

from generator.intake.refusal import Refusal
from generator.languages import N_

ALGORITHM = "PBKDF2/SHA-256"
LONGEST = 4_000
MOST_TRIES = 20
"""So often a solution may come with proposals that are not taken: who mends a mistake need not solve another one."""
MOST_KNOWN = 20_000


@dataclass
class Proofs:
    """Makes challenges and checks solutions. `cost`: iterations of each try; `seconds`: how long a challenge lasts."""

    secret: str
    cost: int
    seconds: int
    _tries: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def challenge(self) -> dict[str, Any]:
        """Return a challenge as a browser gets it."""
        made = altcha.create_challenge(
            ALGORITHM, self.cost, hmac_secret=self.secret, expires_at=int(time.time()) + self.seconds
        )
        return dict(made.to_dict())

    def check(self, payload: str) -> tuple[str, float]:
        """Return what stands for a proof, and until when it is good. Raise Refusal for a wrong, old or overused one."""
        if not payload:
            raise Refusal(400, "proof-missing", N_("The proof of work is missing."))
        if len(payload) > LONGEST:
            raise _wrong()
        try:
            given = altcha.Payload.from_base64(payload)
            result = altcha.verify_solution(given, self.secret)
            of = given.challenge.parameters
        except Exception:  # the payload is the sender's: whatever it breaks, it is wrong
            raise _wrong() from None
        if result.expired:
            raise Refusal(400, "proof-expired", N_("The proof of work is too old: ask for a new challenge."))
        if not result.verified or not isinstance(of.expires_at, int):
            raise _wrong()
        self._try(of.nonce)
        return of.nonce, float(of.expires_at)

    def _try(self, name: str) -> None:
        with self._lock:
            tries = self._tries.pop(name, 0) + 1
            self._tries[name] = tries
            if len(self._tries) > MOST_KNOWN:
                self._tries.popitem(last=False)
        if tries > MOST_TRIES:
            raise Refusal(
                400, "proof-spent", N_("This proof of work was used before: ask for a new challenge and try again.")
            )


def kept_secret(given: str, folder: Path) -> str:
    """Return the secret that was given, else one that is made once and kept in the folder."""
    if given:
        return given
    path = folder / "secret"
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".fresh")
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32), encoding="ascii")
        fresh.rename(path)
        return path.read_text(encoding="ascii")


def _wrong() -> Refusal:
    return Refusal(400, "proof-wrong", N_("The proof of work is wrong: ask for a new challenge."))
