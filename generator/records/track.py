"""A track (pista): one of the lines along which the programme runs over the years."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.languages import N_
from generator.records.record import Record
from generator.records.scalars import Colour, Decimal, Line, Prose, Slug, TrackNumber, Year


class Goal(Record):
    """What a track wants to reach in a year."""

    id: Slug = Field(title=N_("Id"), description=N_("A short name within this track, never changed."))
    text: Line = Field(title=N_("Goal"), description=N_("What shall be reached."))
    indicator: Line | None = Field(
        default=None, title=N_("Indicator"), description=N_("By which figure it is measured.")
    )
    target: Decimal | None = Field(default=None, title=N_("Target"), description=N_("The figure to be reached."))
    year: Year = Field(title=N_("Year"), description=N_("The year by which it shall be reached."))


class Track(Record):
    """`content/programme/tracks/<slug>.yml`."""

    number: TrackNumber = Field(title=N_("Number"), description=N_("The track's number, which also gives its order."))
    title: Annotated[Line, Field(max_length=80)] = Field(title=N_("Title"), description=N_("The track's title."))
    question: Line | None = Field(
        default=None, title=N_("Question"), description=N_("The question that the track asks.")
    )
    description: Prose | None = Field(
        default=None, title=N_("Description"), description=N_("What the track is about, in Markdown.")
    )
    colour: Colour | None = Field(
        default=None,
        title=N_("Colour"),
        description=N_("A dark colour for light paper, such as #1F5A96 (contrast at least 4.5 : 1)."),
    )
    night_colour: Colour | None = Field(
        default=None,
        title=N_("Colour at night"),
        description=N_("A light colour for the dark scheme, such as #8DBBF0 (contrast at least 4.5 : 1)."),
    )
    icon: Slug | None = Field(default=None, title=N_("Icon"), description=N_("The name of one of the theme's icons."))
    goals: tuple[Goal, ...] = Field(
        default=(), title=N_("Goals"), description=N_("What the track wants to reach, year by year.")
    )
    former_slugs: tuple[Slug, ...] = Field(
        default=(), title=N_("Former names of the file"), description=N_("Old addresses that lead here.")
    )
