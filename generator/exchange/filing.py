"""Imported records go into their files; a file that is there is touched only when that is wanted and needed."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.exchange.amending import Amending
from generator.exchange.filed import Fate, Filed
from generator.exchange.placing import is_there, place
from generator.exchange.updating import updated
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, Field, schema_line

if TYPE_CHECKING:
    from generator.exchange.importing import Judge, Outcome
    from generator.exchange.mapping import Mapping


@dataclass(frozen=True)
class Filing:
    """Puts outcomes into the folder of a site. `dry` looks without writing; `update` changes what differs."""

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
        if not self.update:
            return Filed(Fate.THERE, path)
        amend = Amending(self.root, self.fields, self.judge, self.dry)
        return amend(outcome.number, path, partial(updated, new=outcome.record, paths=self.mapping.fields))

    def _write(self, path: str, record: MappingOf[str, Any]) -> None:
        if not self.dry:
            place(self.root / path, written(record, self.fields, schema_line(self.mapping.record)))
