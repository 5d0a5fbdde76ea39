"""Which members a call is for, by its criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.matching.chain_offices import municipality_of
from generator.records.criteria import Criteria
from generator.records.member import Member, SocialType, Status
from generator.vocabularies import Vocabularies
from generator.vocabularies.activities import undotted
from generator.vocabularies.areas import Area, Level, parse

STANDING = frozenset((Status.ACTIVE, Status.FORMING))
"""Members that can take part: who winds up or has ceased cannot."""

_SOCIAL_CATEGORY = "social"

Field = tuple[str, ...]
"""Keys of a member's file: `("size", "employees")`."""

REGISTER, SOCIAL, ACTIVITIES, SERVICES, OFFICE, EMPLOYEES = (
    ("identifiers", "register", "category"),
    ("social_type",),
    ("activities",),
    ("services",),
    ("address", "municipality"),
    ("size", "employees"),
)


class Fit(NamedTuple):
    """How a member stands to criteria.

    meets: whether it meets all of them. untold: where it does not meet them only because its record does not say,
    the fields that would tell; empty where it meets them, or where what it says rules it out.
    """

    meets: bool
    untold: tuple[Field, ...] = ()


RULED_OUT = Fit(meets=False)


@dataclass(frozen=True)
class Eligibility:
    """Holds members against the criteria of one call; no criteria are met by everybody that is there to stay.

    A condition is met by any of its values: by a service or activity below a listed one too, by an office within a
    listed area, by a social co-operative of both types where either is asked. An empty list of profiles says that a
    member has none; other empty fields say nothing.
    """

    criteria: Criteria
    vocabularies: Vocabularies

    def of(self, member: Member) -> Fit:
        """Return how a member fits."""
        if member.status not in STANDING:
            return RULED_OUT
        untold = []
        for field, met in self._conditions:
            answer = met(member)
            if answer is None:
                untold.append(field)
            elif not answer:
                return RULED_OUT
        return Fit(not untold, tuple(untold))

    @cached_property
    def _conditions(self) -> list[tuple[Field, Callable[[Member], bool | None]]]:
        return list(self._asked())

    def _asked(self) -> Iterator[tuple[Field, Callable[[Member], bool | None]]]:
        asked = self.criteria
        if asked.profiles:
            yield ("profiles",), lambda member: not set(asked.profiles).isdisjoint(member.profiles)
        if asked.register_category:
            yield REGISTER, self._category
        if asked.social_type:
            yield SOCIAL, self._social
        if asked.ateco:
            yield ACTIVITIES, self._activity
        if asked.services:
            yield SERVICES, self._service
        if asked.area:
            yield OFFICE, self._office
        if asked.size and (asked.size.min_employees is not None or asked.size.max_employees is not None):
            yield EMPLOYEES, self._size

    def _category(self, member: Member) -> bool | None:
        register = member.identifiers and member.identifiers.entry
        return register.category in self.criteria.register_category if register and register.category else None

    def _social(self, member: Member) -> bool | None:
        if member.social_type is None:
            # Who is no social co-operative leaves this empty; who is one by the register has only forgotten it.
            entry = member.identifiers and member.identifiers.entry
            return None if entry and entry.category == _SOCIAL_CATEGORY else False
        asked = set(self.criteria.social_type)
        return member.social_type in asked or (member.social_type is SocialType.BOTH and bool(asked))

    def _activity(self, member: Member) -> bool | None:
        known = self.vocabularies.ateco
        done = [activity for one in member.activities if (activity := known.get(one.ateco))]
        if not done:
            return None
        wanted = [undotted(code) for code in self.criteria.ateco]
        return any(undotted(one.code).startswith(code) or one.section == code for one in done for code in wanted)

    def _service(self, member: Member) -> bool | None:
        done = _done(member)
        return _below(done, self.criteria.services) if done else None

    def _office(self, member: Member) -> bool | None:
        if member.address is None:
            return None
        place = municipality_of(member.address, self.vocabularies)
        if place is None:
            return any(area.level is Level.COUNTRY and area.code == member.address.country for area in self._areas)
        return any(area.contains(place) for area in self._areas)

    def _size(self, member: Member) -> bool | None:
        employees, size = member.size.employees if member.size else None, self.criteria.size
        if employees is None or size is None:
            return None
        low, high = size.min_employees, size.max_employees
        return (low is None or employees >= low) and (high is None or employees <= high)

    @cached_property
    def _areas(self) -> list[Area]:
        return [area for code in self.criteria.area if (area := parse(code, self.vocabularies))]


def does(member: Member, service: str) -> bool:
    """Return whether a member does a service, or one below it, by its services or its offers."""
    return _below(_done(member), (service,))


def _done(member: Member) -> set[str]:
    return {*member.services, *(offer.service for offer in member.offers if offer.service)}


def _below(codes: Iterable[str], listed: Iterable[str]) -> bool:
    """Return whether one of the codes is a listed one, or stands below it."""
    listed = tuple(listed)
    return any(f"{code}.".startswith(f"{one}.") for code in codes for one in listed)
