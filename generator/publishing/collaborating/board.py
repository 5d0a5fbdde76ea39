"""The board: what is sought on one side, what is offered on the other, and what joins the two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.publishing.collaborating.narrowing import Choices, Marks, Narrowing, names
from generator.publishing.members.exchange_board import Notice, grouped
from generator.theme.board_script import board_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.matching.matches import Match
    from generator.publishing.collaborating.meeting import Meeting, Meetings
    from generator.publishing.members.exchange_board import Side
    from generator.publishing.site import Site

ROWS = 4
"""Meetings that a card tells in words, the best; the script brings all of them beside it."""

Kind = Literal["need", "offer"]


class Card(NamedTuple):
    """An offer or a need on the board; `partners` are the names of the cards that it meets, the best first."""

    kind: Kind
    notice: Notice
    name: str
    marks: Marks
    partners: tuple[str, ...]
    meetings: tuple[Meeting, ...]


class Group(NamedTuple):
    """The cards of a group of services; its name is empty where no service is said."""

    slug: str
    name: str
    cards: tuple[Card, ...]


class Board(NamedTuple):
    """All that is open today."""

    needs: tuple[Group, ...]
    offers: tuple[Group, ...]
    choices: Choices
    names: Mapping[str, str]
    script: str

    @property
    def counts(self) -> tuple[int, int]:
        """How many needs and offers there are."""
        return _count(self.needs), _count(self.offers)


def board(site: Site, meetings: Meetings) -> Board:
    """Return the board: groups in the order of the services, in each group first what ends first."""
    narrowing = Narrowing(site)
    needs, offers = _side("needs", site, meetings, narrowing), _side("offers", site, meetings, narrowing)
    both = [grouped("needs", site), grouped("offers", site)]
    groups = {code: name for side in both for code, name, _ in side}
    order = [(code, groups[code]) for code in site.vocabularies.service_groups if code in groups]
    notices = (notice for side in both for _, _, found in side for notice in found)
    return Board(needs, offers, narrowing.choices(notices, order), names(site.language.code), board_path())


def _side(side: Side, site: Site, meetings: Meetings, narrowing: Narrowing) -> tuple[Group, ...]:
    kind: Kind = "need" if side == "needs" else "offer"
    return tuple(
        Group(
            narrowing.group(code),
            name,
            tuple(_card(kind, notice, narrowing.marks(notice, code), meetings) for notice in found),
        )
        for code, name, found in grouped(side, site)
    )


def _card(kind: Kind, notice: Notice, marks: Marks, meetings: Meetings) -> Card:
    matches = _matches(kind, notice, meetings)
    other: Kind = "offer" if kind == "need" else "need"
    partners = (match.offer if other == "offer" else match.need for match in matches)
    return Card(
        kind,
        notice,
        _name(kind, notice.slug, notice.exchange.id),
        marks,
        tuple(_name(other, slug, id_) for slug, id_ in partners),
        tuple(map(meetings.of, matches[:ROWS])),
    )


def _matches(kind: Kind, notice: Notice, meetings: Meetings) -> tuple[Match, ...]:
    matches, at = meetings.matches, (notice.slug, notice.exchange.id)
    if matches is None:
        return ()
    return matches.of_need(*at) if kind == "need" else matches.of_offer(*at)


def _name(kind: Kind, slug: str, id_: str) -> str:
    """Return the name of a card within the page: no slug holds a dot."""
    return f"{kind}.{slug}.{id_}"


def _count(groups: Iterable[Group]) -> int:
    return sum(len(group.cards) for group in groups)
