"""A record's file that is there is brought up to date: only the lines differ that have to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.exchange.filed import Fate, Filed
from generator.exchange.placing import place
from generator.exchange.refusal import Finding
from generator.languages import N_, Message
from generator.reading.yaml_text import parse
from generator.writing.differences import steps
from generator.writing.editing import EditError, brought_to

if TYPE_CHECKING:
    from generator.exchange.importing import Judge
    from generator.writing.template import Field

UNREADABLE = N_("{path} cannot be read: mend it first (coop-restart check)")
NOT_CHANGED = N_("{path} was not changed: {reason}")

Change: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""From what a file says to what it shall say."""


def said(path: Path) -> dict[str, Any] | None:
    """Return what a record's file says, None for one that cannot be read."""
    try:
        parsed = parse(path.read_bytes())
    except OSError:
        return None
    return None if parsed.faults else parsed.tree


@dataclass(frozen=True)
class Amending:
    """Changes files in the folder of a site, once `judge` has nothing against it. `dry` looks without writing."""

    root: Path
    fields: Mapping[str, Field]
    judge: Judge
    dry: bool = False

    def __call__(self, number: int, path: str, change: Change) -> Filed:
        """Change the file at `path` for the row `number`, or say why not. Raise OSError when the disk will not."""
        try:
            data = (self.root / path).read_bytes()
        except OSError:
            return _refused(number, path, Message(UNREADABLE, {"path": path}))
        old = parse(data)
        if old.tree is None or old.faults:
            return _refused(number, path, Message(UNREADABLE, {"path": path}))
        new = change(old.tree)
        if new == old.tree:
            return Filed(Fate.UNCHANGED, path)
        refusals = tuple(Finding(number, field, reason) for field, reason in self.judge(new))
        if refusals:
            return Filed(Fate.REFUSED, path, refusals)
        try:
            text = brought_to(data.decode(), new, self.fields)
        except EditError as reason:
            return _refused(number, path, Message(NOT_CHANGED, {"path": path, "reason": reason.message}))
        if not self.dry:
            place(self.root / path, text)
        return Filed(Fate.UPDATED, path, steps=tuple(steps(old.tree, new)), old=old.tree)


def _refused(number: int, path: str, message: Message) -> Filed:
    return Filed(Fate.REFUSED, path, (Finding(number, "", message),))
