"""Whom members could work with today, and who has no contact to the others yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.publishing.site import Site


class Meeting(NamedTuple):
    """Matches between offers and needs that stand today.

    `met_offers` and `met_needs` have at least one match. `pairs` of members have matches
    both ways: each of the two has what the other seeks.
    Members are parted into `matched` ones, those that are only `tied` to others (by a relation that either of the two
    declares, or by an initiative) and those that stand `alone`.
    """

    matches: int
    met_offers: int
    met_needs: int
    pairs: int
    matched: int
    tied: int
    alone: int


def meeting(staying: Iterable[str], site: Site) -> Meeting:
    """Return the numbers of matches and ties; `staying` are the slugs of members that have not ceased."""
    found = site.matches.all if site.matches else ()
    ways = {(match.offer[0], match.need[0]) for match in found}
    everyone = set(staying)
    matched = everyone & {slug for way in ways for slug in way}
    related = {slug for slug, member in site.federation.engaged.items() if member.relations}
    tied = everyone & (related | site.relations_to.keys() | site.initiatives_of.keys()) - matched
    return Meeting(
        matches=len(found),
        met_offers=len({match.offer for match in found}),
        met_needs=len({match.need for match in found}),
        pairs=sum(giver < seeker and (seeker, giver) in ways for giver, seeker in ways),
        matched=len(matched),
        tied=len(tied),
        alone=len(everyone) - len(matched) - len(tied),
    )
