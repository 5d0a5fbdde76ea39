"""ATECO 2025, Italy's edition of NACE Rev. 2.1; what older codes became, as the package `ateco` ships it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from generator.vocabularies.guessing import Names, slips
from generator.vocabularies.labels import Labels, Term
from generator.vocabularies.tables import rows, uncommented
from generator.vocabularies.terms import terms
from generator.vocabularies.vocabulary import Vocabulary

EDITIONS = ("2025", "2022", "2007")
CATEGORY = 5
LEVELS = {1: "section", 2: "division", 4: "group", 5: "class", 7: "category", 8: "subcategory"}
"""By the number of a dotted code's characters."""


class Ateco(NamedTuple):
    """An activity.

    code: dotted, as in `56.22.00`. title: Italian. level: section, division, group, class, category or subcategory.
    section: its letter. division: its two digits, empty for a section.
    """

    code: str
    title: str
    level: str
    section: str
    division: str


class Activities:
    """The activities of ATECO 2025 by code; their table is read on first use."""

    def get(self, code: str) -> Ateco | None:
        """Return the activity of a code, dotted or not (`56.22.09`, `562209`, `I`), None when there is none."""
        known = self._found.get(code)
        # A dot out of place is an error, not a way of writing: 1.3 is no 13.
        return known if known or "." in code else self._by_digits.get(code)

    def __iter__(self) -> Iterator[Ateco]:
        """Return all activities, each before those that it is divided into."""
        return iter(self._found.values())

    def convert(self, code: str, edition: str) -> tuple[Ateco, ...]:
        """Return what a code of edition "2022" or "2007" may be in ATECO 2025, none when it is unknown.

        Several activities when ISTAT's table splits the old one. Codes of 2007 are read as those of 2022, its update:
        ISTAT's correspondence begins there. Raise ValueError for another edition.
        """
        if edition not in EDITIONS:
            raise ValueError(f"{edition!r} is no edition of ATECO: expected one of {', '.join(EDITIONS)}")
        if edition == EDITIONS[0]:
            known = self.get(code)
            return (known,) if known else ()
        digits = undotted(code)
        if edition == EDITIONS[2] and digits not in self._correspondence:
            # The update of 2022 cut a few subcategories in two: their category stands for both.
            digits = digits[:CATEGORY]
        targets = self._correspondence.get(digits, ())
        return tuple(activity for target in targets if (activity := self.get(target)))

    def sector(self, code: str) -> Term | None:
        """Return the section of a code under its short name, None when there is no such code."""
        activity = self.get(code)
        return self.sectors[activity.section] if activity else None

    @cached_property
    def sectors(self) -> Vocabulary[str, Term]:
        """The sections by letter under the short names by which the directory is browsed."""
        return terms("sectors")

    @cached_property
    def divisions(self) -> Vocabulary[str, Term]:
        """The divisions by their two digits, under their official titles."""
        return Vocabulary(partial(self._terms, "division"))

    @cached_property
    def sections(self) -> Vocabulary[str, Term]:
        """The sections by letter, under their official titles."""
        return Vocabulary(partial(self._terms, "section"))

    @property
    def titles(self) -> Mapping[str, str]:
        """What each activity is called, by its dotted code."""
        return {code: activity.title for code, activity in self._found.items()}

    def search(self, text: str, limit: int = 5) -> list[Ateco]:
        """Return up to `limit` activities whose title is, begins with, holds or resembles `text`, best first."""
        return [self._found[code] for code in self._names.closest(text, limit)]

    def suggest(self, text: str, language: str = "it") -> str | None:
        """Return the code of ATECO 2025 most likely meant by a wrong code, an old code or a title, else None."""
        typed = text.strip()
        division, dot, rest = typed.upper().partition(".")
        # Read as a number, 01.3 has lost its first zero.
        known = self.get(typed.upper()) or self.get(division.zfill(2) + dot + rest)
        if known:
            return known.code
        if any(letter.isdigit() for letter in typed):
            return self._nearest(undotted(typed))
        return next(iter(self._names.closest(typed, 1)), None)

    def _nearest(self, digits: str) -> str | None:
        new = self._correspondence.get(digits)
        if new:
            return max(new, key=lambda code: shared_start(undotted(code), digits))
        longer = (digits[:end] for end in range(len(digits) - 1, 1, -1))
        guesses = (digits + "0", *slips(digits, "0123456789"), *longer)
        return next((self._by_digits[guess].code for guess in guesses if guess in self._by_digits), None)

    def _terms(self, level: str) -> Iterator[tuple[str, Term]]:
        english = {row["code"]: row["en"] for row in rows("ateco_en")}
        for activity in self._found.values():
            if activity.level == level:
                title = activity.title.capitalize() if level == "section" else activity.title
                yield activity.code, Term(activity.code, Labels.of({"it": title, "en": english[activity.code]}))

    @cached_property
    def _found(self) -> Mapping[str, Ateco]:
        found: dict[str, Ateco] = {}
        section = ""
        _, *lines = uncommented("ateco")
        for line in lines:
            code, _, title = line.partition("\t")
            # Each section stands before all that it is divided into.
            section = code if len(code) == 1 else section
            found[code] = Ateco(code, title, LEVELS[len(code)], section, "" if code == section else code[:2])
        return found

    @cached_property
    def _by_digits(self) -> Mapping[str, Ateco]:
        return {undotted(code): activity for code, activity in self._found.items()}

    @cached_property
    def _names(self) -> Names[str]:
        return Names((activity.title, activity.code) for activity in reversed(list(self._found.values())))

    @cached_property
    def _correspondence(self) -> Mapping[str, tuple[str, ...]]:
        targets: dict[str, dict[str, None]] = {}
        for row in packaged("correspondence", "2025_2022.json")["mappings"]:
            targets.setdefault(undotted(row["code_2022"]), {})[row["code_2025"]] = None
        return {old: tuple(new) for old, new in targets.items()}


def packaged(*path: str) -> dict[str, list[dict[str, str]]]:
    """Return a data file of the package `ateco`: its functions look up one code and search, but list nothing."""
    found = find_spec("ateco")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("the package `ateco` is not installed: `pip install coop-restart` brings it")
    content: dict[str, list[dict[str, str]]] = json.loads(
        Path(found.origin).parent.joinpath("data", *path).read_bytes()
    )
    return content


def undotted(code: str) -> str:
    """Return a code without dots and spaces, letters upper-case: `56.22` and `5622` name the same class."""
    return code.replace(".", "").replace(" ", "").upper()


def shared_start(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their start."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
