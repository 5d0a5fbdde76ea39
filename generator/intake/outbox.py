"""The outbox: what was accepted, on the disk before anybody is told, and what became of it since.

SQLite with a write-ahead log; `synchronous=FULL` makes each commit wait until the disk has it, so that what was
accepted outlives the process and the machine's power. One connection, one writer at a time.
"""

from __future__ import annotations

import base64
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import RLock
from typing import Any

from generator.intake.refusal import Refusal
from generator.languages import N_

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letters that are taken for digits."""
LENGTH = 12
WINDOW = 3600
"""Seconds for which an equal proposal without a key is taken for the same one, sent twice."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS proposals (
    reference TEXT PRIMARY KEY, key TEXT UNIQUE, digest TEXT NOT NULL, accepted REAL NOT NULL, plain INTEGER NOT NULL,
    proposal TEXT NOT NULL, base TEXT NOT NULL, files TEXT NOT NULL, subject TEXT NOT NULL, message TEXT NOT NULL,
    body TEXT NOT NULL, state TEXT NOT NULL, changed REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL, commit_name TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
    trouble TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS by_state ON proposals (state, due);
CREATE INDEX IF NOT EXISTS by_digest ON proposals (digest, accepted);
CREATE INDEX IF NOT EXISTS by_time ON proposals (accepted);
CREATE TABLE IF NOT EXISTS spent (proof TEXT PRIMARY KEY, until REAL NOT NULL) STRICT;
"""
_COLUMNS = (
    "reference, proposal, base, files, subject, message, body, state, accepted, attempts, commit_name, url, trouble"
)


class Stage(StrEnum):
    """How far a proposal has come."""

    RECEIVED = "received"
    PUSHED = "pushed"
    PROPOSED = "proposed"
    MERGED = "merged"
    REFUSED = "refused"


OPEN = (Stage.RECEIVED, Stage.PUSHED)


@dataclass(frozen=True)
class Entry:
    """What is to be kept of a proposal that was judged fit. `key` is "" for a form without scripts."""

    key: str
    digest: str
    plain: bool
    proposal: str
    base: str
    files: Mapping[str, bytes | None]
    subject: str
    message: str
    body: str
    proof: str = ""
    proof_until: float = 0


@dataclass(frozen=True)
class Item:
    """A proposal in the outbox. `commit` is "" until one is made, `url` until the forge has the proposal."""

    reference: str
    proposal: str
    base: str
    files: Mapping[str, bytes | None]
    subject: str
    message: str
    body: str
    stage: Stage
    accepted: float
    attempts: int
    commit: str
    url: str
    trouble: str


def new_reference() -> str:
    """Return a reference that nobody guesses: sixty random bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class Outbox:
    """The outbox in a file. Its methods may be called from any thread."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            self._database.execute(f"PRAGMA {pragma}")
        self._database.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield self._database
            except BaseException:
                self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")

    def known(self, key: str, digest: str, now: float) -> str | None:
        """Return the reference of what was accepted under the key, or without one and equal within the last hour.

        Raise Refusal when the key stands for something else.
        """
        with self._lock:
            return _known(self._database, key, digest, now)

    def accept(self, reference: str, entry: Entry, now: float) -> str:
        """Keep an entry; return its reference, or the one under which it was accepted before.

        When this returns, it is on the disk. Raise Refusal for a proof that was used before.
        """
        with self._writing() as database:
            known = _known(database, entry.key, entry.digest, now)
            if known is not None:
                return known
            if entry.proof:
                database.execute("DELETE FROM spent WHERE until < ?", (now - 60,))
                try:
                    database.execute("INSERT INTO spent VALUES (?, ?)", (entry.proof, entry.proof_until))
                except sqlite3.IntegrityError:
                    raise spent_proof() from None
            database.execute(
                "INSERT INTO proposals (reference, key, digest, accepted, plain, proposal, base, files, subject,"
                " message, body, state, changed, due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    reference, entry.key or None, entry.digest, now, entry.plain, entry.proposal, entry.base,
                    packed(entry.files), entry.subject, entry.message, entry.body, Stage.RECEIVED, now, now,
                ),
            )  # fmt: skip
        return reference

    def is_spent(self, proof: str) -> bool:
        """Return whether a proof of work was used by an accepted proposal."""
        with self._lock:
            return self._database.execute("SELECT 1 FROM spent WHERE proof = ?", (proof,)).fetchone() is not None

    def accepted_since(self, moment: float, *, plain: bool = False) -> int:
        """Return how many proposals were accepted since; of forms without proof only, where `plain`."""
        condition = " AND plain" if plain else ""
        asked = f"SELECT count(*) FROM proposals WHERE accepted >= ?{condition}"  # noqa: S608 - no value in it
        with self._lock:
            return int(self._database.execute(asked, (moment,)).fetchone()[0])

    def find(self, reference: str) -> Item | None:
        """Return the proposal of a reference."""
        return next(iter(self._items("reference = ?", (reference,))), None)

    def due(self, now: float, most: int) -> list[Item]:
        """Return the proposals to be worked on now, the oldest first."""
        marks = ", ".join("?" for _ in OPEN)
        return self._items(f"state IN ({marks}) AND due <= ? ORDER BY accepted, reference LIMIT ?", (*OPEN, now, most))

    def at(self, stage: Stage) -> list[Item]:
        """Return all proposals at a stage, the oldest first."""
        return self._items("state = ? ORDER BY accepted, reference", (stage,))

    def all(self) -> list[Item]:
        """Return all proposals, the oldest first."""
        return self._items("1 ORDER BY accepted, reference", ())

    def next_due(self) -> float | None:
        """Return when the next proposal is to be worked on."""
        marks = ", ".join("?" for _ in OPEN)
        asked = f"SELECT min(due) FROM proposals WHERE state IN ({marks})"  # noqa: S608 - no value in it
        with self._lock:
            found: float | None = self._database.execute(asked, OPEN).fetchone()[0]
            return found

    def committed(self, made: Iterable[tuple[Item, str]], now: float) -> None:
        """Keep the commits that will be pushed, before they are."""
        with self._writing() as database:
            database.executemany(
                "UPDATE proposals SET commit_name = ?, changed = ? WHERE reference = ?",
                [(commit, now, item.reference) for item, commit in made],
            )

    def moved(self, reference: str, stage: Stage, now: float, url: str = "") -> None:
        """Note that a proposal has come to a stage."""
        with self._writing() as database:
            database.execute(
                "UPDATE proposals SET state = ?, changed = ?, due = ?, attempts = 0, trouble = '',"
                " url = CASE WHEN ? = '' THEN url ELSE ? END WHERE reference = ?",
                (stage, now, now, url, url, reference),
            )

    def failed(self, reference: str, trouble: str, due: float) -> None:
        """Note that a try has failed, and when the next one is due."""
        with self._writing() as database:
            database.execute(
                "UPDATE proposals SET attempts = attempts + 1, trouble = ?, due = ? WHERE reference = ?",
                (trouble[:300], due, reference),
            )

    def forget(self, before: float) -> int:
        """Empty the content of proposals that ended before a moment; return of how many."""
        with self._writing() as database:
            return database.execute(
                "UPDATE proposals SET proposal = '', files = '{}', body = '', message = ''"
                " WHERE state IN ('merged', 'refused') AND changed < ? AND proposal != ''",
                (before,),
            ).rowcount

    def counts(self) -> dict[Stage, int]:
        """Return how many proposals stand at each stage."""
        with self._lock:
            found = dict(self._database.execute("SELECT state, count(*) FROM proposals GROUP BY state").fetchall())
        return {stage: int(found.get(stage, 0)) for stage in Stage}

    def oldest_waiting(self) -> float | None:
        """Return when the oldest proposal that is not with the office yet was accepted."""
        marks = ", ".join("?" for _ in OPEN)
        asked = f"SELECT min(accepted) FROM proposals WHERE state IN ({marks})"  # noqa: S608 - no value in it
        with self._lock:
            found: float | None = self._database.execute(asked, OPEN).fetchone()[0]
            return found

    def _items(self, condition: str, values: tuple[object, ...]) -> list[Item]:
        asked = f"SELECT {_COLUMNS} FROM proposals WHERE {condition}"  # noqa: S608 - conditions are this module's own
        with self._lock:
            rows = self._database.execute(asked, values).fetchall()
        return [_item(row) for row in rows]


def _item(row: tuple[Any, ...]) -> Item:
    reference, proposal, base, files, subject, message, body, stage, *rest = row
    return Item(reference, proposal, base, unpacked(files), subject, message, body, Stage(stage), *rest)


def packed(files: Mapping[str, bytes | None]) -> str:
    """Return files as they are kept."""
    return json.dumps({path: data and base64.b64encode(data).decode("ascii") for path, data in files.items()})


def unpacked(text: str) -> dict[str, bytes | None]:
    """Return files that were kept."""
    return {path: data and base64.b64decode(data) for path, data in json.loads(text).items()}


def spent_proof() -> Refusal:
    """Return the refusal of a proof of work that was used before."""
    return Refusal(400, "proof-spent", N_("This proof of work was used before: ask for a new challenge and try again."))


def _known(database: sqlite3.Connection, key: str, digest: str, now: float) -> str | None:
    if key:
        found = database.execute("SELECT reference, digest FROM proposals WHERE key = ?", (key,)).fetchone()
        if found is not None and found[1] != digest:
            raise Refusal(409, "key-taken", N_("Something else was sent under this key already."))
    else:
        found = database.execute(
            "SELECT reference FROM proposals WHERE key IS NULL AND digest = ? AND accepted > ? ORDER BY accepted",
            (digest, now - WINDOW),
        ).fetchone()
    return None if found is None else str(found[0])
