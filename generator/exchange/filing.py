"""Imported records go into their files; a file that is there is touched only when that is wanted and needed."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.exchange.placing import is_there, place
from generator.exchange.refusal import Finding
from generator.exchange.updating import updated
from generator.languages import N_, Message
from generator.reading.yaml_text import parse
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, Field, schema_line

if TYPE_CHECKING:
    from generator.exchange.importing import Judge, Outcome
    from generator.exchange.mapping import Mapping


class Fate(Enum):
    """What became of a row."""

    WRITTEN = "written"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    THERE = "there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Filed:
    """The fate of a row; `path` from the site's root with `/`; `refusals` where it was refused."""

    fate: Fate
    path: str
    refusals: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Filing:
    """Puts outcomes into the folder of a site. `dry` looks without writing; `update` rewrites what differs."""

    root: Path
    mapping: Mapping
    fields: MappingOf[str, Field]
    judge: Judge
    update: bool = False
    dry: bool = False

    def __call__(self, outcome: Outcome) -> Filed:
        """Write the record of a row, or say why not. Raise OSError when the disk will not have it."""
        path = f"{FOLDERS[self.mapping.record]}/{outcome.slug}.yml"
        if outcome.refusals:
            return Filed(Fate.REFUSED, path, outcome.refusals)
        if not is_there(self.root / path):
            self._write(path, outcome.record)
            return Filed(Fate.WRITTEN, path)
        return self._updated(path, outcome) if self.update else Filed(Fate.THERE, path)

    def _updated(self, path: str, outcome: Outcome) -> Filed:
        old = parse((self.root / path).read_bytes())
        if old.tree is None or old.faults:
            message = Message(N_("{path} cannot be read: mend it first (coop-restart check)"), {"path": path})
            return Filed(Fate.REFUSED, path, (Finding(outcome.number, "", message),))
        new = updated(old.tree, outcome.record, self.mapping.fields)
        if new == old.tree:
            return Filed(Fate.UNCHANGED, path)
        refusals = tuple(Finding(outcome.number, field, reason) for field, reason in self.judge(new))
        if refusals:
            return Filed(Fate.REFUSED, path, refusals)
        self._write(path, new)
        return Filed(Fate.UPDATED, path)

    def _write(self, path: str, record: MappingOf[str, Any]) -> None:
        if not self.dry:
            place(self.root / path, written(record, self.fields, schema_line(self.mapping.record)))
