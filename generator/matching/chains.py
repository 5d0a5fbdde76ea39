"""Who stands in which stage of a supply chain, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache, cached_property

from generator.languages.language import sort_key
from generator.matching.chain_area import ChainArea
from generator.matching.chain_flows import Flow, flows
from generator.records.chain import Chain, Stage
from generator.records.federation import Federation
from generator.records.member import Member, Status
from generator.records.offer import Offer
from generator.vocabularies import Vocabularies
from generator.vocabularies.activities import undotted

LASTING = frozenset((Status.ACTIVE, Status.FORMING))
"""Members that a chain can count on: who winds up or has ceased fills no stage."""


class Ground(IntEnum):
    """What puts a member into a stage, the strongest first."""

    DECLARED = 1
    """A standing offer names the stage."""
    OFFERED = 2
    """A standing offer is of a service of the stage, or below one."""
    SERVICE = 3
    """The member has such a service."""
    ACTIVITY = 4
    """The member has an activity of the stage, or below one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """A ground with its evidence: the offer, or the code of the member's service or activity."""

    ground: Ground
    code: str = ""
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Filler:
    """A member in a stage, with all reasons, the strongest first. `province` is its office's sigla, "" elsewhere."""

    slug: str
    name: str
    province: str
    reasons: tuple[Reason, ...]

    @property
    def offers(self) -> bool:
        """Whether it offers this to others today, rather than only being able to."""
        return self.reasons[0].ground <= Ground.OFFERED


@dataclass(frozen=True)
class FilledStage:
    """A stage, its place in the chain from 0, and its members by name.

    `dependents` are the places of the stages that get from it what no other gives them, or give to it what no other
    takes from them.
    """

    place: int
    stage: Stage
    fillers: tuple[Filler, ...]
    dependents: tuple[int, ...] = ()

    @property
    def missing(self) -> int:
        """How many members it lacks of its minimum."""
        return max(0, self.stage.minimum - len(self.fillers))

    @property
    def is_gap(self) -> bool:
        """Whether it has fewer members than its minimum."""
        return self.missing > 0

    @property
    def is_single_point(self) -> bool:
        """Whether one member alone keeps others going: without it, they would have nobody to turn to."""
        return len(self.fillers) == 1 and bool(self.dependents)

    @cached_property
    def by_province(self) -> Mapping[str, tuple[Filler, ...]]:
        """The members by the sigla of their office's province, in the order of siglas; "" for those elsewhere, last."""
        found: dict[str, list[Filler]] = defaultdict(list)
        for filler in self.fillers:
            found[filler.province].append(filler)
        return {sigla: tuple(found[sigla]) for sigla in sorted(found, key=lambda sigla: (sigla == "", sigla))}


@dataclass(frozen=True)
class FilledChain:
    """A chain with the members of each stage, and what passes between stages."""

    slug: str
    chain: Chain
    stages: tuple[FilledStage, ...]
    flows: tuple[Flow, ...]

    @cached_property
    def members(self) -> Mapping[str, tuple[int, ...]]:
        """The places of the stages in which each member stands, by slug, in the order of stages and names."""
        found: dict[str, list[int]] = {}
        for filled in self.stages:
            for filler in filled.fillers:
                found.setdefault(filler.slug, []).append(filled.place)
        return {slug: tuple(places) for slug, places in found.items()}

    @property
    def gaps(self) -> tuple[FilledStage, ...]:
        """The stages with fewer members than their minimum."""
        return tuple(filled for filled in self.stages if filled.is_gap)

    @property
    def single_points(self) -> tuple[FilledStage, ...]:
        """The stages that hang on one member alone."""
        return tuple(filled for filled in self.stages if filled.is_single_point)

    def neighbours(self, place: int) -> tuple[int, ...]:
        """Return the stages that give to, or take from, a stage; those before and after it where it says neither."""
        found = {flow.giver for flow in self.flows if flow.taker == place}
        found |= {flow.taker for flow in self.flows if flow.giver == place}
        beside = (one for one in (place - 1, place + 1) if 0 <= one < len(self.stages))
        return tuple(sorted(found or set(beside)))


def filled_chains(federation: Federation, vocabularies: Vocabularies, today: date) -> Mapping[str, FilledChain]:
    """Return every chain by slug with who fills its stages on a day.

    A member falls into a stage by a standing offer that names it, wherever the member is: it has said so itself. It
    also does by a standing offer of one of the stage's services, by its own services or by its activities, where it
    works in the chain's area (`ChainArea`). An offer that names another stage is kept for that one.
    """
    if not federation.chains:
        return {}
    sorter = _Sorter(federation, vocabularies, today)
    standing: dict[tuple[str, int], list[Filler]] = defaultdict(list)
    for slug, member in federation.members.items():
        if member.status in LASTING:
            for place, reasons in sorter.places(member):
                standing[place].append(Filler(slug, member.name, sorter.province(member), reasons))
    return {slug: _filled(slug, chain, standing) for slug, chain in federation.chains.items()}


