"""New rows of a table become files, once: a row that an earlier import took is known again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from generator.exchange.amending import Amending, said
from generator.exchange.filed import Fate, Filed
from generator.exchange.placing import is_there, place
from generator.exchange.refusal import Finding, Refused
from generator.exchange.round_trip.table import ID
from generator.exchange.slugs import Slugs, is_taken
from generator.languages import N_, Message
from generator.reading.naming import is_slug
from generator.records.federation import title_field
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, schema_line

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree
    from generator.records.federation import Kind


@dataclass
class NewRecords:
    """Writes the files of new records by way of `amending`. `named`: a row may give its record an identifier."""

    kind: Kind
    amending: Amending
    named: bool
    _made: dict[str, Tree] = field(default_factory=dict)

    def __call__(self, number: int, tree: dict[str, Any], own: str = "") -> Filed:
        """Write the record of a row under its `own` identifier, or one made of its name, or say why not.

        Raise OSError when the disk will not have it.
        """
        slug = own or Slugs(self.kind).unique(str(tree.get(title_field(self.kind), "")))
        path = self.path(slug)
        findings = tuple(Finding(number, name, why) for name, why in self.amending.judge(tree))
        if findings:
            return Filed(Fate.REFUSED, path, findings)
        if (same := next((one for one in self._alike(slug) if self._says(one) == tree), None)) is not None:
            return Filed(Fate.UNCHANGED, same)
        if self._is_taken(path):
            return Filed(Fate.REFUSED, path, (Finding(number, ID, self._another(slug, path)),))
        self._made[path] = tree
        if not self.amending.dry:
            place(self.amending.root / path, written(tree, self.amending.fields, schema_line(self.kind)))
        return Filed(Fate.WRITTEN, path)

    def path(self, slug: str) -> str:
        """Return where the record of an identifier lies, from the site's root."""
        return f"{FOLDERS[self.kind]}/{slug}.yml"

    def require_name(self, slug: str) -> None:
        """Raise `Refused` for an identifier that no new file may have."""
        if not is_slug(slug) or is_taken(self.kind, slug):
            raise Refused(Message(_NO_NAME, {"id": slug}))

    def _alike(self, slug: str) -> Iterator[str]:
        """Yield the files of this identifier and of those that differ from it in a number at the end."""
        for number in count(1):
            path = self.path(slug if number == 1 else f"{slug}-{number}")
            if not self._is_taken(path):
                return
            yield path

    def _says(self, path: str) -> Tree:
        return self._made[path] if path in self._made else said(self.amending.root / path)

    def _is_taken(self, path: str) -> bool:
        # In a dry run, what an earlier row would have written is not there.
        return path in self._made or is_there(self.amending.root / path)

    def _another(self, slug: str, path: str) -> Message:
        if not self.named:
            return Message(_TAKEN, {"path": path, "id": slug})
        free = next(one for one in (f"{slug}-{number}" for number in count(2)) if not self._is_taken(self.path(one)))
        return Message(_TAKEN_OR_OWN, {"path": path, "id": slug, "free": free})


_NO_NAME = N_("'{id}' cannot be an identifier: small letters, digits and single hyphens, and not the name of a page")
_TAKEN = N_(
    "{path} has this name and says something else: write its identifier, '{id}', to change it, "
    "or another name for a new record"
)
_TAKEN_OR_OWN = N_(
    "{path} has this name and says something else: write its identifier, '{id}', to change it, "
    "or one of its own such as '{free}' for a new record"
)
