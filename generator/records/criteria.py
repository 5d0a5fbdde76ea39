"""Whom a call or an initiative is for."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.languages import N_
from generator.records.member import Profile, SocialType
from generator.records.record import Record, VocabularyCode
from generator.records.scalars import Area, AtecoCode, Count, ServiceCode


class SizeRange(Record):
    """Bounds on the number of employees, both included."""

    min_employees: Count | None = Field(
        default=None, title=N_("At least"), description=N_("The smallest number of employees.")
    )
    max_employees: Count | None = Field(
        default=None, title=N_("At most"), description=N_("The largest number of employees.")
    )


class Criteria(Record):
    """Conditions; a member fits when it meets each that is given (any of the listed values)."""

    register_category: tuple[Annotated[str, VocabularyCode("register_categories")], ...] = Field(
        default=(), title=N_("Categories"), description=N_("Categories of the register of co-operatives.")
    )
    social_type: tuple[SocialType, ...] = Field(
        default=(), title=N_("Kind of social co-operative"), description=N_("A, B or A+B.")
    )
    ateco: tuple[AtecoCode, ...] = Field(
        default=(), title=N_("ATECO codes"), description=N_("Activities, also whole divisions: 88.")
    )
    services: tuple[ServiceCode, ...] = Field(
        default=(), title=N_("Services"), description=N_("Services that a member offers.")
    )
    area: tuple[Area, ...] = Field(
        default=(), title=N_("Area"), description=N_("Where a member is: IT-25, IT-BS, 017029.")
    )
    size: SizeRange | None = Field(default=None, title=N_("Size"), description=N_("Bounds on the number of employees."))
    profiles: tuple[Profile, ...] = Field(default=(), title=N_("Profiles"), description=N_("What sets a member apart."))
