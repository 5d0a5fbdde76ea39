"""Offers and needs: what a member gives to, and seeks from, other members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.languages import N_
from generator.records.record import Code, Record
from generator.records.scalars import Area, Day, Line, Positive, Prose, ServiceCode, Slug

if TYPE_CHECKING:
    from datetime import date


class ExchangeKind(Code):
    """What changes hands."""

    GOOD = "good", N_("Good")
    SERVICE = "service", N_("Service")
    SPACE = "space", N_("Space")
    SKILL = "skill", N_("Skill")
    PARTNERSHIP = "partnership", N_("Partnership")
    STAFF = "staff", N_("Staff")


class Terms(Code):
    """On what terms."""

    SALE = "sale", N_("Sale")
    HIRE = "hire", N_("Hire")
    LOAN = "loan", N_("Loan for use")
    EXCHANGE = "exchange", N_("Exchange")
    FREE = "free", N_("Free of charge")
    JOINT_BID = "joint_bid", N_("Joint bid")
    SUBCONTRACT = "subcontract", N_("Subcontract")
    COLLABORATION = "collaboration", N_("Collaboration")


class ExchangeStatus(Code):
    """How far an offer or a need has come."""

    OPEN = "open", N_("Open")
    IN_TALKS = "in_talks", N_("In talks")
    CONCLUDED = "concluded", N_("Concluded")


class Quantity(Record):
    """How much, and how often."""

    value: Positive = Field(title=N_("Amount"), description=N_("A number."))
    unit: Annotated[Line, Field(max_length=40)] = Field(
        title=N_("Unit"), description=N_("Such as kg, meals, hours, square metres.")
    )
    period: Annotated[Line, Field(max_length=40)] | None = Field(
        default=None, title=N_("Per"), description=N_("Such as day, week, month, year.")
    )


class _Exchange(Record):
    id: Slug = Field(title=N_("Id"), description=N_("A short name within this member, never changed: cold-chain."))
    kind: ExchangeKind = Field(title=N_("Kind"), description=N_("What changes hands."))
    service: ServiceCode | None = Field(
        default=None, title=N_("Service"), description=N_("The code of the service or good.")
    )
    title: Annotated[Line, Field(max_length=80)] = Field(title=N_("Title"), description=N_("In at most 80 characters."))
    description: Annotated[Prose, Field(max_length=600)] | None = Field(
        default=None, title=N_("Description"), description=N_("In at most 600 characters.")
    )
    terms: tuple[Terms, ...] = Field(default=(), title=N_("Terms"), description=N_("On what terms."))
    quantity: Quantity | None = Field(default=None, title=N_("Quantity"), description=N_("How much, and how often."))
    begins: Day | None = Field(
        default=None,
        alias="from",
        title=N_("From"),
        description=N_("The first day on which it is available."),
    )
    expires: Day = Field(
        title=N_("Expires"),
        description=N_("The last day; at most twelve months ahead, then confirm it again."),
    )
    area: tuple[Area, ...] = Field(
        default=(), title=N_("Area"), description=N_("Where: IT, IT-25, IT-BS, 017029; else the area served.")
    )
    chain: Slug | None = Field(
        default=None, title=N_("Supply chain"), description=N_("The supply chain that it is part of.")
    )
    stage: Slug | None = Field(default=None, title=N_("Stage"), description=N_("The stage of that supply chain."))
    status: ExchangeStatus = Field(
        default=ExchangeStatus.OPEN, title=N_("Status"), description=N_("How far it has come.")
    )
    outcome: Annotated[Prose, Field(max_length=600)] | None = Field(
        default=None, title=N_("Outcome"), description=N_("What came of it, once concluded.")
    )

    @model_validator(mode="after")
    def _in_order(self) -> _Exchange:
        if self.begins is not None and self.begins > self.expires:
            raise PydanticCustomError("ends_before_it_begins", "an end after the beginning")
        if self.stage is not None and self.chain is None:
            raise PydanticCustomError("stage_without_chain", "a chain to which the stage belongs")
        return self

    def stands(self, today: date) -> bool:
        """Whether it still stands on a day: not concluded, and its last day not over."""
        return self.expires >= today and self.status is not ExchangeStatus.CONCLUDED


class Offer(_Exchange):
    """Something that a member offers to other members."""


class Need(_Exchange):
    """Something that a member seeks among other members."""
