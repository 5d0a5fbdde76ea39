"""Why an offer and a need meet, in one line: «Offre trasporto refrigerato, che cercate; a 14 km.»"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.matching import reasons as because
from generator.publishing.matching_words import MatchWords

if TYPE_CHECKING:
    from generator.matching.matches import Match
    from generator.matching.reasons import Reason
    from generator.publishing.places import Places
    from generator.publishing.site import Site

_SUBJECT = (because.SameService, because.Narrower, because.Named, because.Profile, because.SameGroup)
_VAGUE = (because.Profile, because.SameGroup)
"""Subjects that do not say much: the words that both use say more."""
_PLACE = (because.Near, because.Covers, because.Within)
"""The nearest to what people ask first: how far it is."""


class Lines:
    """Says in one line what matters first: what the two are about, where, and from when if that is not today.

    The rest stands beside it on every page: the last day, the terms, whether each has what the other seeks.
    """

    def __init__(self, site: Site, places: Places) -> None:
        self.words = MatchWords(site, places)

    def line(self, match: Match, slug: str) -> str:
        """Return the line as the member `slug` reads it, one of the two; as anybody reads it for another."""
        sides = {match.offer[0]: because.Side.OFFER, match.need[0]: because.Side.NEED}
        said = "; ".join(self.words.reason(reason, sides.get(slug)) for reason in _first(match.reasons))
        return f"{said[:1].upper()}{said[1:]}."


def _first(reasons: tuple[Reason, ...]) -> Iterator[Reason]:
    subject = next((reason for reason in reasons if isinstance(reason, _SUBJECT)), None)
    if subject:
        yield subject
    if subject is None or isinstance(subject, _VAGUE):
        yield from (reason for reason in reasons if isinstance(reason, because.Alike))
    places = (reason for kind in _PLACE for reason in reasons if isinstance(reason, kind))
    yield from [place for place in [next(places, None)] if place]
    yield from (reason for reason in reasons if isinstance(reason, because.Overlap) and reason.later)
