"""A supply chain (filiera): stages that members fill by what they offer."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.languages import N_
from generator.records.record import Record
from generator.records.scalars import Area, AtecoCode, Count, Line, Prose, ServiceCode, Slug


class Stage(Record):
    """One step of a chain."""

    id: Slug = Field(title=N_("Id"), description=N_("A short name within this chain, never changed."))
    name: Line = Field(title=N_("Name"), description=N_("The name of the stage."))
    services: tuple[ServiceCode, ...] = Field(
        default=(), title=N_("Services"), description=N_("Services that fill this stage.")
    )
    ateco: tuple[AtecoCode, ...] = Field(
        default=(), title=N_("ATECO codes"), description=N_("Activities that fill this stage.")
    )
    takes: tuple[Line, ...] = Field(default=(), title=N_("Takes"), description=N_("What comes in."))
    gives: tuple[Line, ...] = Field(default=(), title=N_("Gives"), description=N_("What goes out."))
    minimum: Count = Field(
        default=1, title=N_("Minimum"), description=N_("How many members this stage needs at least.")
    )


class Chain(Record):
    """`content/chains/<slug>.yml`."""

    name: Line = Field(title=N_("Name"), description=N_("The name of the supply chain."))
    description: Prose | None = Field(
        default=None, title=N_("Description"), description=N_("What the chain is for, in Markdown.")
    )
    stages: Annotated[tuple[Stage, ...], Field(min_length=1)] = Field(
        title=N_("Stages"), description=N_("The steps, in their order.")
    )
    area: tuple[Area, ...] = Field(
        default=(), title=N_("Area"), description=N_("Where the chain works: IT, IT-25, IT-BS.")
    )
    lead: Slug | None = Field(default=None, title=N_("Lead"), description=N_("The member that leads the chain."))