def _filled(slug: str, chain: Chain, standing: Mapping[tuple[str, int], list[Filler]]) -> FilledChain:
    passing = flows(chain)
    inorder = [
        tuple(sorted(standing.get((slug, place), ()), key=lambda one: (sort_key(one.name), one.slug)))
        for place in range(len(chain.stages))
    ]
    held = [frozenset(filler.slug for filler in fillers) for fillers in inorder]
    stages = tuple(
        FilledStage(place, stage, fillers, tuple(_dependents(place, held, passing)))
        for place, (stage, fillers) in enumerate(zip(chain.stages, inorder, strict=True))
    )
    return FilledChain(slug, chain, stages, passing)


def _dependents(place: int, held: list[frozenset[str]], passing: Iterable[Flow]) -> Iterator[int]:
    """Yield the stages with other members that only this one serves: with what they take, or as the way out for it."""
    passing = tuple(passing)
    for other in range(len(held)):
        if other != place and held[other] - held[place]:
            taken = [(flow.giver, thing) for flow in passing if flow.taker == other for thing in flow.things or ("",)]
            given = [(flow.taker, thing) for flow in passing if flow.giver == other for thing in flow.things or ("",)]
            if _only_there(place, taken, held) or _only_there(place, given, held):
                yield other


def _only_there(place: int, passed: list[tuple[int, str]], held: list[frozenset[str]]) -> bool:
    """Return whether something passes between this place and another that passes to or from no other filled place."""
    elsewhere = {thing for stage, thing in passed if stage != place and held[stage]}
    return any(stage == place and thing not in elsewhere for stage, thing in passed)


class _Sorter:
    """Finds the stages that members fall into, by looking their codes up rather than by trying every stage."""

    def __init__(self, federation: Federation, vocabularies: Vocabularies, today: date) -> None:
        self._today = today
        self._vocabularies = vocabularies
        self._areas = {slug: ChainArea(chain.area, vocabularies) for slug, chain in federation.chains.items()}
        self._province = cache(self._province_of)
        self._named: dict[tuple[str, str], int] = {}
        self._services: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._activities: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for slug, chain in federation.chains.items():
            for place, stage in enumerate(chain.stages):
                self._named.setdefault((slug, stage.id), place)
                for code in dict.fromkeys(stage.services):
                    self._services[code].append((slug, place))
                for code in dict.fromkeys(stage.ateco):
                    self._activities[undotted(code)].append((slug, place))

    def province(self, member: Member) -> str:
        """Return the sigla of the province of a member's office, "" outside Italy."""
        address = member.address
        return self._province(address.municipality) if address is not None and address.country == "IT" else ""

    def _province_of(self, municipality: str) -> str:
        place = self._vocabularies.municipalities.get(municipality)
        return place.province if place else ""

    def places(self, member: Member) -> Iterator[tuple[tuple[str, int], tuple[Reason, ...]]]:
        """Yield chain and place of each stage that a member falls into, with the reasons."""
        found: dict[tuple[str, int], list[Reason]] = defaultdict(list)
        for place, reason in self._offered(member):
            found[place].append(reason)
        for place, reason in self._able(member):
            if self._areas[place[0]].is_served_by(member):
                found[place].append(reason)
        for place, reasons in found.items():
            yield place, tuple(sorted(reasons, key=lambda one: (one.ground, one.code)))

    def _offered(self, member: Member) -> Iterator[tuple[tuple[str, int], Reason]]:
        for offer in member.offers:
            if not offer.stands(self._today):
                continue
            if offer.chain and offer.stage:
                named = self._named.get((offer.chain, offer.stage))
                if named is not None:
                    yield (offer.chain, named), Reason(Ground.DECLARED, offer=offer)
                continue
            for place in self._serving(offer.service or ""):
                if offer.chain in (None, place[0]) and self._areas[place[0]].is_served_by(member, offer):
                    yield place, Reason(Ground.OFFERED, offer.service or "", offer)

    def _able(self, member: Member) -> Iterator[tuple[tuple[str, int], Reason]]:
        for code in dict.fromkeys(member.services):
            for place in self._serving(code):
                yield place, Reason(Ground.SERVICE, code)
        for code in dict.fromkeys(activity.ateco for activity in member.activities):
            for place in self._doing(code):
                yield place, Reason(Ground.ACTIVITY, code)

    def _serving(self, code: str) -> Iterator[tuple[str, int]]:
        """Yield the stages of a service, or of one above it."""
        if not self._services or not code:
            return
        parts = code.split(".")
        for end in range(len(parts), 0, -1):
            yield from self._services.get(".".join(parts[:end]), ())

    def _doing(self, code: str) -> Iterator[tuple[str, int]]:
        """Yield the stages of an activity, or of one above it: 16.10.00 stands below 16.1, and all of them below C."""
        if not self._activities:
            return
        activity = self._vocabularies.ateco.get(code)
        if activity is None:
            return
        digits = undotted(activity.code)
        above = [digits[:end] for end in range(len(digits), 1, -1)] if activity.division else []
        for one in (*above, activity.section):
            yield from self._activities.get(one, ())
