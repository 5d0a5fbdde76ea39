"""Proof of work: a browser spends a second of its own before a proposal is looked at (ALTCHA, version 1)."""

from __future__ import annotations

import base64
import json
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any, Final

from altcha.v1 import ChallengeOptions, create_challenge, extract_params, verify_solution

from generator.intake.refusal import Refusal
from generator.languages import N_

ALGORITHM: Final = "SHA-256"
LONGEST = 4_000
MOST_TRIES = 20
"""So often a solution may come with proposals that are not taken: who mends a mistake need not solve another one."""
MOST_KNOWN = 20_000


@dataclass(frozen=True)
class Proof:
    """`name` stands for a proof that is good `until` a moment; "" for a form without scripts, and where refused."""

    name: str = ""
    until: float = 0
    refusal: Refusal | None = None


@dataclass
class Proofs:
    """Makes challenges and checks solutions. `cost`: the largest number to try; `seconds`: a challenge's life."""

    secret: str
    cost: int
    seconds: int
    _tries: OrderedDict[str, int] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def challenge(self) -> dict[str, Any]:
        """Return a challenge as a browser gets it."""
        made = create_challenge(
            ChallengeOptions(
                algorithm=ALGORITHM,
                max_number=self.cost,
                hmac_key=self.secret,
                expires=datetime.now(UTC) + timedelta(seconds=self.seconds),
            )
        )
        # The names that browsers' solvers know; the package's own mapping spells one of them otherwise.
        return {
            "algorithm": made.algorithm,
            "challenge": made.challenge,
            "maxnumber": made.max_number,
            "salt": made.salt,
            "signature": made.signature,
        }

    def check(self, payload: str) -> Proof:
        """Return the proof in a payload. Raise Refusal for a wrong, old or overused one."""
        if not payload:
            raise Refusal(400, "proof-missing", N_("The proof of work is missing."))
        if len(payload) > LONGEST:
            raise _wrong()
        try:
            given = json.loads(base64.b64decode(payload))
            is_right, _ = verify_solution(given, self.secret, check_expires=False)
            until = float(extract_params(given)["expires"][0]) if is_right else 0.0
        except Exception:  # the payload is the sender's: whatever it breaks, it is wrong
            raise _wrong() from None
        if not is_right or given["algorithm"] != ALGORITHM:
            raise _wrong()
        if until < time.time():
            raise Refusal(400, "proof-expired", N_("The proof of work is too old: ask for a new challenge."))
        # The number that answers may be written in several ways, the challenge in one only.
        name = str(given["challenge"])
        self._try(name)
        return Proof(name, until)

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
