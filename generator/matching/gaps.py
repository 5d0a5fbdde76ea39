"""What a supply chain lacks, and which members are nearest to giving it.

Nearness is measured in kilometres, and everything that a member still lacks lengthens its way: so one that does the
very thing a province further on, and a neighbour that would have to learn it, stand on one scale. `docs/chains.md`
says the same in words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from generator.languages.language import sort_key
from generator.matching.chain_area import ChainArea, has_office
from generator.matching.chain_offices import point_of
from generator.matching.chains import LASTING, FilledChain, FilledStage
from generator.records.chain import Stage
from generator.records.federation import Federation
from generator.records.member import Member
from generator.records.offer import Offer
from generator.vocabularies import Vocabularies
from generator.vocabularies.activities import undotted
from generator.vocabularies.areas import parse
from generator.vocabularies.distance import Point, kilometres

MOST = 5
"""So many members are told for a gap."""
FARTHEST = 160.0
"""Who is further than this, in kilometres with all detours, is not near."""
OTHER_AREA = 30.0
"""The detour of a member that does not work in the chain's area yet."""
NOWHERE = 100.0
"""What counts for a distance that nobody knows."""


class Likeness(IntEnum):
    """What brings a member near to a stage; the value is the detour in kilometres for what it lacks."""

    SAME = 0
    """It does the very thing, elsewhere."""
    LAPSED = 5
    """Its offer for this stage has expired or was concluded."""
    ACTIVITY_CLASS = 20
    """Its activity and one of the stage's share their class, four digits of ATECO."""
    ACTIVITY_GROUP = 35
    """Three digits."""
    SERVICE_GROUP = 40
    """Its service stands in the same group as one of the stage's."""
    ACTIVITY_DIVISION = 50
    """Two digits."""
    DIVISION_OF_SERVICE = 60
    """Its activity is of a division to which one of the stage's services belongs."""


@dataclass(frozen=True, slots=True)
class Likely:
    """What a member does that is like the stage: a service's or activity's code, or an offer, and what it lacks for it.

    `wanted` are codes of the stage: services or, where `by_activity`, activities.
    """

    likeness: Likeness
    code: str = ""
    offer: Offer | None = None
    wanted: tuple[str, ...] = ()

    @property
    def by_activity(self) -> bool:
        """Whether `wanted` are activities of the stage."""
        return self.likeness in (Likeness.ACTIVITY_CLASS, Likeness.ACTIVITY_GROUP, Likeness.ACTIVITY_DIVISION)


@dataclass(frozen=True, slots=True)
class Near:
    """A member near to filling a gap.

    `km` is the way from its office to that of `neighbour`, the nearest member of the stages that this one deals with
    (of the whole chain where these have none); both None when a place is unknown. `serves` is whether it works in
    the chain's area, `inside` whether it stands in another stage already.
    """

    slug: str
    name: str
    likely: Likely
    km: float | None
    neighbour: str | None
    serves: bool
    inside: bool

    @property
    def way(self) -> float:
        """The distance with all detours, in kilometres."""
        return (NOWHERE if self.km is None else self.km) + self.likely.likeness + (0.0 if self.serves else OTHER_AREA)


@dataclass(frozen=True)
class Gap:
    """A stage with fewer members than its minimum.

    `areas` are those of the chain in which no member of the stage has its office; all of them where each has one.
    """

    chain: FilledChain
    filled: FilledStage
    areas: tuple[str, ...]
    nearest: tuple[Near, ...]


def gaps(chain: FilledChain, federation: Federation, vocabularies: Vocabularies, today: date) -> tuple[Gap, ...]:
    """Return the gaps of a chain in the order of stages, each with the members nearest to filling it, nearest first."""
    area = ChainArea(chain.chain.area, vocabularies)
    return tuple(
        Gap(
            chain,
            filled,
            _open_areas(chain, filled, federation, vocabularies),
            tuple(_nearest(chain, filled, area, federation, vocabularies, today)),
        )
        for filled in chain.gaps
    )


def _open_areas(
    chain: FilledChain, filled: FilledStage, federation: Federation, vocabularies: Vocabularies
) -> tuple[str, ...]:
    fillers = [federation.members[filler.slug] for filler in filled.fillers]
    areas = {code: parse(code, vocabularies) for code in dict.fromkeys(chain.chain.area)}
    left = tuple(
        code
        for code, area in areas.items()
        if area is not None and not any(has_office(area, member, vocabularies) for member in fillers)
    )
    return left or tuple(areas)


