"""A call's public: the members that it is meant for, how many of them take part, and the first of the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.addressed import for_everybody

if TYPE_CHECKING:
    from generator.publishing.members.card import Card
    from generator.publishing.members.roll import Roll
    from generator.records.call import Call

FEW = 12
"""Members that a call shows of those that could take part and do not yet; the directory has the others."""


class Public(NamedTuple):
    """Whom a call is meant for.

    eligible: how many members. taking_part: how many of these do. beside: how many others take part. others: the first
    by name of those that could and do not yet, none where the call is for everybody: that says nothing of anyone.
    """

    eligible: int
    taking_part: int
    beside: int
    others: tuple[Card, ...] = ()

    @property
    def left(self) -> int:
        """How many more could take part than are shown."""
        return self.eligible - self.taking_part - len(self.others)

    @property
    def key(self) -> tuple[object, ...]:
        """Return what stands for all that a page shows of it."""
        return self.eligible, self.taking_part, self.beside, tuple(card.digest for card in self.others)


@dataclass(frozen=True)
class Publics:
    """Finds the public of each call."""

    roll: Roll

    def of(self, call: Call) -> Public | None:
        """Return a call's public; None where it says nothing of whom it is for."""
        addressed, general = self.roll.site.addressed, for_everybody(call)
        if call.criteria is None and not general:
            return None
        meant = addressed.everybody if general else addressed.by(call)
        taking_part = set(call.participants)
        inside = len(taking_part & meant)
        others = () if general else tuple(self._first(meant, taking_part))
        return Public(len(meant), inside, len(taking_part) - inside, others)

    def _first(self, meant: frozenset[str], taking_part: set[str]) -> Sequence[Card]:
        """Return the first by name of a set: looked for among all where it is large, else put in order itself."""
        if len(meant) * len(meant) > FEW * len(self._rank):
            return list(islice(self._walk(meant, taking_part), FEW))
        ranks = sorted(self._rank[slug] for slug in meant - taking_part)
        return [self.roll.cards[rank] for rank in ranks[:FEW]]

    def _walk(self, meant: frozenset[str], taking_part: set[str]) -> Iterator[Card]:
        return (card for card in self.roll.cards if card.slug in meant and card.slug not in taking_part)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {card.slug: rank for rank, card in enumerate(self.roll.cards)}
