"""An offer or a need, prepared to be held against others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin
from typing import TYPE_CHECKING

from generator.matching.reach import Reach, Reaches
from generator.processes.sharing import FEW, shared
from generator.records.member import Status
from generator.records.offer import ExchangeStatus, Need, Offer

if TYPE_CHECKING:
    from datetime import date

    from generator.matching.reasons import Ref
    from generator.matching.subjects import Subjects, Text
    from generator.matching.weights import Weights
    from generator.records.chain import Chain
    from generator.records.member import Member
    from generator.vocabularies.distance import Point

_TELLING = 4
"""Where a service's code is missing, so many words lead to an exchange."""

LEAVING = frozenset((Status.WINDING_UP, Status.CEASED))
"""Whoever is on the way out meets nobody."""


@dataclass(frozen=True, slots=True, eq=False)
class Exchange:
    """What of an offer or a need decides whether it meets another.

    begins, ends: proleptic ordinals of the first and the last day from today on. group: of its own code. about:
    services, and how surely it is about each; leads: those by which others find it. words: telling terms, a vector of
    length 1; tells: the most telling ones. stage: of its chain, by number, -1 without one. at: its member's place, as
    a point on the unit sphere.
    """

    ref: Ref
    kind: str
    service: str
    group: str
    about: Mapping[str, float]
    leads: frozenset[str]
    words: Mapping[str, float]
    tells: frozenset[str]
    terms: frozenset[str]
    begins: int
    ends: int
    reach: Reach
    point: Point | None
    at: tuple[float, float, float] | None
    chain: str
    stage: int
    in_talks: bool


class Preparation:
    """Prepares what stands on a day."""

    def __init__(
        self, subjects: Subjects, reaches: Reaches, weights: Weights, chains: Mapping[str, Chain], today: date
    ) -> None:
        self._subjects = subjects
        self._reaches = reaches
        self._weights = weights
        self._stages = {
            (slug, stage.id): number for slug, chain in chains.items() for number, stage in enumerate(chain.stages)
        }
        self._today = today
        self._sets: dict[frozenset[str], frozenset[str]] = {}

    def everything(
        self, members: Sequence[tuple[str, Member]], workers: int | None = None
    ) -> Iterator[tuple[str, list[Exchange], list[Exchange]]]:
        """Yield each member's slug with its offers and its needs that stand today, by their ids.

        To read the texts takes longest; processes share that.
        """
        parts = [members[start : start + FEW] for start in range(0, len(members), FEW)]
        read = dict(shared(self._read, parts, workers))
        for number, part in enumerate(parts):
            texts = iter(read.pop(number))
            for slug, member in part:
                offers, needs = self._standing(member, member.offers), self._standing(member, member.needs)
                yield (
                    slug,
                    [self._prepared(slug, member, offer, next(texts)) for offer in offers],
                    [self._prepared(slug, member, need, next(texts)) for need in needs],
                )

    def _read(self, members: Sequence[tuple[str, Member]]) -> list[Text]:
        return [
            self._subjects.read(exchange.title, exchange.description or "")
            for _, member in members
            for exchanges in (member.offers, member.needs)
            for exchange in self._standing(member, exchanges)
        ]

    def _standing(self, member: Member, exchanges: Sequence[Offer] | Sequence[Need]) -> list[Offer | Need]:
        """Return those that stand today; none of a member that winds up or is gone."""
        if member.status in LEAVING:
            return []
        return sorted([one for one in exchanges if one.stands(self._today)], key=lambda one: one.id)

    def _prepared(self, slug: str, member: Member, exchange: Offer | Need, text: Text) -> Exchange:
        subjects, service = self._subjects, exchange.service or ""
        named, words = subjects.kept(text)
        areas = exchange.area or (member.serves if isinstance(exchange, Offer) else ())
        point = self._reaches.point(member.address)
        begins = self._today if exchange.begins is None else max(exchange.begins, self._today)
        about = self._about(member, exchange, named)
        return Exchange(
            ref=(slug, exchange.id),
            kind=exchange.kind.value,
            service=service,
            group=subjects.group(service),
            about=about,
            leads=self._shared(service for service, sure in about.items() if sure >= self._weights.strength_lead),
            words=words,
            tells=frozenset(sorted(words, key=lambda word: (-words[word], word))[:_TELLING]),
            terms=self._shared(terms.value for terms in exchange.terms),
            begins=begins.toordinal(),
            ends=exchange.expires.toordinal(),
            reach=self._reaches.stated(areas) if areas else self._reaches.home(member.address),
            point=point,
            at=_on_sphere(point) if point else None,
            chain=exchange.chain or "",
            stage=self._stages.get((exchange.chain or "", exchange.stage or ""), -1),
            in_talks=exchange.status is ExchangeStatus.IN_TALKS,
        )

    def _shared(self, codes: Iterable[str]) -> frozenset[str]:
        """Return a set of codes, one object for all that are equal: there are few, and many who hold them."""
        found = frozenset(codes)
        return self._sets.setdefault(found, found)

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


def _on_sphere(point: Point) -> tuple[float, float, float]:
    latitude, longitude = map(radians, point)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)
