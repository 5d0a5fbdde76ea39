"""An initiative: what the programme of a year does on a track."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from generator.languages import N_
from generator.records.criteria import Criteria
from generator.records.record import Code, Record
from generator.records.scalars import Day, Decimal, DocumentAddress, Line, Prose, Slug, WebAddress

InitiativeRef = Annotated[str, Field(pattern=r"^[0-9]{4}/[a-z0-9]+(-[a-z0-9]+)*$")]
"""Year and file name: `2023/collaborare`."""


class InitiativeKind(Code):
    """What sort of work it is."""

    TRAINING = "training", N_("Training")
    RESEARCH = "research", N_("Research")
    EVENT = "event", N_("Event")
    SERVICE = "service", N_("Service")
    PROJECT = "project", N_("Project")
    WORKING_GROUP = "working_group", N_("Working group")
    COMMUNICATION = "communication", N_("Communication")


class InitiativeStatus(Code):
    """How far it has come."""

    PLANNED = "planned", N_("Planned")
    RUNNING = "running", N_("Under way")
    CONCLUDED = "concluded", N_("Concluded")
    DROPPED = "dropped", N_("Dropped")


class Period(Record):
    """From one day to another, both included."""

    begins: Day = Field(alias="from", title=N_("From"), description=N_("The first day."))
    ends: Day | None = Field(default=None, alias="to", title=N_("To"), description=N_("The last day."))

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.ends is not None and self.begins > self.ends:
            raise PydanticCustomError("ends_before_it_begins", "an end after the beginning")
        return self


class Milestone(Record):
    """A step that can be seen to be done."""

    id: Slug = Field(title=N_("Id"), description=N_("A short name within this initiative, never changed."))
    date: Day = Field(title=N_("Date"), description=N_("The day for which it is planned."))
    title: Line = Field(title=N_("Title"), description=N_("What will have been done."))
    done_on: Day | None = Field(default=None, title=N_("Done on"), description=N_("The day on which it was done."))


class Partner(Record):
    """Who takes part: a member of the federation, or somebody else by name."""

    member: Slug | None = Field(
        default=None, title=N_("Member"), description=N_("The member's file name without .yml.")
    )
    name: Line | None = Field(
        default=None, title=N_("Name"), description=N_("The name of a partner that is no member.")
    )
    url: WebAddress | None = Field(default=None, title=N_("Website"), description=N_("The partner's website."))

    @model_validator(mode="after")
    def _one_of_two(self) -> Partner:
        if (self.member is None) == (self.name is None):
            raise PydanticCustomError("member_or_name", "either a member or a name")
        return self


class Place(Record):
    """Where it happens."""

    name: Line | None = Field(default=None, title=N_("Name"), description=N_("A hall, an address, or «online»."))
    municipality: Line | None = Field(
        default=None,
        title=N_("Municipality"),
        description=N_("The ISTAT code of the municipality."),
        json_schema_extra={"x-vocabulary": "municipalities"},
    )


class Result(Record):
    """A figure that was reached."""

    indicator: Line = Field(title=N_("Indicator"), description=N_("What was counted."))
    value: Decimal = Field(title=N_("Value"), description=N_("The figure."))
    date: Day = Field(title=N_("Date"), description=N_("The day of the count."))
    goal: Slug | None = Field(
        default=None, title=N_("Goal"), description=N_("The goal of the track that it counts towards.")
    )


class Document(Record):
    """A document to read or download."""

    title: Line = Field(title=N_("Title"), description=N_("The document's title."))
    url: DocumentAddress = Field(
        title=N_("Address"), description=N_("A web address, or a path of this site: /documents/plan.pdf.")
    )
    date: Day | None = Field(default=None, title=N_("Date"), description=N_("The document's date."))


class Initiative(Record):
    """`content/programme/<year>/<slug>.yml`."""

    title: Annotated[Line, Field(max_length=120)] = Field(title=N_("Title"), description=N_("The initiative's title."))
    track: Slug = Field(title=N_("Track"), description=N_("The track's file name without .yml."))
    kind: InitiativeKind = Field(title=N_("Kind"), description=N_("What sort of work it is."))
    announced: Day | None = Field(
        default=None, title=N_("Announced on"), description=N_("The day of its announcement.")
    )
    summary: Annotated[Line, Field(max_length=200)] = Field(
        title=N_("In one sentence"), description=N_("What it does, in at most 200 characters.")
    )
    description: Prose | None = Field(
        default=None, title=N_("Description"), description=N_("The whole story, in Markdown.")
    )
    goals: tuple[Slug, ...] = Field(
        default=(), title=N_("Goals"), description=N_("Ids of the track's goals that it serves.")
    )
    audience: Criteria | None = Field(default=None, title=N_("Audience"), description=N_("Which members it is for."))
    period: Period | None = Field(default=None, title=N_("Period"), description=N_("From when to when."))
    milestones: tuple[Milestone, ...] = Field(
        default=(), title=N_("Milestones"), description=N_("Steps that can be seen to be done.")
    )
    status: InitiativeStatus = Field(
        default=InitiativeStatus.PLANNED, title=N_("Status"), description=N_("How far it has come.")
    )
    partners: tuple[Partner, ...] = Field(default=(), title=N_("Partners"), description=N_("Who takes part."))
    place: Place | None = Field(default=None, title=N_("Place"), description=N_("Where it happens."))
    results: tuple[Result, ...] = Field(default=(), title=N_("Results"), description=N_("Figures that were reached."))
    documents: tuple[Document, ...] = Field(
        default=(), title=N_("Documents"), description=N_("Documents to read or download.")
    )
    continues: InitiativeRef | None = Field(
        default=None, title=N_("Continues"), description=N_("Last year's initiative: 2023/collaborare.")
    )
    calls: tuple[Slug, ...] = Field(
        default=(), title=N_("Calls"), description=N_("Calls that belong to it, by file name.")
    )
    former_slugs: tuple[Slug, ...] = Field(
        default=(), title=N_("Former names of the file"), description=N_("Old addresses that lead here.")
    )
