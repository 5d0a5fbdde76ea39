"""The site as it is on the repository's main branch: what a proposal is checked against."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.checking import logos as logo_rules
from generator.checking.rulebook import RULES, check
from generator.languages.language import Language, UnknownLanguage
from generator.reading.commits import Repository
from generator.reading.content import digest
from generator.reading.naming import is_slug
from generator.reading.places import Places
from generator.reading.settings import read_settings
from generator.reading.site import Reading, read_site
from generator.records.federation import Federation, Kind, Source
from generator.writing.template import Field, template

if TYPE_CHECKING:
    from generator.checking.finding import FieldPath, Locate, RecordKey
    from generator.intake.mirror import Mirror
    from generator.reading.problem import Problem
    from generator.records.federation import AnyRecord

# Logos of the main branch were looked at when they got there, a new one is of our own making; only that a name leads to
# a file is left to check.
_RULES = tuple(rule for rule in RULES if rule not in (logo_rules.unfit, logo_rules.unused))
_SHELVES: Mapping[Kind, str] = {"member": "members", "call": "calls"}


@dataclass(frozen=True)
class _Named:
    """A logo of which only the name matters."""

    size: int = 0

    def read(self) -> bytes:
        return b""


@dataclass(frozen=True, eq=False)
class State:
    """The records of a commit. `logos` are names of files in `members/logos/`."""

    commit: str
    reading: Reading
    logos: frozenset[str]
    language: Language

    @classmethod
    def of(cls, mirror: Mirror, commit: str, folder: Path) -> State:
        """Return the state of a commit, whose record files are kept below `folder`; those of older ones go."""
        root = folder / commit
        if not root.is_dir():
            fresh = folder / "fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir(parents=True)
            Repository(mirror.folder, mirror.prefix).write(commit, fresh)
            fresh.rename(root)
        for old in folder.iterdir():
            if old.is_dir() and old != root:
                shutil.rmtree(old, ignore_errors=True)
        reading = read_site(root, cache=folder / "records.json", workers=1)
        return cls(commit, reading, mirror.names(commit, "members/logos"), _language(root))

    def text(self, path: str) -> bytes | None:
        """Return a record file's bytes, None where there is none; `path` from the site's root."""
        try:
            return (self.reading.root / path).read_bytes()
        except OSError:
            return None

    def has(self, kind: Kind, slug: str) -> bool:
        """Return whether there is a file for the record, right or wrong."""
        return slug in self._shelf(kind) or (kind, slug) in self.reading.unread

    def meant(self, kind: Kind, text: str) -> str | None:
        """Return the slug that a text means: itself, or that of the page whose address, or the record whose name it is.

        None where there is no such record, or several.
        """
        if is_slug(text):
            return text if self.has(kind, text) else None
        if text.startswith(("https://", "http://")):
            last = text.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
            return last if is_slug(last) and self.has(kind, last) else None
        wanted = text.casefold()
        found = [
            slug
            for slug, record in self._shelf(kind).items()
            if str(getattr(record, "name", None) or getattr(record, "title", "")).casefold() == wanted
        ]
        return found[0] if len(found) == 1 else None

    def record(self, kind: Kind, slug: str) -> AnyRecord | None:
        """Return a record that is right, None where there is none."""
        return self._shelf(kind).get(slug)

    def fields(self, kind: Kind) -> Mapping[str, Field]:
        """Return the template by which a record of the kind is written."""
        if kind not in self._templates:
            self._templates[kind] = template(kind, self.language, self.reading.vocabularies)
        return self._templates[kind]

    def uses(self, logo: str) -> int:
        """Return how many members show a logo."""
        return sum(member.logo == logo for member in self.reading.federation.members.values())

    def problems_with(
        self, kind: Kind, slug: str, record: AnyRecord, source: Source, data: bytes, logos: frozenset[str], today: date
    ) -> list[Problem]:
        """Return what the rules across records find that they did not find before, with this record in place."""
        before = {(one.path, one.field, one.rule) for one in self._known(today)}
        federation = self._with(kind, slug, record, source)
        places = Places(data.decode("utf-8"))

        def locate(path: str, field: FieldPath) -> tuple[int, int]:
            return places.value(field) if path == source.path else self.reading.locate(path, field)

        unread = self.reading.unread - {(kind, slug)}
        found = self._check(federation, logos, today, locate, unread)
        return [one for one in found if (one.path, one.field, one.rule) not in before]

    def _known(self, today: date) -> list[Problem]:
        if today not in self._found:
            of = self.reading
            found = self._check(of.federation, self.logos, today, of.locate, of.unread)
            self._found.clear()
            self._found[today] = found
        return self._found[today]

    def _check(
        self,
        federation: Federation,
        logos: frozenset[str],
        today: date,
        locate: Locate,
        unread: Collection[RecordKey],
    ) -> list[Problem]:
        named = dict.fromkeys(sorted(logos), _Named())
        vocabularies = self.reading.vocabularies
        return check(
            federation,
            vocabularies=vocabularies,
            logos=named,
            today=today,
            locate=locate,
            unread=unread,
            rules=_RULES,
        )

    def _with(self, kind: Kind, slug: str, record: AnyRecord, source: Source) -> Federation:
        of = self.reading.federation
        shelf: Any = dict(sorted({**self._shelf(kind), slug: record}.items()))
        return replace(of, **{_SHELVES[kind]: shelf}, sources={**of.sources, (kind, slug): source})

    def _shelf(self, kind: Kind) -> Mapping[str, AnyRecord]:
        shelf: Mapping[str, AnyRecord] = getattr(self.reading.federation, _SHELVES[kind])
        return shelf

    @cached_property
    def _templates(self) -> dict[Kind, Mapping[str, Field]]:
        return {}

    @cached_property
    def _found(self) -> dict[date, list[Problem]]:
        return {}


def source_of(path: str, data: bytes) -> Source:
    """Return the source of a file that is not on the disk yet."""
    return Source(path, digest(data))


def _language(root: Path) -> Language:
    try:
        return Language.load(read_settings(root).settings.language)
    except UnknownLanguage:
        return Language.load("it")