def _nearest(
    chain: FilledChain,
    filled: FilledStage,
    area: ChainArea,
    federation: Federation,
    vocabularies: Vocabularies,
    today: date,
) -> list[Near]:
    standing = {filler.slug for filler in filled.fillers}
    likeness = _Likeness(chain.slug, filled.stage, vocabularies, today)
    around = _Around(_dealt_with(chain, filled), federation, vocabularies)
    found: list[Near] = []
    for slug, member in federation.members.items():
        if slug in standing or member.status not in LASTING:
            continue
        likely = min(likeness.of(member), key=lambda one: (one.likeness, one.code, one.wanted), default=None)
        if likely is not None:
            km, neighbour = around.closest(slug, point_of(member.address, vocabularies))
            serves = area.is_served_by(member)
            found.append(Near(slug, member.name, likely, km, neighbour, serves, slug in chain.members))
    near = [one for one in found if one.way <= FARTHEST]
    return sorted(near, key=lambda one: (one.way, sort_key(one.name), one.slug))[:MOST]


def _dealt_with(chain: FilledChain, filled: FilledStage) -> Iterable[str]:
    """Return the members that whoever fills the gap would deal with."""
    neighbours = (chain.stages[place] for place in chain.neighbours(filled.place))
    return {filler.slug for stage in neighbours for filler in stage.fillers} or chain.members


class _Around:
    """Where the members are that somebody would deal with: by place, for many share one."""

    def __init__(self, slugs: Iterable[str], federation: Federation, vocabularies: Vocabularies) -> None:
        self._there: dict[Point, list[str]] = defaultdict(list)
        for slug in sorted(slugs):
            point = point_of(federation.members[slug].address, vocabularies)
            if point is not None:
                self._there[point].append(slug)

    def closest(self, own: str, point: Point | None) -> tuple[float | None, str | None]:
        """Return the distance to the nearest other member, in whole hundreds of metres, and its slug."""
        found: tuple[float, str] | None = None
        if point is None:
            return None, None
        for there, slugs in self._there.items():
            # A degree of latitude is 111 km: what is further to the north or south need not be measured.
            if found is not None and abs(there[0] - point[0]) * 111 > found[0] + 1:
                continue
            other = next((slug for slug in slugs if slug != own), None)
            if other is not None:
                way = round(kilometres(point, there), 1), other
                found = way if found is None else min(found, way)
        return found or (None, None)


class _Likeness:
    """Compares members to a stage."""

    def __init__(self, chain: str, stage: Stage, vocabularies: Vocabularies, today: date) -> None:
        self._chain, self._stage, self._today = chain, stage, today
        self._known = vocabularies
        self._digits = {undotted(code): code for code in stage.ateco}
        self._groups: dict[str, list[str]] = {}
        self._divisions: dict[str, list[str]] = {}
        for code in stage.services:
            service = vocabularies.services.get(code)
            if service is not None:
                self._groups.setdefault(service.group, []).append(code)
                for division in service.divisions:
                    self._divisions.setdefault(division, []).append(code)

    def of(self, member: Member) -> Iterator[Likely]:
        """Yield what a member does that is like the stage."""
        yield from self._by_offers(member)
        offered = (offer.service for offer in member.offers if offer.service and offer.stands(self._today))
        yield from self._by_services((*member.services, *offered))
        for activity in member.activities:
            yield from self._by_activity(activity.ateco)

    def _by_offers(self, member: Member) -> Iterator[Likely]:
        for offer in member.offers:
            if (offer.chain, offer.stage) == (self._chain, self._stage.id) and not offer.stands(self._today):
                yield Likely(Likeness.LAPSED, offer=offer)

    def _by_services(self, codes: Iterable[str]) -> Iterator[Likely]:
        for code in codes:
            if any(f"{code}.".startswith(f"{wanted}.") for wanted in self._stage.services):
                yield Likely(Likeness.SAME, code)
            elif wanted := self._groups.get(code.partition(".")[0]):
                yield Likely(Likeness.SERVICE_GROUP, code, wanted=tuple(wanted))

    def _by_activity(self, code: str) -> Iterator[Likely]:
        activity = self._known.ateco.get(code)
        if activity is None:
            return
        digits = undotted(activity.code)
        for own, wanted in self._digits.items():
            if digits.startswith(own) or own == activity.section:
                yield Likely(Likeness.SAME, activity.code)
            for length, likeness in _SHARED:
                if len(own) >= length and own[:length] == digits[:length]:
                    yield Likely(likeness, activity.code, wanted=(wanted,))
        if services := self._divisions.get(activity.division):
            yield Likely(Likeness.DIVISION_OF_SERVICE, activity.code, wanted=tuple(services))


_SHARED = (
    (4, Likeness.ACTIVITY_CLASS),
    (3, Likeness.ACTIVITY_GROUP),
    (2, Likeness.ACTIVITY_DIVISION),
)
