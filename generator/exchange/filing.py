"""Imported records go into their files; a file that is there is touched only when that is wanted and needed."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.exchange.amending import Amending, Change, said
from generator.exchange.filed import Fate, Filed
from generator.exchange.placing import is_there, place
from generator.exchange.refusal import Finding
from generator.exchange.updating import updated
from generator.languages import N_, Message
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, Field, schema_line

if TYPE_CHECKING:
    from generator.exchange.importing import Judge, Outcome
    from generator.exchange.mapping import Mapping
    from generator.exchange.namesakes import Namesakes


@dataclass(frozen=True)
class Filing:
    """Puts outcomes into the folder of a site. `dry` looks without writing.

    `namesakes` where files that are there are brought up to date; without them they are left alone.
    """

    root: Path
    mapping: Mapping
    fields: MappingOf[str, Field]
    judge: Judge
    namesakes: Namesakes | None = None
    dry: bool = False

    def __call__(self, outcome: Outcome) -> Filed:
        """Write the record of a row, or say why not. Raise OSError when the disk will not have it."""
        path = f"{FOLDERS[self.mapping.record]}/{outcome.slug}.yml"
        if outcome.refusals:
            return Filed(Fate.REFUSED, path, outcome.refusals)
        if self.namesakes and (doubtful := self.namesakes.of(outcome.name, outcome.slug)):
            return self._doubtful(outcome, path, [f"{FOLDERS[self.mapping.record]}/{stem}.yml" for stem in doubtful])
        if not is_there(self.root / path):
            self._write(path, outcome.record)
            return Filed(Fate.WRITTEN, path)
        if not self.namesakes:
            return Filed(Fate.THERE, path)
        amend = Amending(self.root, self.fields, self.judge, self.dry)
        return amend(outcome.number, path, self._updated(outcome))

    def _doubtful(self, outcome: Outcome, path: str, candidates: Sequence[str]) -> Filed:
        """Return that one of the files says all that the row says, or why the row is refused."""
        change = self._updated(outcome)
        for one in candidates:
            tree = said(self.root / one)
            if tree is not None and change(tree) == tree:
                return Filed(Fate.UNCHANGED, one)
        message = Message(_DOUBTFUL, {"paths": ", ".join(candidates)})
        return Filed(Fate.REFUSED, path, (Finding(outcome.number, "", message),))

    def _updated(self, outcome: Outcome) -> Change:
        return partial(updated, new=outcome.record, paths=self.mapping.fields)

    def _write(self, path: str, record: MappingOf[str, Any]) -> None:
        if not self.dry:
            place(self.root / path, written(record, self.fields, schema_line(self.mapping.record)))


_DOUBTFUL = N_(
    "its name does not tell which record it is, or whether a new one ({paths}): change the file by hand, "
    "or let slug.from in the mapping name a column that tells such rows apart"
)
