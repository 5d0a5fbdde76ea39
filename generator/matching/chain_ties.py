"""What binds the members of a supply chain to each other beyond the chain itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.languages.language import sort_key
from generator.matching.chains import LASTING, FilledChain
from generator.records.federation import Federation
from generator.records.member import Profile, RelationKind

MUTUAL = frozenset((RelationKind.PARTNER_OF, RelationKind.TEMPORARY_ASSOCIATION))
"""Ties that are the same from both ends."""
ORDER = (
    RelationKind.MEMBER_OF,
    RelationKind.TEMPORARY_ASSOCIATION,
    RelationKind.SUPPLIER_OF,
    RelationKind.PARTNER_OF,
    RelationKind.BORN_FROM,
)
"""The kinds that are shown, the closest first. What merged into another is gone."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two members by slug, as `one` declares it; of mutual ones `one` has the earlier name."""

    kind: RelationKind
    one: str
    other: str


def ties(filled: FilledChain, federation: Federation) -> tuple[Tie, ...]:
    """Return the ties among a chain's members, the one that leads it, and the consortia that hold two of them.

    They stand in the order of kinds and names; what both ends declare stands once.
    """
    members = federation.members
    bound = {slug for slug in (*filled.members, filled.chain.lead) if slug is not None and slug in members}
    declared = list(_declared(bound, federation))
    holding = Counter(other for kind, _, other in declared if kind is RelationKind.MEMBER_OF)
    shown = bound | {slug for slug, held in holding.items() if held > 1 or Profile.CONSORTIUM in members[slug].profiles}
    found = {
        Tie(kind, *(sorted((one, other), key=lambda slug: _name(slug, federation)) if kind in MUTUAL else (one, other)))
        for kind, one, other in declared
        if other in shown
    }
    return tuple(
        sorted(found, key=lambda tie: (ORDER.index(tie.kind), _name(tie.other, federation), _name(tie.one, federation)))
    )


def _declared(bound: set[str], federation: Federation) -> Iterator[tuple[RelationKind, str, str]]:
    for slug in bound:
        for relation in federation.members[slug].relations:
            other = federation.members.get(relation.member)
            if other is not None and other.status in LASTING and relation.kind in ORDER and relation.member != slug:
                yield relation.kind, slug, relation.member


def _name(slug: str, federation: Federation) -> tuple[tuple[str, str], str]:
    return sort_key(federation.members[slug].name), slug
