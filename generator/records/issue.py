"""An issue of the newsletter: what happened between two commits, as it was sent."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.clock import HOME_ZONE
from generator.languages import N_
from generator.records.initiative import InitiativeRef, InitiativeStatus
from generator.records.record import Code, Record
from generator.records.scalars import AtLeastOne, Day, Line, LongLine, Moment, Prose, Slug, TimeZone, Truth

PICTURE_PATTERN = r"^(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+\.(png|jpe?g|gif)$"
"""A picture of this site: mail programs show no SVG and no WebP, and nobody else shall learn who reads."""


COMMIT_PATTERN = r"^[0-9a-f]{40}([0-9a-f]{24})?$"
"""A commit's whole name, of either of git's kinds."""


class Side(Code):
    """Which of the two an entry is."""

    OFFER = "offer", N_("Offer")
    NEED = "need", N_("Need")


class CallNews(Code):
    """Why a call is told."""

    NEW = "new", N_("New call")
    OPENS = "opens", N_("Opens")
    CLOSES = "closes", N_("Closes")


class Picture(Record):
    """A picture above the text."""

    path: Annotated[str, StringConstraints(pattern=PICTURE_PATTERN, max_length=200)] = Field(
        title=N_("Path"), description=N_("A PNG, JPEG or GIF of this site: /assets/images/assembly.jpg.")
    )
    alt: Line = Field(title=N_("In words"), description=N_("What is to be seen, for those who do not see it."))


class NewMember(Record):
    """A member that came."""

    member: Slug = Field(title=N_("Member"), description=N_("The member's file name without .yml."))
    name: Line = Field(title=N_("Name"), description=N_("What it was called."))
    summary: Line | None = Field(default=None, title=N_("In one sentence"), description=N_("What it does."))


class NamedExchange(Record):
    """An offer or a need, and whose it is."""

    member: Slug = Field(title=N_("Member"), description=N_("The member's file name without .yml."))
    id: Slug = Field(title=N_("Id"), description=N_("The id of the offer or need in the member's file."))
    name: Line = Field(title=N_("Name"), description=N_("What the member was called."))
    title: Line = Field(title=N_("Title"), description=N_("What is offered or sought."))


class NewExchange(NamedExchange):
    """An offer or a need that came."""

    side: Side = Field(title=N_("Side"), description=N_("Whether it is an offer or a need."))


class NewMatch(Record):
    """An offer that has come to meet a need."""

    offer: NamedExchange = Field(title=N_("Offer"), description=N_("What is offered, and by whom."))
    need: NamedExchange = Field(title=N_("Need"), description=N_("What is sought, and by whom."))


class Moved(Record):
    """An initiative that came, or came further."""

    initiative: InitiativeRef = Field(title=N_("Initiative"), description=N_("Year and file name: 2023/collaborare."))
    title: Line = Field(title=N_("Title"), description=N_("What it was called."))
    new: Truth = Field(default=False, title=N_("New"), description=N_("Whether it was announced since."))
    status: InitiativeStatus | None = Field(
        default=None, title=N_("Status"), description=N_("How far it has come, where that changed.")
    )
    milestones: tuple[Line, ...] = Field(
        default=(), title=N_("Milestones"), description=N_("The milestones that were reached since, by their titles.")
    )


class CallDate(Record):
    """A call that is new, or about to open or to close."""

    call: Slug = Field(title=N_("Call"), description=N_("The call's file name without .yml."))
    title: LongLine = Field(title=N_("Title"), description=N_("What it was called."))
    news: CallNews = Field(title=N_("News"), description=N_("Why the call is told."))
    at: Moment | None = Field(
        default=None, title=N_("When"), description=N_("The day, or the time, at which it opens or closes.")
    )
    zone: TimeZone = Field(default=HOME_ZONE, title=N_("Time zone"), description=N_("Such as Europe/Rome."))


class More(Record):
    """How many of each the issue leaves to the site."""

    members: AtLeastOne | None = Field(default=None, title=N_("Members"), description=N_("Of new members."))
    exchanges: AtLeastOne | None = Field(
        default=None, title=N_("Offers and needs"), description=N_("Of new offers and needs.")
    )
    matches: AtLeastOne | None = Field(default=None, title=N_("Matches"), description=N_("Of new matches."))
    initiatives: AtLeastOne | None = Field(default=None, title=N_("Initiatives"), description=N_("Of initiatives."))
    calls: AtLeastOne | None = Field(default=None, title=N_("Calls"), description=N_("Of calls."))


class Issue(Record):
    """`content/newsletter/<slug>.yml`."""

    title: Annotated[Line, Field(max_length=120)] | None = Field(
        default=None, title=N_("Title"), description=N_("The message's subject; without it, its date makes one.")
    )
    date: Day = Field(title=N_("Date"), description=N_("The day of the issue."))
    since: Day = Field(title=N_("Since"), description=N_("What changed since this day is told."))
    commit: Annotated[str, StringConstraints(pattern=COMMIT_PATTERN)] | None = Field(
        default=None,
        title=N_("Commit"),
        description=N_("The last commit that it tells of: the next issue begins there."),
    )
    foreword: Annotated[Prose, Field(max_length=6000)] | None = Field(
        default=None, title=N_("Foreword"), description=N_("What the office says first, in Markdown.")
    )
    picture: Picture | None = Field(
        default=None, title=N_("Picture"), description=N_("A picture above the text, with its words.")
    )
    calls: tuple[CallDate, ...] = Field(
        default=(), title=N_("Calls"), description=N_("Calls that are new, or open or close soon.")
    )
    members: tuple[NewMember, ...] = Field(default=(), title=N_("New members"), description=N_("Members that came."))
    exchanges: tuple[NewExchange, ...] = Field(
        default=(), title=N_("New offers and needs"), description=N_("Offers and needs that came.")
    )
    matches: tuple[NewMatch, ...] = Field(
        default=(), title=N_("New matches"), description=N_("Offers that have come to meet needs.")
    )
    initiatives: tuple[Moved, ...] = Field(
        default=(), title=N_("Initiatives"), description=N_("Initiatives that came, or came further.")
    )
    more: More | None = Field(
        default=None, title=N_("Left to the site"), description=N_("How many entries there were beyond these.")
    )

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.calls or self.members or self.exchanges or self.matches or self.initiatives or self.foreword)
