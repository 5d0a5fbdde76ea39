"""Which empty fields of a member are tried, and with which values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.matching.chain_offices import municipality_of
from generator.matching.eligibility import OFFICE, SERVICES
from generator.records.member import Address
from generator.records.offer import ExchangeKind, ExchangeStatus, Need, Offer, Terms
from generator.vocabularies.areas import ITALY, REGIONS, parse

if TYPE_CHECKING:
    from generator.matching.eligibility import Field
    from generator.matching.subjects import Subjects
    from generator.records.member import Member
    from generator.vocabularies import Vocabularies

MOST = 6
"""A field is tried with so many services, or towns, at most."""
FIRST = 3
"""A first offer is tried with so many services at most."""
LASTING = timedelta(days=365)
"""How long an offer stands that is confirmed again: the most that a record may say."""
NEW = "new"
"""The id of an offer that stands only in a try."""


class Try(NamedTuple):
    """A member with one field filled.

    affected: the same with nothing but the exchanges that this changes. tells: the fields that it fills for criteria.
    """

    field: Field
    value: Any
    member: Member
    affected: Member

    @property
    def tells(self) -> tuple[Field, ...]:
        """What criteria ask that this may answer."""
        if self.field == OFFICE:
            return (OFFICE,)
        return (SERVICES,) if self.field[-1] in ("service", "services", "offers") else ()


class Tries:
    """Makes tries, always the same for the same member.

    language: of the texts. sought: services that some need is about. towns: where members have their offices, as codes
    of municipalities, those of most members first.
    """

    def __init__(
        self,
        vocabularies: Vocabularies,
        subjects: Subjects,
        language: str,
        today: date,
        sought: Collection[str],
        towns: Sequence[str],
    ) -> None:
        self._vocabularies = vocabularies
        self._subjects = subjects
        self._language = language
        self._today = today
        self._sought = sought
        self._towns = towns

    def of(self, member: Member) -> Iterator[Try]:
        """Yield what is tried for a member, its offers' and needs' own fields first."""
        for side in ("offers", "needs"):
            for one in getattr(member, side):
                if one.status is not ExchangeStatus.CONCLUDED:
                    for key, value, varied in self._exchange(member, one):
                        yield self._try_exchange(member, side, one, (side, one.id, key), value, varied)
        uncoded = tuple(offer for offer in member.offers if not offer.service)
        if not member.services:
            for code in self._done(member):
                yield self._try_member(member, "services", code, {"services": (code,)}, uncoded)
        unbounded = tuple(offer for offer in member.offers if not offer.area)
        if unbounded and not member.serves:
            for code in self._areas(member):
                yield self._try_member(member, "serves", code, {"serves": (code,)}, unbounded)
        if member.address is None and (member.offers or member.needs):
            yield from self._office(member)
        if not member.offers:
            yield from self._first_offer(member)

    def _exchange(self, member: Member, one: Offer | Need) -> Iterator[tuple[str, Any, dict[str, Any]]]:
        """Yield key, value and what is to be put into an offer or a need."""
        if one.expires < self._today:
            expires = self._today + LASTING
            yield "expires", expires, {"expires": expires}
            return
        if not one.service:
            for code in self._services(member, one):
                yield "service", code, {"service": code}
        if not one.area and not (isinstance(one, Offer) and member.serves):
            for code in self._areas(member):
                yield "area", code, {"area": (code,)}
        if not one.terms:
            for terms in Terms:
                yield "terms", terms, {"terms": (terms,)}

    def _services(self, member: Member, one: Offer | Need) -> list[str]:
        """Return services that an exchange without code may be of: what its text names, then what its member does."""
        named = self._named(one.title, one.description or "")
        return list(dict.fromkeys((*named, *(member.services if isinstance(one, Offer) else ()))))[:MOST]

    def _done(self, member: Member) -> list[str]:
        """Return services that a member without any may do: those it offers, those its texts name, its activities'."""
        offered = (offer.service for offer in member.offers if offer.service)
        words = self._named(member.summary or member.name, " ".join((member.description or "", *member.keywords)))
        return list(dict.fromkeys((*offered, *words, *self._of_activities(member))))[:MOST]

    def _of_activities(self, member: Member) -> Iterable[str]:
        for one in sorted(member.activities, key=lambda activity: not activity.main):
            known = self._vocabularies.ateco.get(one.ateco)
            if known is not None:
                yield from self._by_division.get(known.division, ())

    @cached_property
    def _by_division(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in sorted(self._vocabularies.services):
            for division in self._vocabularies.services[code].divisions:
                found.setdefault(division, []).append(code)
        return found

    def _named(self, title: str, text: str) -> list[str]:
        named = self._subjects.read(title, text).named
        return sorted(named, key=lambda code: (-named[code], code))

    def _areas(self, member: Member) -> Iterator[str]:
        """Yield the codes of province, region and country of a member's office, the narrowest first."""
        place = municipality_of(member.address, self._vocabularies)
        if place is not None:
            number = next(number for number, code in REGIONS.items() if code == place.region)
            yield from (f"{ITALY}-{place.province}", f"{ITALY}-{number}", ITALY)

    def _office(self, member: Member) -> Iterator[Try]:
        """Yield offices in the towns where most members are, of those that it says to serve where it says so."""
        areas = [area for code in member.serves if (area := parse(code, self._vocabularies))]
        places = ((code, self._vocabularies.municipalities.get(code)) for code in self._towns)
        likely = (
            code for code, place in places if place and (not areas or any(area.contains(place) for area in areas))
        )
        for code in islice(likely, MOST):
            moved = member.model_copy(update={"address": Address.model_validate({"municipality": code})})
            yield Try(OFFICE, code, moved, moved)

    def _first_offer(self, member: Member) -> Iterator[Try]:
        """Yield an offer of each service that the member does and that somebody seeks."""
        for code in [code for code in member.services if code in self._sought][:FIRST]:
            title = self._vocabularies.services[code].labels.get(self._language)[:80]
            offer = Offer.model_construct(
                id=NEW, kind=ExchangeKind.SERVICE, service=code, title=title, expires=self._today + LASTING
            )
            yield self._try_member(member, "offers", code, {"offers": (offer,)}, (offer,))

    @staticmethod
    def _try_exchange(
        member: Member, side: str, one: Offer | Need, field: Field, value: Any, varied: dict[str, Any]
    ) -> Try:
        fresh = one.model_copy(update=varied)
        kept = tuple(fresh if other is one else other for other in getattr(member, side))
        alone = {"offers": (), "needs": (), side: (fresh,)}
        return Try(field, value, member.model_copy(update={side: kept}), member.model_copy(update=alone))

    @staticmethod
    def _try_member(member: Member, key: str, value: Any, varied: dict[str, Any], affected: tuple[Offer, ...]) -> Try:
        full = member.model_copy(update=varied)
        return Try((key,), value, full, full.model_copy(update={"offers": affected, "needs": ()}))
