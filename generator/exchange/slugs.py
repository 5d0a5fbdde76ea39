"""File names for records that come without one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.reading import naming
from generator.reading.folders import RESERVED, is_reserved

if TYPE_CHECKING:
    from generator.records.federation import Kind

LONGEST = 60
# Letters that no decomposition takes apart.
LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i", "€": "euro",
})  # fmt: skip
GENITIVE = re.compile(r"(?<=\w)['’]s\b")
# Windows keeps these for devices: a repository that holds such a file cannot be checked out there.
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))})


def is_taken(kind: Kind, name: str) -> bool:
    """Return whether the site, or a system, keeps a name for itself."""
    return name in DEVICES or is_reserved(kind, name)


def slug(text: str, longest: int = LONGEST) -> str:
    """Return `text` in lower-case Latin letters, digits and hyphens, cut at a word; "" where nothing is left."""
    return _cut(naming.slug(GENITIVE.sub("s", text.casefold()).translate(LETTERS)), longest)


class Slugs:
    """Gives each name a slug of its own: the second "Arcobaleno" becomes `arcobaleno-2`."""

    def __init__(self, kind: Kind) -> None:
        """Take the kind of the records: names without any Latin letter or digit are called after it."""
        self._empty = kind
        self._given = {*DEVICES, *RESERVED.get(kind, ())}
        self._last: dict[str, int] = {}

    def first(self, text: str) -> str | None:
        """Return the slug of `text`, None when it was given before."""
        wanted = slug(text) or self._empty
        if wanted in self._given:
            return None
        self._given.add(wanted)
        return wanted

    def unique(self, text: str) -> str:
        """Return the slug of `text`, numbered when it was given before."""
        wanted = given = slug(text) or self._empty
        number = self._last.get(wanted, 1)
        while given in self._given:
            number += 1
            given = f"{wanted}-{number}"
        self._last[wanted] = number
        self._given.add(given)
        return given


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head, _, _ = text[: longest + 1].rpartition("-")
    return head or text[:longest]
