"""What speaks for a match, and what it lacks: plain values, which pages put into words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from generator.records.offer import ExchangeKind, Terms

Ref = tuple[str, str]
"""An offer or a need: its member's slug, and its id within the member."""


class Side(StrEnum):
    """Whose the exchange is."""

    OFFER = "offer"
    NEED = "need"


class SameService(NamedTuple):
    """Both carry the code of this service."""

    service: str


class Narrower(NamedTuple):
    """One carries a service that is part of the other's: refrigerated transport, where road haulage is sought."""

    offered: str
    sought: str


class Named(NamedTuple):
    """The text of one side, or of both, names this service by its label or a synonym, where no code says it."""

    service: str
    by: tuple[Side, ...]


class Profile(NamedTuple):
    """The offering member does this service, and the offer carries no other code."""

    service: str


class SameGroup(NamedTuple):
    """Both are about services of this group."""

    group: str


class Alike(NamedTuple):
    """Both texts use these words, as the need writes them, the most telling first."""

    words: tuple[str, ...]


class TermsFit(NamedTuple):
    """Both name these terms."""

    terms: tuple[Terms, ...]


class Overlap(NamedTuple):
    """Both stand from `begins`, today where both do already, to `ends`. `later`: it begins after today."""

    begins: date
    ends: date
    later: bool


class Covers(NamedTuple):
    """The offer's area, by its code, covers a place where the need is; the widest that does."""

    area: str


class Within(NamedTuple):
    """The offer stands within this area, by its code, in which the need seeks."""

    area: str


class Near(NamedTuple):
    """So many kilometres lie between the two members."""

    km: float


class SameStage(NamedTuple):
    """Both belong to this stage of a supply chain."""

    chain: str
    stage: str


class NextStage(NamedTuple):
    """The offer's stage and the need's lie side by side in a supply chain."""

    chain: str
    offered: str
    sought: str


class Reciprocal(NamedTuple):
    """The seeking member offers, too, what the offering one seeks: its offer, and the other's need."""

    offer: Ref
    need: Ref


Reason = (
    SameService | Narrower | Named | Profile | SameGroup | Alike | TermsFit | Overlap | Covers | Within | Near
    | SameStage | NextStage | Reciprocal
)  # fmt: skip


class NoService(NamedTuple):
    """One side has no service code, or both."""

    sides: tuple[Side, ...]


class OtherService(NamedTuple):
    """The two carry different services."""

    offered: str
    sought: str


class OtherKind(NamedTuple):
    """What changes hands is not quite the same kind of thing."""

    offered: ExchangeKind
    sought: ExchangeKind


class NoTerms(NamedTuple):
    """One side does not say its terms, or both."""

    sides: tuple[Side, ...]


class OtherTerms(NamedTuple):
    """The two name different terms."""

    offered: tuple[Terms, ...]
    sought: tuple[Terms, ...]


class NoArea(NamedTuple):
    """The offer does not say where it holds."""


class Far(NamedTuple):
    """So many kilometres lie between the two."""

    km: float


class Short(NamedTuple):
    """Both stand together for so few days only."""

    days: int


class InTalks(NamedTuple):
    """One side, or both, is talking to somebody already."""

    sides: tuple[Side, ...]


Missing = NoService | OtherService | OtherKind | NoTerms | OtherTerms | NoArea | Far | Short | InTalks
