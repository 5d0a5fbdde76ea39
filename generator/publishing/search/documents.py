"""Records as documents to find: what is searched of each, and what a result shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from generator.publishing.places import Places
from generator.publishing.search import pages
from generator.records.member import Status
from generator.search.document import Document, Texts

if TYPE_CHECKING:
    from generator.publishing.members.card import Card
    from generator.publishing.search.pages import Handwritten
    from generator.publishing.site import Site
    from generator.records.call import Call
    from generator.records.chain import Chain
    from generator.records.initiative import Initiative
    from generator.records.member import Address, Member
    from generator.records.offer import Need, Offer
    from generator.records.record import Code
    from generator.records.track import Track


LINE = 100
"""The longest line that a result shows, in characters: what results show is most of what a search fetches."""

_LINK = re.compile(r"\]\([^)\s]*\)")


class Documents:
    """Turns records into documents; words of codes are found once for each code and kept."""

    def __init__(self, site: Site, cards: Sequence[Card]) -> None:
        self._site = site
        self._places = Places(site)
        self._service, self._activity = cache(self._service_words), cache(self._activity_words)
        self._place, self._area = cache(self._place_words), cache(self._places.area)
        self.members = sorted(cards, key=_whereabouts)
        """The members in the order of their documents, which is that of their places: what is found together is often
        near together, and then comes in one block.
        """

    def all(self, handwritten: Iterable[Handwritten] = ()) -> tuple[Document, ...]:
        """Return the document of every record and hand-written page, kinds one after the other, members first."""
        federation = self._site.federation
        return (
            *(self._member(card, federation.members[card.slug]) for card in self.members),
            *(self._call(slug, call) for slug, call in federation.calls.items()),
            *(self._initiative(key, one) for key, one in federation.initiatives.items()),
            *(self._track(slug, track) for slug, track in federation.tracks.items()),
            *(self._chain(slug, chain) for slug, chain in federation.chains.items()),
            *(pages.document(page, short(page.description)) for page in sorted(handwritten)),
        )

    def _member(self, card: Card, member: Member) -> Document:
        certificates = (one.name for one in member.certifications)
        kind = card.kind.label if card.kind.stated else ""
        texts = Texts(
            name=_lines((member.name, member.legal_name)),
            keywords=_lines((*member.keywords, *map(self._said, member.profiles), *certificates)),
            services=_lines((*self._services(member.services), *self._trades(member), kind)),
            offers=_lines(self._exchanges(member.offers)),
            needs=_lines(self._exchanges(member.needs)),
            place=self._address(member.address),
            summary=member.summary or "",
            description=plain(member.description),
        )
        return Document(
            kind="member",
            address=self._site.addresses.member(card.slug),
            title=card.name,
            place=card.place,
            line=short(card.line),
            texts=texts,
            seeks=short(card.seeks),
            logo=card.logo or "",
            status="" if card.status is Status.ACTIVE else card.status.value,
        )

    def _call(self, slug: str, call: Call) -> Document:
        texts = Texts(
            name=call.title,
            keywords=_lines((call.theme, call.issuer)),
            services=self._said(call.kind),
            needs=_lines(self._services(one.service for one in call.seeks)),
            place=_lines(map(self._area, call.criteria.area)) if call.criteria else "",
            summary=call.summary or "",
            description=_lines((plain(call.description), plain(call.how_to_join), call.effort)),
        )
        return Document("call", self._site.addresses.call(slug), call.title, "", short(call.summary or ""), texts)

    def _initiative(self, key: str, one: Initiative) -> Document:
        track, year = self._site.federation.tracks.get(one.track), key[:4]
        town = self._place(one.place.municipality) if one.place and one.place.municipality else ""
        texts = Texts(
            name=one.title,
            keywords=_lines((year, track.title if track else "")),
            services=self._said(one.kind),
            place=_lines((one.place.name, town)) if one.place else "",
            summary=one.summary,
            description=_lines((plain(one.description), *(step.title for step in one.milestones))),
        )
        return Document("initiative", self._site.addresses.initiative(key), one.title, year, short(one.summary), texts)

    def _track(self, slug: str, track: Track) -> Document:
        goals = (goal.text for goal in track.goals)
        question = track.question or ""
        texts = Texts(name=track.title, summary=question, description=_lines((plain(track.description), *goals)))
        return Document("track", self._site.addresses.track(slug), track.title, "", short(question), texts)

    def _chain(self, slug: str, chain: Chain) -> Document:
        stages = [stage.name for stage in chain.stages]
        texts = Texts(
            name=chain.name,
            services=_lines(self._services(code for stage in chain.stages for code in stage.services)),
            place=_lines(map(self._area, chain.area)),
            summary=_lines(stages),
            description=plain(chain.description),
        )
        return Document("chain", self._site.addresses.chain(slug), chain.name, "", short(", ".join(stages)), texts)

    def _exchanges(self, exchanges: Iterable[Offer | Need]) -> Iterator[str]:
        for one in exchanges:
            if one.stands(self._site.today):
                yield _lines((one.title, plain(one.description), self._service(one.service) if one.service else ""))

    def _services(self, codes: Iterable[str]) -> Iterator[str]:
        yield from map(self._service, codes)

    def _trades(self, member: Member) -> Iterator[str]:
        yield from (self._activity(one.ateco) for one in member.activities)

    def _address(self, address: Address | None) -> str:
        if address is None:
            return ""
        if address.country == "IT":
            return self._place(address.municipality)
        return _lines((address.municipality, self._places.country(address.country)))

    def _service_words(self, code: str) -> str:
        service = self._site.vocabularies.services.get(code)
        if service is None:
            return ""
        language = self._site.language.code
        return _lines((service.labels.get(language), *service.synonyms_in(language)))

    def _activity_words(self, code: str) -> str:
        activities, language = self._site.vocabularies.ateco, self._site.language.code
        activity, sector = activities.get(code), activities.sector(code)
        title = activity.title if activity and language == "it" else ""
        return _lines((title, sector.labels.get(language) if sector else ""))

    def _place_words(self, code: str) -> str:
        vocabularies = self._site.vocabularies
        place = vocabularies.municipalities.get(code)
        if place is None:
            return ""
        province, region = vocabularies.provinces[place.province], vocabularies.regions[place.region]
        return _lines(dict.fromkeys((*place.names(), *province.names(), province.sigla, *region.names())))

    def _said(self, code: Code) -> str:
        return self._site.language.gettext(code.label)


def _whereabouts(card: Card) -> tuple[object, ...]:
    province = card.province.order if card.province else (0, "")
    return (card.region.order, province, card.place, card.sector.order, card.order)


def plain(markdown: str | None) -> str:
    """Return Markdown without the addresses of its links, which nobody searches; its signs are no words anyway."""
    return _LINK.sub("]", markdown) if markdown else ""


def short(text: str) -> str:
    """Return a line cut between words, with an ellipsis where something was cut."""
    if len(text) <= LINE:
        return text
    head = text[: LINE - 1]
    return f"{head.rpartition(' ')[0] or head}…"


def _lines(texts: Iterable[str | None]) -> str:
    return "\n".join(text for text in texts if text)
