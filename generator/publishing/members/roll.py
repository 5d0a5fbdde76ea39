"""The members' roll: all that lists, boards and blocks show of them, worked out once for a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from generator.publishing.members import browse
from generator.publishing.members.browse import Way
from generator.publishing.members.card import Card, cards
from generator.records.member import Status

if TYPE_CHECKING:
    from generator.publishing.site import Site


@dataclass(frozen=True)
class Roll:
    """The members of a site."""

    site: Site
    known: Mapping[str, Card] = field(default_factory=dict, repr=False)

    def renewed(self, site: Site) -> Roll:
        """Return the roll of the site as it is now, with the cards of members that did not change since."""
        if site.digest != self.site.digest:
            return Roll(site)
        before, now = self.site.federation.members, site.federation.members
        return Roll(site, {card.slug: card for card in self.cards if before[card.slug] is now.get(card.slug)})

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """The card of every member, in the order of names."""
        return cards(self.site, self.known)

    @cached_property
    def staying(self) -> tuple[Card, ...]:
        """The cards of the members that have not ceased, in the order of names."""
        return tuple([card for card in self.cards if card.status is not Status.CEASED])

    def newest(self, number: int) -> tuple[Card, ...]:
        """Return the members that joined last, the last first; those that have ceased are no news."""
        today = self.site.today
        dated = [(-card.since.toordinal(), card.order, card) for card in self.staying if card.since]
        return tuple([card for day, _, card in sorted(dated) if -day <= today.toordinal()][:number])

    @cached_property
    def ways(self) -> Mapping[str, Way]:
        """The ways to browse the members, by the name of their segment."""
        return browse.ways(self.cards, self.site.addresses)
