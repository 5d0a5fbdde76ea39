"""The calls that fit each member: those that it could join now or soon and does not yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.publishing.calls.call_words import LIVE
from generator.publishing.page import key_of

if TYPE_CHECKING:
    from generator.publishing.calls.call_words import CallWords
    from generator.records.call import Call

FEW = 5
"""Calls that a member's page shows: the first to close, the federation's own before those from outside."""

Asked = tuple[str, str]
"""A service that a call seeks, and the id of the member's offer that has it."""


class Fitting(NamedTuple):
    """A member's calls, each with what it seeks and the member offers; `left` more are not shown."""

    calls: tuple[tuple[str, tuple[Asked, ...]], ...]
    left: int
    key: bytes


@dataclass(frozen=True)
class Fittings:
    """Finds the calls that fit: whose criteria the member meets, or that are for everybody and seek what it offers."""

    words: CallWords

    def of(self, slug: str) -> Fitting | None:
        """Return what fits a member; None where nothing does."""
        calls = self._shown.get(slug)
        if not calls:
            return None
        shown = tuple((call, self._asked.get((slug, call), ())) for call in calls)
        left = self._counts[slug] - len(calls)
        return Fitting(shown, left, key_of(left, shown, *[self._keys[call] for call in calls]))

    @property
    def members(self) -> Collection[str]:
        """The members that anything fits."""
        return self._counts.keys()

    @property
    def _shown(self) -> Mapping[str, list[str]]:
        return self._found[0]

    @property
    def _counts(self) -> Mapping[str, int]:
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[dict[str, list[str]], dict[str, int]]:
        """The first calls of each member, and how many there are: one loop, for there may be a million pairs."""
        shown: dict[str, list[str]] = defaultdict(list)
        counts: dict[str, int] = defaultdict(int)
        for slug, call in self._living():
            for member in self._meant(slug, call).difference(call.participants):
                counts[member] += 1
                if counts[member] <= FEW:
                    shown[member].append(slug)
        return shown, counts

    def _meant(self, slug: str, call: Call) -> frozenset[str]:
        addressed = self.words.weave.site.addressed
        # Who could do what a call for everybody seeks has a reason to read it; the others see it on the board.
        return addressed.by(call) if call.criteria else self._offering.get(slug, frozenset()) & addressed.everybody

    def _living(self) -> Iterator[tuple[str, Call]]:
        """Yield calls in the order in which a member reads them."""
        found = [item for state in LIVE for item in self.words.weave.site.calls_by_state[state]]
        yield from sorted(found, key=lambda item: not self.words.own(item[1]))

    @cached_property
    def _asked(self) -> Mapping[tuple[str, str], tuple[Asked, ...]]:
        """What each member offers of that which each call seeks, by member and call."""
        sought = self.words.weave.site.sought
        found: dict[tuple[str, str], list[Asked]] = defaultdict(list)
        for slug, call in self._living() if sought else ():
            for seek, offers in zip(call.seeks, sought.by(call) if sought else (), strict=True):
                for (member, id_), _ in offers:
                    asked = found[member, slug]
                    if all(service != seek.service for service, _ in asked):
                        asked.append((seek.service, id_))
        return {at: tuple(asked) for at, asked in found.items()}

    @cached_property
    def _offering(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for member, call in self._asked:
            found[call].add(member)
        return {call: frozenset(members) for call, members in found.items()}

    @cached_property
    def _keys(self) -> Mapping[str, bytes]:
        return {slug: key_of(self.words.key(slug)) for slug, _ in self._living()}
