"""Kinds of co-operative as calls ask for them, and which calls are not kept from a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.members.ways import slug_of, social_kind
from generator.publishing.templates import label
from generator.records.member import SocialType

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.criteria import Criteria
    from generator.records.member import Member

SOCIAL = "social"


class Kind(NamedTuple):
    """A category of the register; social co-operatives by their type."""

    slug: str
    label: str
    category: str
    social: SocialType | None = None

    def may_answer(self, criteria: Criteria | None) -> bool:
        """Return whether criteria leave it to the kind, whatever else they ask."""
        if criteria is None:
            return True
        if criteria.register_category and self.category not in criteria.register_category:
            return False
        if not criteria.social_type:
            return True
        return self.social is SocialType.BOTH or self.social in criteria.social_type


def kinds(site: Site) -> tuple[Kind, ...]:
    """Return social co-operatives, then the kinds that any call asks for, in the register's order, then all others.

    Kinds that no call tells apart are one: the same calls are for all of them.
    """
    criteria = [call.criteria for call in site.federation.calls.values() if call.criteria]
    asked = {code for one in criteria for code in one.register_category}
    social = [_kind(social_kind(one, site.language), SOCIAL, one) for one in SocialType]
    named = (
        _kind(label(term, site), code)
        for code, term in site.vocabularies.register_categories.items()
        if code in asked and code != SOCIAL
    )
    return (*social, *named, _kind(site.language.gettext(N_("Other co-operatives, of any kind")), ""))


def kind_of(member: Member, found: tuple[Kind, ...]) -> Kind:
    """Return a member's kind among those found; the last of them where its record says no other."""
    if member.social_type is not None:
        return next(kind for kind in found if kind.social is member.social_type)
    entry = member.identifiers.entry if member.identifiers else None
    category = entry.category if entry else None
    return next((kind for kind in found if kind.social is None and kind.category == category), found[-1])


def _kind(name: str, category: str, social: SocialType | None = None) -> Kind:
    return Kind(slug_of(name) or category or "others", name, category, social)
