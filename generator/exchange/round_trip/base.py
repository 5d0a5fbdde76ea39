"""What a record said when its table was written, in one cell: whoever changed a field since then is not overruled.

`name:1f0c3a sdg:77e1b2`: of each field that was filled a digest of its value, which tells alike from different.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from generator.exchange.round_trip.columns import Column, at

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree

NAME = "=base"
_BYTES = 3


@dataclass(frozen=True, slots=True)
class Base:
    """The digests by the names of fields; those that were empty are not there."""

    digests: dict[str, str]

    @classmethod
    def of(cls, tree: Tree, columns: Iterable[Column]) -> Base:
        """Return what a record says in these columns."""
        found = ((column.name, at(tree, column.path)) for column in columns)
        return cls({name: _digest(value) for name, value in found if value})

    @classmethod
    def read(cls, cell: str) -> Base | None:
        """Return what a cell holds, None where there is none: then nobody knows what the record said."""
        pairs = [part.rpartition(":") for part in cell.split()]
        return cls({name: digest for name, _, digest in pairs}) if pairs else None

    @property
    def cell(self) -> str:
        """The cell that `read` takes."""
        return " ".join(f"{name}:{digest}" for name, digest in self.digests.items())

    def says(self, name: str, value: Tree) -> bool:
        """Return whether the field had this value."""
        return self.digests.get(name) == (_digest(value) if value else None)

    def numbers(self, prefix: str) -> set[int]:
        """Return the numbers that follow `prefix`, such as `offers[`, in the names of fields that were filled."""
        found = (name.removeprefix(prefix).partition("]")[0] for name in self.digests if name.startswith(prefix))
        return {int(number) for number in found if number.isdecimal()}

    def says_all(self, prefix: str, tree: Tree, columns: Iterable[Column]) -> bool:
        """Return whether a record has in these columns all that it had in those whose names begin so, and no more."""
        mine = {name: digest for name, digest in self.digests.items() if name.startswith(prefix)}
        return mine == self.of(tree, columns).digests


def _digest(value: Tree) -> str:
    return blake2b(json.dumps(value).encode(), digest_size=_BYTES).hexdigest()
