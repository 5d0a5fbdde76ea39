"""Cells by the names that a spreadsheet shows: `D3`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.exchange.importing import unnumbered

if TYPE_CHECKING:
    from generator.exchange.refusal import Finding

_LETTERS = 26
ITEM = re.compile(r"\[[0-9]+\]$")


@dataclass(frozen=True)
class CellNames:
    """Tells in which cell a finding is: `columns` of the table, and those that each field is filled from."""

    columns: Sequence[str]
    sources: Mapping[str, Sequence[str]]

    def __call__(self, finding: Finding) -> str:
        """Return the cell's name, or the row's number where no single column is to blame."""
        tries = (finding.field, ITEM.sub("", finding.field), unnumbered(finding.field))
        named = next((self.sources[name] for name in tries if name in self.sources), (finding.field,))
        found = next((name for name in named if name and name in self.columns), None)
        return f"{letters(self.columns.index(found)) if found else ''}{finding.number}"


def letters(index: int) -> str:
    """Return the letters of a column, counted from 0: A, B … Z, AA."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % _LETTERS) + name
        index = index // _LETTERS - 1
    return name
