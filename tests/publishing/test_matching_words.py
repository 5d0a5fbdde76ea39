"""Reasons for a match, and what it lacks, said in Italian and in English."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from generator.matching import reasons as because
from generator.matching.reasons import Missing, Reason, Side
from generator.publishing.matching_words import MatchWords
from generator.publishing.places import Places
from generator.records.offer import ExchangeKind, Terms
from tests.matching.met import exchange, member
from tests.publishing.woven import site

COLD, ROAD = "logistics.refrigerated-transport", "logistics.road-haulage"
ROOM = exchange(id="room", kind="space", service="spaces.rooms", title="Sala a Mantova")
CHAINS = {
    "field": {"name": "Dal campo", "stages": [{"id": "grow", "name": "Coltivare"}, {"id": "cook", "name": "Cucinare"}]}
}
MEMBERS = {"a": member(offers=[exchange()], needs=[ROOM]), "b": member(needs=[exchange()], offers=[ROOM])}
BOTH = (Side.OFFER, Side.NEED)
NEEDED, OFFERED = Side.NEED, Side.OFFER
RETURNED = because.Reciprocal(("b", "room"), ("a", "room"))

SAID: list[tuple[Reason | Missing, Side | None, str, str]] = [
    (
        because.SameService(COLD),
        NEEDED,
        "offre trasporto refrigerato, che cercate",
        "offers refrigerated transport, which you seek",
    ),
    (
        because.SameService(COLD),
        OFFERED,
        "cerca trasporto refrigerato, che offrite",
        "seeks refrigerated transport, which you offer",
    ),
    (
        because.SameService(COLD),
        None,
        "chi offre e chi cerca: trasporto refrigerato",
        "refrigerated transport is offered here and sought there",
    ),
    (
        because.Narrower(COLD, ROAD),
        NEEDED,
        "offre trasporto refrigerato: voi cercate autotrasporto di merci, che vi è vicino",
        "offers refrigerated transport, which is close to road haulage, which you seek",
    ),
    (
        because.Named(COLD, (Side.NEED,)),
        None,
        "il testo della richiesta parla di trasporto refrigerato",
        "the text of the need speaks of refrigerated transport",
    ),
    (
        because.Named(COLD, BOTH),
        None,
        "entrambi i testi parlano di trasporto refrigerato",
        "both texts speak of refrigerated transport",
    ),
    (
        because.Profile(COLD),
        None,
        "di cosa si occupa chi offre: trasporto refrigerato",
        "what the member does: refrigerated transport",
    ),
    (
        because.SameGroup("logistics"),
        None,
        "stesso campo: trasporti e logistica",
        "both are about transport and logistics",
    ),
    (
        because.Alike(("freddo", "bancali")),
        None,
        "parole in comune: freddo, bancali",
        "words of both texts: freddo, bancali",
    ),
    (
        because.TermsFit((Terms.SALE, Terms.HIRE)),
        None,
        "condizioni in comune: vendita e noleggio",
        "terms that fit: sale and hire",
    ),
    (
        because.Overlap(date(2027, 3, 1), date(2027, 6, 30), later=True),
        None,
        "disponibile da marzo 2027",
        "available from March 2027",
    ),
    (
        because.Overlap(date(2027, 3, 7), date(2027, 6, 30), later=True),
        None,
        "disponibile dal 7 marzo 2027",
        "available from the day 7 March 2027",
    ),
    (
        because.Overlap(date(2026, 11, 25), date(2027, 6, 30), later=False),
        None,
        "scadenza 30 giugno 2027",
        "until 30 June 2027",
    ),
    (because.Covers("IT-BS"), None, "zona servita: provincia di Brescia", "reaches province of Brescia"),
    (because.Within("IT-25"), None, "si trova nella zona cercata: Lombardia", "lies where it is sought: Lombardia"),
    (because.Near(14.4), None, "a 14 km", "14 km away"),
    (because.Near(0.2), None, "a due passi", "next door"),
    (
        because.SameStage("field", "grow"),
        None,
        "stessa fase di «Dal campo»: Coltivare",
        "the same stage of “Dal campo”: Coltivare",
    ),
    (
        because.NextStage("field", "grow", "cook"),
        None,
        "fasi contigue di «Dal campo»: Coltivare, Cucinare",
        "neighbouring stages of “Dal campo”: Coltivare, Cucinare",
    ),
    (
        RETURNED,
        NEEDED,
        "a sua volta cerca «Sala a Mantova», e voi offrite «Sala a Mantova»",
        "in turn seeks “Sala a Mantova”, and you offer “Sala a Mantova”",
    ),
    (
        because.NoService((Side.OFFER,)),
        None,
        "l'offerta non indica il servizio",
        "the offer does not say of which service it is",
    ),
    (
        because.OtherService(ROAD, COLD),
        None,
        "si offre autotrasporto di merci, si cerca trasporto refrigerato",
        "offered is road haulage, sought is refrigerated transport",
    ),
    (
        because.OtherKind(ExchangeKind.SKILL, ExchangeKind.SERVICE),
        None,
        "tipi diversi: competenza e servizio",
        "of different kinds: skill, service",
    ),
    (
        because.NoTerms(BOTH),
        None,
        "né l'offerta né la richiesta indicano le condizioni",
        "neither the offer nor the need says its terms",
    ),
    (
        because.OtherTerms((Terms.SALE,), (Terms.HIRE,)),
        None,
        "condizioni da concordare: vendita, oppure noleggio",
        "terms to agree on: sale, or hire",
    ),
    (because.NoArea(), None, "l'offerta non dice in quale zona vale", "the offer does not say where it holds"),
    (because.Far(1200.0), None, "1.200 km di distanza", "1,200 km lie between the two"),
    (because.Short(9), None, "giorni in comune: soltanto 9", "days on which both stand: 9 only"),
    (
        because.InTalks((Side.NEED,)),
        None,
        "sulla richiesta è già aperta una trattativa",
        "somebody is already talking about the need",
    ),
]


def words(language: str) -> MatchWords:
    """Return the words of a site in a language."""
    there = site(language=language, members=MEMBERS, chains=CHAINS)
    return MatchWords(there, Places(there))


@pytest.mark.parametrize(("what", "reader", "italian", "english"), SAID)
def test_what_is_said(what: Reason | Missing, reader: Side | None, italian: str, english: str) -> None:
    for language, expected in (("it", italian), ("en", english)):
        said = words(language)
        found = said.lack(what) if isinstance(what, get_args(Missing)) else said.reason(what, reader)  # type: ignore[arg-type]
        assert found == expected


def test_every_kind_of_reason_and_of_lack_stands_above() -> None:
    unsaid = {*get_args(Reason), *get_args(Missing)} - {type(what) for what, *_ in SAID}
    assert not unsaid


def test_all_reasons_make_a_sentence() -> None:
    from generator.matching.matches import matches
    from tests.matching.met import ITALIAN, TODAY

    there = site(language="it", members=MEMBERS, chains=CHAINS)
    (match,) = matches(there.federation, there.vocabularies, ITALIAN, TODAY).of_need("b", "cold")
    assert MatchWords(there, Places(there)).sentence(match, Side.NEED) == (
        "Offre trasporto refrigerato, che cercate; parole in comune: refrigerato, verdure, trasporto; "
        "zona servita: Lombardia; a due passi; scadenza 30 giugno 2027; condizioni in comune: vendita; "
        "a sua volta cerca «Sala a Mantova», e voi offrite «Sala a Mantova»."
    )
    assert MatchWords(there, Places(there)).missing(match) == []
