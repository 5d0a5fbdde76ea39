"""Rows that share a name, and the files that were numbered because of it: which is whose, no name tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from generator.exchange.amending import said
from generator.exchange.slugs import is_taken, slug
from generator.records.federation import title_field
from generator.writing.template import FOLDERS

if TYPE_CHECKING:
    from generator.records.federation import Kind

_NUMBERED = re.compile(r"(.+)-([2-9]|[1-9][0-9]+)")


class Namesakes:
    """The files of a kind as they are before an import; `wanted` counts the rows of a table by the name they ask for.

    An update that goes by numbers would put one record's data into the file of another as soon as the table has a row
    more, or less, or in another order.
    """

    def __init__(self, root: Path, kind: Kind, wanted: Mapping[str, int]) -> None:
        self._kind, self._folder = kind, root / FOLDERS[kind]
        self._title = title_field(kind)
        self._wanted = wanted
        self._there = {path.stem for path in self._folder.glob("*.yml")}
        self._numbered: dict[str, list[str]] = defaultdict(list)
        for stem in sorted(self._there):
            if found := _NUMBERED.fullmatch(stem):
                self._numbered[found[1]].append(stem)

    def of(self, name: str, given: str) -> Sequence[str]:
        """Return the files of which one may be that of a row, none where it is certain which.

        name: what the row asks to be called. given: what it is called after the rows before it.
        """
        first = f"{name}-2" if is_taken(self._kind, name) else name
        others = [stem for stem in self._numbered[name] if stem != first]
        if given == first and self._wanted.get(name, 0) < 2 and all(map(self._has_own_name, others)):
            return ()
        return [stem for stem in (first, *others) if stem in self._there]

    def _has_own_name(self, stem: str) -> bool:
        """Return whether the number belongs to the name: "Casa 2" is no second "Casa"."""
        tree = said(self._folder / f"{stem}.yml")
        title = tree.get(self._title) if tree is not None else None
        return stem in self._wanted or (isinstance(title, str) and slug(title) == stem)
