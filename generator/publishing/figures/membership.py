"""How many members there are: by sector, kind and place, and by the year in which they joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from generator.publishing.figures.row import Row
from generator.records.member import Status

if TYPE_CHECKING:
    from datetime import date

    from generator.publishing.members.browse import Shelf, Way
    from generator.publishing.members.card import Card


class Joined(NamedTuple):
    """How many of today's members joined in a year, and how many had joined by its end."""

    year: int
    members: int
    total: int


class Membership(NamedTuple):
    """Members that have not ceased; `ceased` says how many have.

    `years` holds only years in which somebody joined, the first in front; `undated` are members that do not say when.
    """

    members: int
    ceased: int
    statuses: tuple[tuple[Status, int], ...]
    sectors: tuple[Row, ...]
    kinds: tuple[Row, ...]
    regions: tuple[Row, ...]
    years: tuple[Joined, ...]
    undated: int


def membership(cards: Sequence[Card], ways: Mapping[str, Way], today: date) -> Membership:
    """Return the numbers of members; those that join after `today` count as undated."""
    statuses = Counter(card.status for card in cards)
    ceased = statuses.pop(Status.CEASED, 0)
    years = tuple(_joined(cards, today))
    members = len(cards) - ceased
    return Membership(
        members=members,
        ceased=ceased,
        statuses=tuple((status, statuses[status]) for status in Status if statuses[status]),
        sectors=_rows(ways["sector"].shelves, whole=not ceased),
        kinds=_rows(ways["kind"].shelves, whole=not ceased),
        regions=_rows(ways["region"].shelves, whole=not ceased),
        years=years,
        undated=members - (years[-1].total if years else 0),
    )


def _joined(cards: Iterable[Card], today: date) -> Iterable[Joined]:
    dated = (card.since for card in cards if card.since and card.status is not Status.CEASED)
    found = sorted(Counter(day.year for day in dated if day <= today).items())
    sums = accumulate(number for _, number in found)
    return (Joined(year, number, total) for (year, number), total in zip(found, sums, strict=True))


def _rows(shelves: Iterable[Shelf], *, whole: bool) -> tuple[Row, ...]:
    """Return a row for each shelf with members that have not ceased: the fullest first, what is not stated last."""
    rows = [
        (
            shelf.value.order,
            Row(shelf.value.slug, shelf.value.label, (number,), shelf.address, parts, shelf.value.stated),
        )
        for shelf in shelves
        if (number := len(shelf.cards) if whole else sum(card.status is not Status.CEASED for card in shelf.cards))
        for parts in (_rows(shelf.parts, whole=whole),)
    ]
    return tuple(row for _, row in sorted(rows, key=lambda item: (not item[1].stated, -item[1].counts[0], item[0])))
