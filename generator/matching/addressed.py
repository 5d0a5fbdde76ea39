"""All members that a call addresses, found by an index rather than one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from generator.matching.eligibility import STANDING
from generator.records.call import CallKind
from generator.records.member import SocialType
from generator.vocabularies.activities import undotted
from generator.vocabularies.areas import ITALY, Level, parse

if TYPE_CHECKING:
    from generator.records.call import Call
    from generator.records.criteria import Criteria, SizeRange
    from generator.records.member import Address, Member
    from generator.vocabularies import Vocabularies

Slugs = frozenset[str]
NOBODY: Slugs = frozenset()


class Addressed:
    """Tells the members that meet criteria, as `Eligibility` says it of one member; a test holds the two together.

    A member meets a condition on what it does not state (a place, a number of employees) never: nobody is told of a
    call that they might not be meant by. Each condition is looked up in an index, which is made when it is needed.
    """

    def __init__(self, members: Mapping[str, Member], vocabularies: Vocabularies) -> None:
        self._everyone = members
        self._vocabularies = vocabularies
        self._met: dict[Criteria, Slugs] = {}

    @cached_property
    def _members(self) -> Mapping[str, Member]:
        return {slug: member for slug, member in self._everyone.items() if member.status in STANDING}

    @cached_property
    def everybody(self) -> Slugs:
        """The members that can take part in anything: all that are there to stay."""
        return frozenset(self._members)

    def by(self, call: Call) -> Slugs:
        """Return the members that a call is meant for by its criteria; nobody in particular where it names none."""
        return self.meeting(call.criteria) if call.criteria else NOBODY

    def meeting(self, criteria: Criteria) -> Slugs:
        """Return the members that meet the criteria: all of them where no condition is given."""
        if criteria not in self._met:
            conditions = list(self._conditions(criteria))
            self._met[criteria] = frozenset.intersection(*conditions) if conditions else self.everybody
        return self._met[criteria]

    def _conditions(self, criteria: Criteria) -> Iterator[Slugs]:
        """Yield the members that meet each condition that is given."""
        for index, values in (
            (self._by_category, criteria.register_category),
            (self._by_social_type, criteria.social_type),
            (self._by_profile, criteria.profiles),
            (self._by_activity, map(undotted, criteria.ateco)),
            (self._by_service, criteria.services),
            (self._by_area, map(self._place, criteria.area)),
        ):
            given = list(values)
            if given:
                yield frozenset().union(*(index.get(value, NOBODY) for value in given))
        if criteria.size and (criteria.size.min_employees is not None or criteria.size.max_employees is not None):
            yield self._of_size(criteria.size)

    def _of_size(self, size: SizeRange) -> Slugs:
        numbers, slugs = self._employees
        first = bisect_left(numbers, size.min_employees or 0)
        last = len(numbers) if size.max_employees is None else bisect_right(numbers, size.max_employees)
        return frozenset(slugs[first:last])

    def _place(self, code: str) -> tuple[str, ...]:
        area = parse(code, self._vocabularies)
        if area is None:
            return (code,)
        return (area.country, area.region, area.province, area.municipality)[: area.level]

    def _index(self, values: Callable[[Member], Iterable[object]]) -> Mapping[object, Slugs]:
        found: dict[object, set[str]] = defaultdict(set)
        for slug, member in self._members.items():
            for value in values(member):
                found[value].add(slug)
        return {value: frozenset(slugs) for value, slugs in found.items()}

    @cached_property
    def _by_category(self) -> Mapping[object, Slugs]:
        return self._index(_categories)

    @cached_property
    def _by_social_type(self) -> Mapping[object, Slugs]:
        return self._index(_social_types)

    @cached_property
    def _by_profile(self) -> Mapping[object, Slugs]:
        return self._index(lambda member: member.profiles)

    @cached_property
    def _by_service(self) -> Mapping[object, Slugs]:
        return self._index(_services)

    @cached_property
    def _by_activity(self) -> Mapping[object, Slugs]:
        return self._index(self._activities)

    @cached_property
    def _by_area(self) -> Mapping[object, Slugs]:
        return self._index(lambda member: self._places(member.address))

    @cached_property
    def _employees(self) -> tuple[list[int], list[str]]:
        """Numbers of employees in their order, and whose they are."""
        stated = sorted(
            (member.size.employees, slug)
            for slug, member in self._members.items()
            if member.size and member.size.employees is not None
        )
        return [number for number, _ in stated], [slug for _, slug in stated]

    def _activities(self, member: Member) -> Iterator[str]:
        """Yield each activity's code and all that it lies in: section, division, group, class, category."""
        for activity in member.activities:
            known = self._vocabularies.ateco.get(activity.ateco)
            if known:
                code = undotted(known.code)
                yield from (code[:length] for length in range(1, len(code) + 1))
                yield known.section

    def _places(self, address: Address | None) -> Iterator[tuple[str, ...]]:
        """Yield the areas that an address lies in, each as the way from its country to it."""
        if address is None:
            return
        yield (address.country,)
        place = self._vocabularies.municipalities.get(address.municipality) if address.country == ITALY else None
        if place is not None:
            whole = (ITALY, place.region, place.province, place.code)
            yield from (whole[:level] for level in (Level.REGION, Level.PROVINCE, Level.MUNICIPALITY))


def for_everybody(call: Call) -> bool:
    """Tell whether a call is for all members: one of the federation's own that names no criteria."""
    return call.criteria is None and call.kind is not CallKind.EXTERNAL_TENDER


def _categories(member: Member) -> Iterator[str]:
    entry = member.identifiers.entry if member.identifiers else None
    if entry and entry.category:
        yield entry.category


def _social_types(member: Member) -> tuple[SocialType, ...]:
    if member.social_type is SocialType.BOTH:
        return tuple(SocialType)
    return (member.social_type,) if member.social_type else ()


def _services(member: Member) -> Iterator[str]:
    """Yield each service, and those that it stands below."""
    for code in (*member.services, *(offer.service for offer in member.offers if offer.service)):
        parts = code.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))
