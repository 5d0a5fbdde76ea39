"""The log: one JSON object a line, for machines; never an address, a name or anything that somebody sent."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock
from time import time
from typing import TextIO


class Log:
    """Writes to standard error unless told otherwise."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time) -> None:
        self._stream = stream
        self._clock = clock
        self._lock = Lock()

    def say(self, event: str, **values: str | int | float) -> None:
        """Write an event and values that are of our own making."""
        at = datetime.fromtimestamp(self._clock(), UTC).isoformat(timespec="milliseconds")
        line = json.dumps({"at": at, "event": event, **values}, ensure_ascii=True)
        with self._lock:
            print(line, file=self._stream or sys.stderr, flush=True)
