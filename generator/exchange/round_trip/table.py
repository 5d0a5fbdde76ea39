"""All records of a kind as one table, without a word that no file says but what is worked out from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exchange.round_trip.base import NAME, Base
from generator.exchange.round_trip.choices import Choices
from generator.exchange.round_trip.columns import Column, at, columns
from generator.languages import N_
from generator.reading.content import read
from generator.reading.folders import Folders, Found
from generator.reading.problem import Problem, Severity
from generator.reading.record import unreadable
from generator.reading.yaml_text import Tree, parse
from generator.writing.template import FOLDERS

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.reading.fault import Fault
    from generator.records.federation import Kind
    from generator.vocabularies import Vocabularies
    from generator.writing.template import Field

ID = "id"
_IDENTIFIER, _BASE = N_("Identifier"), N_("State at export")
_WORKED_OUT = {"=municipality": N_("Municipality"), "=province": N_("Province"), "=region": N_("Region")}


@dataclass(frozen=True)
class RecordTable:
    """The trees of records by slug, the columns that hold them, and those that are only worked out."""

    trees: Mapping[str, Tree]
    columns: Sequence[Column]
    choices: Choices
    vocabularies: Vocabularies
    language: Language

    @property
    def worked_out(self) -> Sequence[str]:
        """The headers of the columns that an import does not look at; a name in brackets with `=` in front."""
        if not any(column.name == "address.municipality" for column in self.columns):
            return ()
        return [f"{self.language.gettext(label)} [{name}]" for name, label in _WORKED_OUT.items()]

    @property
    def header(self) -> list[str]:
        """The headers of all columns: the identifier, those that are worked out, the fields, and the base."""
        first, last = (f"{self.language.gettext(label)} [{name}]" for label, name in ((_IDENTIFIER, ID), (_BASE, NAME)))
        return [first, *self.worked_out, *(column.header for column in self.columns), last]

    def row(self, slug: str) -> list[str]:
        """Return the cells of a record below the header."""
        tree = self.trees[slug]
        place = self._place(tree) if self.worked_out else []
        base = Base.of(tree, self.columns).cell
        return [slug, *place, *(column.cell(tree, self.choices) for column in self.columns), base]

    def _place(self, tree: Tree) -> list[str]:
        code = at(tree, ("address", "municipality"))
        found = self.vocabularies.municipalities.get(code) if isinstance(code, str) else None
        if found is None:
            return ["", "", ""]
        vocabularies = self.vocabularies
        return [found.name, vocabularies.provinces[found.province].name, vocabularies.regions[found.region].name]


def record_table(
    root: Path, kind: Kind, fields: Mapping[str, Field], vocabularies: Vocabularies, language: Language
) -> tuple[RecordTable, list[Problem]]:
    """Return the table of a site's records, and the problems of what cannot be read and is not in it.

    The problem of a folder that cannot be read has the folder's path.
    """
    trees: dict[str, Tree] = {}
    folders = Folders(root)
    problems = [one for one in folders.look().problems if _is_error_in(FOLDERS[kind], one)]
    for found in folders.found:
        if found.kind != kind:
            continue
        problems += [fault.at(found.path) for fault in _read(root, found, trees)]
    problems.sort(key=lambda problem: problem.place)
    return RecordTable(
        trees, columns(fields, list(trees.values())), Choices(vocabularies, language), vocabularies, language
    ), problems


def _read(root: Path, found: Found, trees: dict[str, Tree]) -> Sequence[Fault]:
    """Put what a file says into `trees`, or return why it cannot be read."""
    try:
        parsed = parse(read(f"{root}/{found.path}"))
    except OSError as error:
        return [unreadable(error)]
    if parsed.tree is not None and not parsed.faults:
        trees[found.slug] = parsed.tree
    return parsed.faults


def _is_error_in(folder: str, problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and f"{problem.path}/".startswith(f"{folder}/")
