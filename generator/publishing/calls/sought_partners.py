"""The partners that a call seeks, how many it has found, and whose offers would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.eligibility import does
from generator.publishing.calls.call_words import OVER
from generator.publishing.members.exchange_board import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.matching.sought import Found
    from generator.publishing.site import Site
    from generator.records.call import Call, Seek

FEW = 4
"""Offers that a call shows for each partner: the best, those of members that can take part first."""


class Candidate(NamedTuple):
    """An offer of what is sought; `meant` tells whether the call is meant for the member whose it is."""

    notice: Notice
    meant: bool


class Partner(NamedTuple):
    """What is sought, how many members that take part do it, and the offers of others."""

    seek: Seek
    found: int
    candidates: tuple[Candidate, ...]

    @property
    def missing(self) -> int:
        """How many are still sought."""
        return max(0, self.seek.number - self.found)


@dataclass(frozen=True)
class SoughtPartners:
    """Sets what calls seek against what members do and offer."""

    site: Site

    def of(self, call: Call) -> tuple[Partner, ...]:
        """Return what a call seeks, in its order; offers only where somebody is still sought."""
        if not call.seeks:
            return ()
        over = call.state(self.site.now) in OVER
        offers = self.site.sought.by(call) if self.site.sought and not over else ((),) * len(call.seeks)
        return tuple(self._partner(call, seek, found) for seek, found in zip(call.seeks, offers, strict=True))

    def key(self, partners: tuple[Partner, ...]) -> tuple[object, ...]:
        """Return what stands for all that a page shows of these."""
        digest = self.site.federation.sources
        shown = (
            (one.notice.slug, one.notice.exchange.id, one.meant, digest["member", one.notice.slug].digest)
            for partner in partners
            for one in partner.candidates
        )
        return tuple(partner.found for partner in partners), tuple(shown)

    def _partner(self, call: Call, seek: Seek, offers: tuple[Found, ...]) -> Partner:
        members = self.site.federation.members
        having = sum(does(members[slug], seek.service) for slug in dict.fromkeys(call.participants))
        candidates = sorted(self._candidates(call, offers), key=lambda one: not one.meant)
        return Partner(seek, having, tuple(candidates[:FEW]) if having < seek.number else ())

    def _candidates(self, call: Call, offers: tuple[Found, ...]) -> Iterator[Candidate]:
        members = self.site.federation.members
        meant = self.site.addressed.by(call) if call.criteria else None
        for (slug, id_), _ in offers:
            if slug not in call.participants:
                offer = next(one for one in members[slug].offers if one.id == id_)
                yield Candidate(Notice(slug, members[slug], offer), meant is None or slug in meant)
