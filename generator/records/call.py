"""A call: members are asked to act, to bid, to join or to answer, until a deadline."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.clock import HOME_ZONE
from generator.languages import N_
from generator.records.criteria import Criteria
from generator.records.initiative import InitiativeRef
from generator.records.record import Code, Record
from generator.records.scalars import (
    Amount,
    AtLeastOne,
    Day,
    Line,
    LongLine,
    Moment,
    Percentage,
    Prose,
    ServiceCode,
    Slug,
    TimeZone,
    WebAddress,
)

CLOSING_SOON = timedelta(days=7)


class CallKind(Code):
    """What is asked."""

    CALL_TO_ACTION = "call_to_action", N_("Call to action")
    EXPRESSION_OF_INTEREST = "expression_of_interest", N_("Expression of interest")
    EXTERNAL_TENDER = "external_tender", N_("External call")
    PARTNERSHIP = "partnership", N_("Search for partners")
    SURVEY = "survey", N_("Survey")


class DeadlineKind(Code):
    """What ends, or begins, at that time."""

    OPENING = "opening", N_("Opens")
    QUESTIONS = "questions", N_("Questions until")
    REGISTRATION = "registration", N_("Registration until")
    SUBMISSION = "submission", N_("Submission until")
    EVENT = "event", N_("Event")
    RESULTS = "results", N_("Results")


class CallState(Code):
    """Derived from the deadlines and the time, never typed."""

    UPCOMING = "upcoming", N_("Upcoming")
    OPEN = "open", N_("Open")
    CLOSING = "closing", N_("Closing soon")
    CLOSED = "closed", N_("Closed")
    CANCELLED = "cancelled", N_("Cancelled")


class Deadline(Record):
    """A day (until its end) or a time, in a time zone."""

    id: Slug = Field(title=N_("Id"), description=N_("A short name within this call, never changed."))
    kind: DeadlineKind = Field(
        default=DeadlineKind.SUBMISSION, title=N_("Kind"), description=N_("What ends, or begins, then.")
    )
    at: Moment = Field(title=N_("When"), description=N_("A day, which counts to its end, or a time: 2026-03-31T12:00."))
    zone: TimeZone = Field(default=HOME_ZONE, title=N_("Time zone"), description=N_("Such as Europe/Rome."))
    extended_from: Moment | None = Field(
        default=None, title=N_("Extended from"), description=N_("The first date, where it was put off.")
    )

    @property
    def moment(self) -> datetime:
        """The instant in UTC: a day opens at its first and closes at its last moment."""
        if isinstance(self.at, datetime):
            at = self.at if self.at.tzinfo else self.at.replace(tzinfo=ZoneInfo(self.zone))
            return at.astimezone(UTC)
        return _midnight(self.at if self.kind is DeadlineKind.OPENING else self.at + timedelta(days=1), self.zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


class Seek(Record):
    """A partner that is sought."""

    service: ServiceCode = Field(title=N_("Service"), description=N_("What the partner should offer."))
    number: AtLeastOne = Field(default=1, title=N_("How many"), description=N_("How many such partners are sought."))


class Value(Record):
    """The money at stake."""

    min: Amount | None = Field(default=None, title=N_("At least"), description=N_("The smallest amount."))
    max: Amount | None = Field(default=None, title=N_("At most"), description=N_("The largest amount."))
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = Field(
        default="EUR", title=N_("Currency"), description=N_("Three letters of ISO 4217: EUR.")
    )
    share: Percentage | None = Field(
        default=None, title=N_("Share"), description=N_("Per cent of the costs that are paid.")
    )

    @model_validator(mode="after")
    def _in_order(self) -> Value:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError("max_below_min", "a maximum above the minimum")
        return self


class Cancellation(Record):
    """A call that was withdrawn."""

    on: Day = Field(title=N_("Cancelled on"), description=N_("The day of the withdrawal."))
    reason: Line | None = Field(default=None, title=N_("Reason"), description=N_("Why the call was withdrawn."))


class Call(Record):
    """`calls/<slug>.yml`."""

    title: LongLine = Field(title=N_("Title"), description=N_("The call's title."))
    kind: CallKind = Field(title=N_("Kind"), description=N_("What is asked."))
    theme: Annotated[Line, Field(max_length=60)] | None = Field(
        default=None, title=N_("Theme"), description=N_("One or two words: welfare, energy.")
    )
    track: Slug | None = Field(default=None, title=N_("Track"), description=N_("The track's file name without .yml."))
    initiative: InitiativeRef | None = Field(
        default=None, title=N_("Initiative"), description=N_("Year and file name: 2023/collaborare.")
    )
    issuer: Line | None = Field(
        default=None,
        title=N_("Issued by"),
        description=N_("Who issues the call, where it is not the federation."),
    )
    url: WebAddress | None = Field(
        default=None, title=N_("Official page"), description=N_("Where the call is published.")
    )
    summary: Annotated[Line, Field(max_length=300)] | None = Field(
        default=None,
        title=N_("In one sentence"),
        description=N_("What it is about, in at most 300 characters."),
    )
    description: Prose | None = Field(
        default=None, title=N_("Description"), description=N_("The whole text, in Markdown.")
    )
    published: Day = Field(title=N_("Published on"), description=N_("The day of publication."))
    deadlines: tuple[Deadline, ...] = Field(
        default=(), title=N_("Dates"), description=N_("Opening, deadlines, events; none: always open.")
    )
    criteria: Criteria | None = Field(
        default=None, title=N_("For whom"), description=N_("Which members can take part.")
    )
    seeks: tuple[Seek, ...] = Field(
        default=(), title=N_("Partners sought"), description=N_("What partners should offer.")
    )
    effort: Line | None = Field(
        default=None, title=N_("Effort"), description=N_("What taking part costs in time or money.")
    )
    value: Value | None = Field(default=None, title=N_("Value"), description=N_("The money at stake."))
    how_to_join: Prose | None = Field(
        default=None, title=N_("How to take part"), description=N_("What to do, step by step, in Markdown.")
    )
    participants: tuple[Slug, ...] = Field(
        default=(), title=N_("Taking part"), description=N_("Members that take part, by file name.")
    )
    cancelled: Cancellation | None = Field(
        default=None, title=N_("Cancelled"), description=N_("Where the call was withdrawn.")
    )
    outcome: Prose | None = Field(default=None, title=N_("Outcome"), description=N_("What came of it, in Markdown."))
    licence: Line | None = Field(
        default=None,
        title=N_("Source and licence"),
        description=N_("Where the text is taken from elsewhere."),
    )
    former_slugs: tuple[Slug, ...] = Field(
        default=(), title=N_("Former names of the file"), description=N_("Old addresses that lead here.")
    )

    @property
    def opens(self) -> datetime:
        """When it opens, in UTC: the opening among its dates, else the start of the day of publication."""
        for deadline in self.deadlines:
            if deadline.kind is DeadlineKind.OPENING:
                return deadline.moment
        return _midnight(self.published, HOME_ZONE)

    @property
    def closes(self) -> datetime | None:
        """When the last way in closes, in UTC; None where it stays open."""
        ways_in = (DeadlineKind.SUBMISSION, DeadlineKind.REGISTRATION)
        return max((one.moment for one in self.deadlines if one.kind in ways_in), default=None)

    def state(self, now: datetime) -> CallState:
        """The state at the aware time `now`; the closing instant itself is already closed."""
        if self.cancelled is not None:
            return CallState.CANCELLED
        closes = self.closes
        if closes is not None and now >= closes:
            return CallState.CLOSED
        if now < self.opens:
            return CallState.UPCOMING
        if closes is not None and closes - now <= CLOSING_SOON:
            return CallState.CLOSING
        return CallState.OPEN
