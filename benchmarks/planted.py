"""Federations with known pairs of offers and needs, in Italian, and with what only looks like a pair.

Each need that was planted has one offer made for it, and offers that fail in one thing: elsewhere, at another
time, of another kind, or the same words about another service.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from benchmarks.truth import REACHED_KM, TODAY, Meant, Planted, point
from benchmarks.writer import Phrases, Writer, phrases, small
from generator.records.federation import Federation
from generator.records.member import Member
from generator.vocabularies import Vocabularies
from generator.vocabularies.areas import REGIONS
from generator.vocabularies.distance import kilometres
from generator.vocabularies.places import Municipality

TUNED, HELD_OUT = (0, 1), (2,)
"""Which of the three ways of writing are used: what weights were tuned on, and what they never were."""
ISTAT_REGIONS = {200: ("03", "08"), 2_000: ("01", "03", "05", "08", "09"), 20_000: tuple(sorted(REGIONS.values()))}

SAME_WORDS = (
    ("learning.vocational", "skill", "Corso per chi si occupa di {}"),
    ("digital.software", "service", "Programma gestionale per {}"),
    ("communication.printing", "service", "Stampa di volantini su {}"),
    ("business.insurance", "service", "Polizze per chi fa {}"),
    ("communication.photography", "service", "Fotografie e video di {}"),
    ("business.legal", "service", "Assistenza legale su contratti di {}"),
    ("business.research", "skill", "Indagine di mercato su {}"),
)


def planted(members: int, seed: int, ways: tuple[int, ...] = TUNED) -> Planted:
    """Return a federation of so many members, of 200, 2,000 or 20,000, written in these ways."""
    return _Planting(members, seed, ways).done()


class _Planting:
    def __init__(self, members: int, seed: int, ways: tuple[int, ...]) -> None:
        self.dice = random.Random(f"{members} {seed}")  # noqa: S311
        self.members = members
        self.writer = Writer(self.dice, ways)
        self.phrases = phrases()
        self.vocabularies = Vocabularies.load()
        regions = ISTAT_REGIONS[members]
        self.places = [place for place in self.vocabularies.municipalities.values() if place.region in regions]
        self.everywhere = list(self.vocabularies.municipalities.values())
        self.numbers = {istat: part for part, istat in REGIONS.items()}
        self.homes: list[Municipality] = []
        self.texts: list[dict[str, Any]] = []
        self.offers: dict[tuple[str, str], Meant] = {}
        self.needs: dict[tuple[str, str], Meant] = {}
        self.pairs: dict[tuple[str, str], tuple[tuple[str, str], str]] = {}

    def done(self) -> Planted:
        while len(self.texts) < self.members - 6:
            self._plant()
        while len(self.texts) < self.members:
            self._member(self.dice.choice(self.places))
        self._scatter()
        found = {f"coop-{number:06}": Member.model_validate(texts) for number, texts in enumerate(self.texts)}
        return Planted(Federation(members=found), self.offers, self.needs, self.pairs, self.vocabularies)

    def _plant(self) -> None:
        """Add a need, an offer that was made for it, and offers that fail in one thing."""
        dice, about = self.dice, self.dice.choice(self.phrases)
        place, disguise = dice.choice(self.places), dice.choice(DISGUISES)
        begins, expires = self._span()
        sought = self._exchange(about, about.needs, place, begins, expires, area=self._needed(place))
        other = self._nearby(place, 10, 80)
        area = self._served(other, place)
        given = self._exchange(about, about.offers, other, None, expires + timedelta(dice.randint(-20, 60)), area=area)
        self._disguise(disguise, about, given, sought)
        need = self._add("needs", self._member(place), about.code, sought)
        offer = self._add("offers", self._member(other), about.code, given)
        self.pairs[need] = offer, disguise
        for fault in (self._elsewhere, self._untimely, self._unkind, self._same_words):
            if dice.random() < 0.75:
                fault(about, place, sought)

    def _disguise(self, way: str, about: Phrases, given: dict[str, Any], sought: dict[str, Any]) -> None:
        dice = self.dice
        if way in {"need without code", "inflected"}:
            sought["service"] = None
        if way == "offer without code":
            given["service"] = None
        if way == "general code":
            dice.choice((given, sought))["service"] = about.general
        if way != "reworded":
            # The n-th way of offering and of seeking are about the same thing in other words.
            at = self.writer.way()
            sought["title"], given["title"] = self.writer.title(about.needs[at]), about.offers[at]
        if way in {"inflected", "no codes"}:
            # Nobody writes a need in the words of the offer; but some do so nearly.
            sought["title"] = self.writer.turned(given["title"])
        if way == "no codes":
            given["service"] = sought["service"] = None

    def _elsewhere(self, about: Phrases, place: Municipality, sought: dict[str, Any]) -> None:
        far = self._nearby(place, 250, 1500, self.everywhere)
        wide = self.dice.random() < 0.5
        area = [f"IT-{self.numbers[far.region]}"] if wide and far.region != place.region else [f"IT-{far.province}"]
        offer = self._exchange(about, about.offers, far, None, sought["expires"], area=area)
        self._add("offers", self._member(far), about.code, offer)

    def _untimely(self, about: Phrases, place: Municipality, sought: dict[str, Any]) -> None:
        near, dice = self._nearby(place, 5, 60), self.dice
        late = sought["expires"] + timedelta(dice.randint(1, 30))
        offer = self._exchange(
            about, about.offers, near, late, late + timedelta(dice.randint(20, 60)), area=self._served(near, place)
        )
        how = dice.randrange(3)
        if how == 1:
            offer["from"], offer["expires"] = None, TODAY - timedelta(dice.randint(1, 40))
        if how == 2:
            offer["from"], offer["status"] = None, "concluded"
        self._add("offers", self._member(near), about.code, offer)

    def _unkind(self, about: Phrases, place: Municipality, sought: dict[str, Any]) -> None:
        near = self._nearby(place, 5, 60)
        offer = self._exchange(about, about.offers, near, None, sought["expires"], area=self._served(near, place))
        offer["kind"] = "staff" if about.kind in {"good", "space"} else "space"
        lead = "Personale per {}" if offer["kind"] == "staff" else "Locali adatti a {}"
        offer["title"] = lead.format(small(offer["title"]))[:80].strip()
        self._add("offers", self._member(near), about.code, offer)

    def _same_words(self, about: Phrases, place: Municipality, sought: dict[str, Any]) -> None:
        dice, near = self.dice, self._nearby(place, 5, 60)
        service, kind, template = dice.choice([trap for trap in SAME_WORDS if trap[0] != about.code])
        offer = self._exchange(about, about.offers, near, None, sought["expires"], area=self._served(near, place))
        words = small(dice.choice([sought["title"].partition(": ")[2] or sought["title"], offer["title"]]))
        offer |= {
            "service": service if dice.random() < 0.85 else None,
            "kind": kind,
            "title": template.format(words)[:80].strip(),
        }
        self._add("offers", self._member(near), service, offer)

    def _scatter(self) -> None:
        """Give members, at random, other offers and needs: some are true pairs by chance."""
        dice = self.dice
        for number, home in enumerate(self.homes):
            for name, most in (("offers", 3), ("needs", 2)):
                about = dice.choice(self.phrases)
                if len(self.texts[number][name]) < most and dice.random() < 0.3:
                    begins, expires = self._span()
                    offered = name == "offers"
                    area = self._served(home, home) if offered else self._needed(home)
                    written = about.offers if offered else about.needs
                    exchange = self._exchange(about, written, home, begins, expires, area=area)
                    if dice.random() < 0.1:
                        exchange["service"] = None
                    self._add(name, number, about.code, exchange)

    def _exchange(
        self, about: Phrases, written: tuple[str, ...], place: Municipality, begins: date | None, expires: date,
        area: list[str],
    ) -> dict[str, Any]:  # fmt: skip
        dice = self.dice
        phrase = written[self.writer.way()]
        title = self.writer.title(phrase) if written is about.needs else phrase
        title = self.writer.ended(title, place.name)
        kind = about.kind
        if dice.random() < 0.1 and kind in {"service", "skill"} and written is about.needs:
            kind = dice.choice(["partnership", "skill", "service"])
        return {
            "kind": kind,
            "service": about.code,
            "title": title,
            "description": self.writer.chatter(),
            "terms": dice.choice((["sale"], ["sale"], ["sale", "subcontract"], ["sale", "exchange"], [])),
            "from": begins,
            "expires": min(expires, date(2027, 11, 20)),
            "area": area,
            "status": "open",
        }

    def _span(self) -> tuple[date | None, date]:
        begins = TODAY + timedelta(self.dice.randint(1, 90)) if self.dice.random() < 0.3 else None
        return begins, (begins or TODAY) + timedelta(self.dice.randint(40, 240))

    def _needed(self, place: Municipality) -> list[str]:
        way = self.dice.random()
        if way < 0.5:
            return [f"IT-{place.province}"]
        if way < 0.65:
            return [f"IT-{self.numbers[place.region]}"]
        return [place.code] if way < 0.8 else []

    def _served(self, home: Municipality, place: Municipality) -> list[str]:
        way = self.dice.random()
        if way < 0.15:
            return ["IT"]
        if way < 0.4:
            return [f"IT-{self.numbers[place.region]}"]
        if way < 0.5 and kilometres(point(home), point(place)) <= REACHED_KM * 0.6:
            return []
        return sorted({f"IT-{home.province}", f"IT-{place.province}"})

    def _nearby(self, place: Municipality, least: float, most: float, among: Any = None) -> Municipality:
        for _ in range(4000):
            other: Municipality = self.dice.choice(among or self.places)
            if least <= kilometres(point(place), point(other)) <= most:
                return other
        return place

    def _member(self, home: Municipality) -> int:
        self.homes.append(home)
        address = {"municipality": home.code}
        self.texts.append({"name": f"Cooperativa {len(self.texts)}", "address": address, "offers": [], "needs": []})
        return len(self.texts) - 1

    def _add(self, name: str, number: int, meant: str, exchange: dict[str, Any]) -> tuple[str, str]:
        texts = self.texts[number]
        id_ = f"{name[:-1]}-{len(texts[name])}"
        dates = {key: exchange[key].isoformat() for key in ("from", "expires") if exchange[key]}
        texts[name].append({**{key: value for key, value in exchange.items() if value}, **dates, "id": id_})
        ref = (f"coop-{number:06}", id_)
        (self.offers if name == "offers" else self.needs)[ref] = Meant(meant, exchange, self.homes[number])
        return ref


DISGUISES = (
    *["plain"] * 5, *["reworded"] * 4, *["need without code"] * 3, *["offer without code"] * 2, *["general code"] * 3,
    *["inflected"] * 2, "no codes",
)  # fmt: skip
"""How often a pair is disguised in which way, in twentieths."""


def many(members: int, offers: int = 3, needs: int = 2) -> Iterator[tuple[str, Member]]:
    """Yield members with so many offers and needs each, all over Italy, for measures of time."""
    planting = _Planting(20_000, members, (0, 1, 2))
    dice = planting.dice
    for number in range(members):
        home = dice.choice(planting.places)
        planting._member(home)
        for name, count in (("offers", offers), ("needs", needs)):
            for _ in range(count):
                about = dice.choice(planting.phrases)
                begins, expires = planting._span()
                offered = name == "offers"
                area = planting._served(home, home) if offered else planting._needed(home)
                written = about.offers if offered else about.needs
                exchange = planting._exchange(about, written, home, begins, expires, area)
                if dice.random() < 0.1:
                    exchange["service"] = None
                planting._add(name, number, about.code, exchange)
        yield f"coop-{number:06}", Member.model_validate(planting.texts[number])
        planting.texts[number] = {}
        planting.offers.clear()
        planting.needs.clear()
