"""Ties among a chain's members, drawn as arcs beside the list of their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.matching.chain_ties import Tie
from generator.publishing.chains.drawing import arrow, wrapped
from generator.records.member import RelationKind

WIDTH, ROW, EDGE, NAMES = 360.0, 34.0, 18.0, 122.0
DIRECTED = frozenset((RelationKind.SUPPLIER_OF, RelationKind.BORN_FROM))


@dataclass(frozen=True, slots=True)
class End:
    """A member: its slug, its name as it is and as it fits, how far down it stands, whether it holds others."""

    slug: str
    name: str
    line: str
    y: float
    holds: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """A tie: its path, and its arrowhead where it has a direction."""

    tie: Tie
    path: str
    head: str


@dataclass(frozen=True, slots=True)
class TiesDrawing:
    """All that the template draws."""

    width: float
    height: float
    x: float
    ends: tuple[End, ...]
    arcs: tuple[Arc, ...]


def drawn_ties(ties: Iterable[Tie], names: Mapping[str, str]) -> TiesDrawing:
    """Return the drawing of ties among members, whose `names` by slug come in the order in which they are listed."""
    ties = tuple(ties)
    tied = {slug for tie in ties for slug in (tie.one, tie.other)}
    holding = {tie.other for tie in ties if tie.kind is RelationKind.MEMBER_OF}
    listed = [slug for slug in names if slug in tied]
    ends = {
        slug: End(
            slug, names[slug], wrapped(names[slug], WIDTH - NAMES - 16, 1)[0], EDGE + ROW * number, slug in holding
        )
        for number, slug in enumerate(listed)
    }
    farthest = max((abs(ends[tie.one].y - ends[tie.other].y) for tie in ties), default=ROW)
    arcs = tuple(_arc(tie, ends[tie.one].y, ends[tie.other].y, farthest) for tie in ties)
    return TiesDrawing(WIDTH, 2 * EDGE + ROW * max(0, len(listed) - 1), NAMES, tuple(ends.values()), arcs)


def _arc(tie: Tie, begins: float, ends: float, farthest: float) -> Arc:
    # A cubic reaches three quarters of the way to its control points.
    bulge = (20 + 84 * abs(ends - begins) / farthest) / 0.75
    edge = NAMES - 9
    path = f"M{edge:g} {begins:g}C{edge - bulge:g} {begins:g} {edge - bulge:g} {ends:g} {edge:g} {ends:g}"
    return Arc(tie, path, arrow(edge, ends) if tie.kind in DIRECTED else "")
