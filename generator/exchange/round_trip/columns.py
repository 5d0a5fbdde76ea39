"""The columns of the table: one for each field that holds a value, lists of groups in numbered columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.exchange import steps
from generator.exchange.refusal import Refused
from generator.exchange.round_trip.cells import fitting, is_same, listed, unguarded, unlisted
from generator.languages import N_, Message
from generator.reading.fault import dotted

if TYPE_CHECKING:
    from generator.exchange.round_trip.choices import Choices
    from generator.reading.yaml_text import Tree
    from generator.writing.differences import Path
    from generator.writing.template import Field

_DATES = ("iso", "%d/%m/%Y", "%d.%m.%Y")
_TRUTHS = {
    "true": "true", "vero": "true", "wahr": "true", "vrai": "true",
    "false": "false", "falso": "false", "falsch": "false", "faux": "false",
}  # fmt: skip
_PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_NAMED = re.compile(r"\[([^\[\]]*(?:\[[0-9]+\][^\[\]]*)*)\]\s*$")


@dataclass(frozen=True)
class Column:
    """A field at `path`; `label` is what people call it, groups in front: `Sede › Via`."""

    path: Path
    field: Field
    label: str

    @cached_property
    def name(self) -> str:
        """Its name in the file: `offers[0].title`."""
        return dotted(self.path)

    @property
    def header(self) -> str:
        """What stands above it; the name in brackets is what an import goes by."""
        return f"{self.label} [{self.name}]"

    def cell(self, tree: Tree, choices: Choices) -> str:
        """Return what a record's cell shows."""
        return fitting(self._whole(tree, choices))

    def is_unchanged(self, cell: str, tree: Tree, choices: Choices) -> bool:
        """Return whether a cell says what the record says, in whatever way a spreadsheet may have written it."""
        if not cell and not at(tree, self.path):
            # As most cells are.
            return True
        exported = self.cell(tree, choices)
        if is_same(cell, exported) or is_same(unguarded(cell), exported):
            return True
        try:
            return self.field.typed and self.value(cell, choices) == (exported.strip() or None)
        except Refused:
            return False

    def says(self, cell: str, tree: Tree, choices: Choices) -> bool:
        """Return whether a cell means what the record has, however it was typed."""
        if self.is_unchanged(cell, tree, choices):
            return True
        try:
            return self.value(cell, choices) == at(tree, self.path)
        except Refused:
            return False

    def changed(self, cell: str, tree: Tree, choices: Choices) -> Tree:
        """Return what a changed cell puts in the place of what the record has. Raise `Refused`."""
        whole = self._whole(tree, choices)
        if fitting(whole) != whole.replace("\r\n", "\n"):
            raise Refused(Message(N_("no cell can hold this whole: change it in the file")))
        return self.value(cell, choices)

    def value(self, cell: str, choices: Choices) -> Tree:
        """Return what a changed cell puts into the record, None for an empty one. Raise `Refused`."""
        text = unguarded(cell).replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            return None
        if self.field.many:
            return [choices.code(self.field, item) for item in unlisted(text)]
        if self.field.typed:
            return self._typed(text.strip())
        return choices.code(self.field, text) if choices.of(self.field) else _text(text)

    def _whole(self, tree: Tree, choices: Choices) -> str:
        value = at(tree, self.path)
        if isinstance(value, list):
            return listed(item for item in value if isinstance(item, str))
        if not isinstance(value, str):
            return ""
        return value if self.field.many else choices.shown(self.field, value)

    def _typed(self, text: str) -> str:
        if self.field.day:
            return steps.date(text, _DATES, day=True)
        if text.casefold() in _TRUTHS:
            return _TRUTHS[text.casefold()]
        if _PLAIN_NUMBER.fullmatch(text) or not re.fullmatch(r"-?[0-9.,\u202f\xa0 ]+", text):
            return text
        return steps.number(text.replace("\u202f", "").replace("\xa0", ""), "it")


def columns(fields: Mapping[str, Field], trees: Sequence[Tree]) -> list[Column]:
    """Return the columns that the records need, in the template's order, with room for one more item in each list."""
    return list(_columns(fields, trees, (), ""))


def named(header: str) -> str | None:
    """Return the name in a header's brackets, None where there is none."""
    found = _NAMED.search(header)
    return found[1] if found else None


def at(tree: Tree, path: Path) -> Tree:
    """Return what stands at a path, None where nothing does."""
    for part in path:
        if isinstance(tree, dict):
            tree = tree.get(str(part))
        elif isinstance(tree, list) and isinstance(part, int) and part < len(tree):
            tree = tree[part]
        else:
            return None
    return tree


def _columns(fields: Mapping[str, Field], trees: Sequence[Tree], path: Path, label: str) -> Iterator[Column]:
    for name, one in fields.items():
        here, called = (*path, name), label + one.help.partition(": ")[0]
        if not one.fields:
            yield Column(here, one, called)
        elif not one.many:
            yield from _columns(one.fields, trees, here, f"{called} › ")
        else:
            most = max((len(found) for tree in trees if isinstance(found := at(tree, here), list)), default=0)
            for number in range(most + 1):
                yield from _columns(one.fields, trees, (*here, number), f"{called} {number + 1} › ")


def _text(text: str) -> str:
    # A spreadsheet shows no blank at the end of a line, and nobody means it.
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
