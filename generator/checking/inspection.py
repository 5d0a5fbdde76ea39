"""What rules look at: the records, and as much of the world around them as was handed in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from generator.checking.finding import RecordKey
from generator.records.chain import Chain
from generator.records.federation import AnyRecord, Federation, Kind
from generator.records.initiative import Initiative
from generator.records.issue import Issue
from generator.vocabularies import Vocabularies
from generator.vocabularies.guessing import Names


class LogoFile(Protocol):
    """A file in `members/logos/`: its size in bytes is known, its content read on demand.

    Equal files have equal content: a verdict on one holds for the other.
    """

    @property
    def size(self) -> int: ...

    def read(self) -> bytes: ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True)
class Inspection:
    """The matter of one check.

    logos: the files of `members/logos/` by name. unread: records whose files could not be read; a reference
    to one of them leads somewhere, and the file's own problem is told already.
    """

    federation: Federation
    vocabularies: Vocabularies
    logos: Mapping[str, LogoFile]
    today: date
    unread: Collection[RecordKey] = field(default_factory=frozenset)

    @property
    def records(self) -> Iterator[tuple[RecordKey, AnyRecord]]:
        """All records, kind by kind, in the order of their slugs."""
        for kind, records in self._shelves.items():
            for slug, record in records.items():
                yield (kind, slug), record

    def knows(self, kind: Kind, slug: str) -> bool:
        """Return whether there is a file for the record, right or wrong."""
        return slug in self._shelves[kind] or (kind, slug) in self.unread

    def likely(self, kind: Kind, slug: str) -> str | None:
        """Return the slug that was most likely meant by one that leads nowhere."""
        former = self._moved[kind].get(slug)
        return former or next(iter(self._slugs[kind].closest(slug, 1)), None)

    @cached_property
    def _shelves(self) -> Mapping[Kind, Mapping[str, AnyRecord]]:
        return self.federation.by_kind

    @cached_property
    def _slugs(self) -> Mapping[Kind, Names[str]]:
        return {kind: Names((slug, slug) for slug in records) for kind, records in self._shelves.items()}

    @cached_property
    def _moved(self) -> Mapping[Kind, Mapping[str, str]]:
        moved: dict[Kind, dict[str, str]] = {kind: {} for kind in self._shelves}
        for key, record in self.records:
            for former in former_slugs(key, record):
                moved[key[0]].setdefault(former, key[1])
        return moved


def former_slugs(key: RecordKey, record: AnyRecord) -> tuple[str, ...]:
    """Return the slugs that a record had before, an initiative's with its year in front."""
    if isinstance(record, Chain | Issue) or not record.former_slugs:
        return ()
    year = key[1][:5] if isinstance(record, Initiative) else ""
    return tuple(year + former for former in record.former_slugs)
