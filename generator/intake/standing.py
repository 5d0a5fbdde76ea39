"""The state that proposals are checked against just now; brought up to date by the worker, read by requests."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from generator.intake.state import State

if TYPE_CHECKING:
    from generator.intake.mirror import Mirror


class Standing:
    """`state` is None until the repository was fetched for the first time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self.state: State | None = None

    def update(self, mirror: Mirror, commit: str) -> None:
        """Take the state of a commit, unless it is the one that stands."""
        with self._lock:
            if self.state is None or self.state.commit != commit:
                self.state = State.of(mirror, commit, self._folder)
