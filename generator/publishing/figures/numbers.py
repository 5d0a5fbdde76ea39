"""All figures of a federation on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.publishing.figures.freshness import Freshness, freshness
from generator.publishing.figures.links import ChainFigures, chain_figures
from generator.publishing.figures.meeting import Meeting, meeting
from generator.publishing.figures.membership import Membership, membership
from generator.publishing.figures.row import Row
from generator.publishing.figures.trade import Trade, trade
from generator.publishing.figures.works import calls, initiatives
from generator.records.call import CallState

if TYPE_CHECKING:
    from generator.publishing.members.roll import Roll


class Numbers(NamedTuple):
    """What the page of figures tells, in plain values."""

    day: date
    membership: Membership
    trade: Trade
    meeting: Meeting
    chains: tuple[ChainFigures, ...]
    calls: tuple[Row, ...]
    initiatives: tuple[Row, ...]
    freshness: Freshness
    joinable: int
    """Calls that can be joined today."""


def numbers(roll: Roll) -> Numbers:
    """Return the figures of a roll's site: nothing that is not in its records."""
    site, members, engaged = roll.site, roll.site.federation.members, roll.site.federation.engaged
    return Numbers(
        day=site.today,
        membership=membership(roll.cards, roll.ways, site.today),
        trade=trade(((card, members[card.slug]) for card in roll.staying if card.slug in engaged), site),
        meeting=meeting((card.slug for card in roll.staying), site),
        chains=tuple(chain_figures(site)),
        calls=calls(site),
        initiatives=initiatives(site),
        freshness=freshness((members[card.slug] for card in roll.staying), site.today),
        joinable=sum(len(site.calls_by_state[state]) for state in (CallState.CLOSING, CallState.OPEN)),
    )
