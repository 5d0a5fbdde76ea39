"""All the records of a federation, and the files that they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from generator.records.call import Call
from generator.records.chain import Chain
from generator.records.initiative import Initiative
from generator.records.issue import Issue
from generator.records.member import Member
from generator.records.track import Track

Kind = Literal["member", "call", "initiative", "track", "chain", "issue"]

AnyRecord = Member | Call | Initiative | Track | Chain | Issue

MODELS: Mapping[Kind, type[AnyRecord]] = {
    "member": Member,
    "call": Call,
    "initiative": Initiative,
    "track": Track,
    "chain": Chain,
    "issue": Issue,
}


def title_field(kind: Kind) -> str:
    """Return the field by which people call a record of a kind; issues have a date."""
    return "name" if kind in ("member", "chain") else "title"


class Source(NamedTuple):
    """The file of a record: its path from the site's root with `/`, a digest of its bytes, and what it says in JSON."""

    path: str
    digest: bytes
    tree: bytes = b""


@dataclass(frozen=True)
class Federation:
    """Records by slug, in the order of their slugs; initiatives by `year/slug`."""

    members: Mapping[str, Member] = field(default_factory=dict)
    calls: Mapping[str, Call] = field(default_factory=dict)
    initiatives: Mapping[str, Initiative] = field(default_factory=dict)
    tracks: Mapping[str, Track] = field(default_factory=dict)
    chains: Mapping[str, Chain] = field(default_factory=dict)
    sources: Mapping[tuple[Kind, str], Source] = field(default_factory=dict)
    issues: Mapping[str, Issue] = field(default_factory=dict)

    @property
    def by_kind(self) -> Mapping[Kind, Mapping[str, AnyRecord]]:
        """All records, kind by kind."""
        return {
            "member": self.members,
            "call": self.calls,
            "initiative": self.initiatives,
            "track": self.tracks,
            "chain": self.chains,
            "issue": self.issues,
        }

    @cached_property
    def engaged(self) -> Mapping[str, Member]:
        """The members that have ever offered or sought anything, or declare a tie to another.

        Most have not: who asks for any of that need not go through all members.
        """
        members = self.members.items()
        return {slug: member for slug, member in members if member.offers or member.needs or member.relations}

    def paths(self, kind: Kind, key: str, former: Sequence[str]) -> tuple[str, ...]:
        """Return the path of a record's file, and those that it had under its former names."""
        path = self.sources[kind, key].path
        folder = path.rpartition("/")[0]
        return (path, *[f"{folder}/{slug}.yml" for slug in former])

    @property
    def dated_in_parts(self) -> list[tuple[str, ...]]:
        """The files, by `paths`, whose parts are dated each by itself: dates of calendars, offers and needs."""
        trading = ((slug, member) for slug, member in self.engaged.items() if member.offers or member.needs)
        return [
            *(self.paths("member", slug, member.former_slugs) for slug, member in trading),
            *(self.paths("call", slug, call.former_slugs) for slug, call in self.calls.items()),
            *(self.paths("initiative", key, initiative.former_slugs) for key, initiative in self.initiatives.items()),
        ]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a programme, the latest first."""
        return tuple(sorted({int(key[:4]) for key in self.initiatives}, reverse=True))
