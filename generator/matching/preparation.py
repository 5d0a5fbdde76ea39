"""Offers and needs read from the records: what stands on a day, prepared to be held against others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import cos, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from generator.matching.exchange import Exchange, Form, Place, Subject
from generator.matching.exchanges import Exchanges, Shared
from generator.processes.sharing import FEW, shared
from generator.records.member import Member, Status
from generator.records.offer import ExchangeKind, ExchangeStatus, Need, Offer

if TYPE_CHECKING:
    from datetime import date

    from generator.matching.reach import Reaches
    from generator.matching.subjects import Subjects
    from generator.matching.weights import Weights
    from generator.records.chain import Chain
    from generator.vocabularies.distance import Point

LONGEST = timedelta(days=366)
"""No offer and no need stands for longer."""

LEAVING = frozenset((Status.WINDING_UP, Status.CEASED))
"""Whoever is on the way out meets nobody."""


class Standing(NamedTuple):
    """Offers and needs of members, in the order of these."""

    offers: Exchanges
    needs: Exchanges

    @classmethod
    def none(cls) -> Standing:
        """Return columns without anything in them, which share what they have in common."""
        common = Shared()
        return cls(Exchanges(common), Exchanges(common))


class Preparation:
    """Prepares what stands on a day."""

    def __init__(
        self, subjects: Subjects, reaches: Reaches, weights: Weights, chains: Mapping[str, Chain], today: date
    ) -> None:
        self._subjects = subjects
        self._reaches = reaches
        self._weights = weights
        self._stages = {
            (slug, stage.id): number for slug, one in chains.items() for number, stage in enumerate(one.stages)
        }
        self._today = today
        self._places: dict[Point, Place] = {}

    def everything(self, members: Sequence[tuple[str, Member]], workers: int | None = None) -> Standing:
        """Return what stands of members. To read the texts takes longest; processes share that."""
        parts = [members[start : start + FEW] for start in range(0, len(members), FEW)]
        standing, waiting, following = Standing.none(), dict[int, Standing](), 0
        for number, part in shared(self._part, parts, workers):
            waiting[number] = part
            # In the order of members, whoever is done first; and nothing is held twice for longer than it must.
            while following in waiting:
                one = waiting.pop(following)
                numbers = standing.offers.shared.numbers(one.offers.shared, self._reaches)
                standing.offers.extend(one.offers, numbers)
                standing.needs.extend(one.needs, numbers)
                following += 1
        return standing

    def _part(self, members: Sequence[tuple[str, Member]]) -> Standing:
        standing = Standing.none()
        for slug, member in members:
            offers, needs = self.of(slug, member)
            for side, exchanges in zip(standing, (offers, needs), strict=True):
                for one in exchanges:
                    side.append(one)
        return standing

    def of(self, slug: str, member: Member) -> tuple[list[Exchange], list[Exchange]]:
        """Return the offers and needs of a member that stand, by their ids; none of one that winds up or is gone."""
        if member.status in LEAVING:
            return [], []
        place = self._place(self._reaches.point(member.address))
        return (
            [self._prepared(slug, member, place, one) for one in self._standing(member.offers)],
            [self._prepared(slug, member, place, one) for one in self._standing(member.needs)],
        )

    def wanted(self, service: str, title: str, areas: tuple[str, ...]) -> Exchange:
        """Return a need of nobody, within areas, for as long as anybody plans."""
        ends = self._today + LONGEST
        need = Need.model_construct(
            id="", kind=ExchangeKind.SERVICE, service=service, title=title, expires=ends, area=areas
        )
        return self._prepared("", Member.model_construct(name=""), None, need)

    def _standing(self, exchanges: Sequence[Offer] | Sequence[Need]) -> list[Offer | Need]:
        return sorted([one for one in exchanges if one.stands(self._today)], key=lambda one: one.id)

    def _prepared(self, slug: str, member: Member, place: Place | None, exchange: Offer | Need) -> Exchange:
        named, words = self._subjects.read(exchange.title, exchange.description or "")
        areas = exchange.area or (member.serves if isinstance(exchange, Offer) else ())
        begins = self._today if exchange.begins is None else max(exchange.begins, self._today)
        return Exchange(
            ref=(slug, exchange.id),
            subject=self._subject(member, exchange, named),
            form=self._form(exchange),
            words=words,
            begins=begins.toordinal(),
            ends=exchange.expires.toordinal(),
            reach=self._reaches.stated(areas) if areas else self._reaches.home(member.address),
            place=place,
        )

    def _form(self, exchange: Offer | Need) -> Form:
        return Form(
            kind=exchange.kind.value,
            terms=frozenset([terms.value for terms in exchange.terms]),
            in_talks=exchange.status is ExchangeStatus.IN_TALKS,
            chain=exchange.chain or "",
            stage=self._stages.get((exchange.chain or "", exchange.stage or ""), -1),
        )

    def _place(self, point: Point | None) -> Place | None:
        if point is None:
            return None
        if point not in self._places:
            latitude, longitude = map(radians, point)
            at = cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
            self._places[point] = Place(point, at)
        return self._places[point]

    def _subject(self, member: Member, exchange: Offer | Need, named: Mapping[str, float]) -> Subject:
        service, lead = exchange.service or "", self._weights.strength_lead
        about = self._about(member, exchange, named)
        leads = frozenset([one for one, sure in about.items() if sure >= lead])
        return Subject(service, self._subjects.group(service), tuple(about.items()), leads)

    def _about(self, member: Member, exchange: Offer | Need, named: Mapping[str, float]) -> dict[str, float]:
        weights, service = self._weights, exchange.service
        about = dict(named)
        if service:
            group = self._subjects.group(service)
            akin = {other for other in named if self._subjects.group(other) == group}
            for other in named:
                about[other] *= weights.strength_akin if other in akin else weights.strength_alien
            about = {other: sure for other, sure in about.items() if sure >= weights.strength_least}
            sure = weights.strength_doubted if akin and service not in akin else weights.strength_code
            for broader in self._subjects.broader.get(service, ()):
                about[broader] = max(about.get(broader, 0.0), weights.strength_broader)
            about[service] = sure
        elif isinstance(exchange, Offer):
            for done in member.services:
                about[done] = max(about.get(done, 0.0), weights.strength_profile)
        return about
