"""Ties between members, told from both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.records.member import RelationKind

if TYPE_CHECKING:
    from generator.publishing.site import Site

_DECLARED = {
    RelationKind.MEMBER_OF: N_("Is a member of"),
    RelationKind.PARTNER_OF: N_("Works with"),
    RelationKind.SUPPLIER_OF: N_("Supplies"),
    RelationKind.TEMPORARY_ASSOCIATION: N_("Bids together with"),
    RelationKind.BORN_FROM: N_("Was born from"),
    RelationKind.MERGED_INTO: N_("Has merged into"),
}
_SEEN_FROM_THERE = {
    RelationKind.MEMBER_OF: N_("Has as members"),
    RelationKind.PARTNER_OF: N_("Works with"),
    RelationKind.SUPPLIER_OF: N_("Is supplied by"),
    RelationKind.TEMPORARY_ASSOCIATION: N_("Bids together with"),
    RelationKind.BORN_FROM: N_("Gave rise to"),
    RelationKind.MERGED_INTO: N_("Has taken in"),
}


class Tied(NamedTuple):
    """A member at the other end of a tie."""

    slug: str
    name: str
    logo: str | None


Ties = tuple[tuple[str, tuple[Tied, ...]], ...]
"""What a tie is called, and who is at its other end, by name."""


def ties(slug: str, site: Site) -> Ties:
    """Return a member's ties, its own and those that others declare to it; a tie told by both stands once."""
    members = site.federation.members
    found: dict[str, dict[str, Tied]] = {}
    told = [(_DECLARED[relation.kind], relation.member) for relation in members[slug].relations]
    told += [(_SEEN_FROM_THERE[kind], other) for kind, other in site.relations_to.get(slug, ())]
    for words, other in told:
        if other in members:
            found.setdefault(words, {})[other] = Tied(other, members[other].name, members[other].logo)
    order = (*_DECLARED.values(), *_SEEN_FROM_THERE.values())
    return tuple(
        (
            site.language.gettext(words),
            tuple(sorted(found[words].values(), key=lambda tied: (tied.name.casefold(), tied.slug))),
        )
        for words in sorted(found, key=order.index)
    )
