"""Members who write about what they offer and seek, each in ways of its own."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

PHRASES = Path(__file__).with_name("phrases.tsv")
OPENINGS = ("Cerchiamo: {}", "Ci serve: {}", "{}", "{}", "{}")
ENDINGS = ("", "", "", " a {place}", " in zona {place}", " per {season}")
SEASONS = ("la primavera", "tutto l'anno", "l'estate", "i mesi freddi")
NOISE = (
    "Rispondiamo entro due giorni.", "Preferiamo un accordo annuale, da rivedere insieme.",
    "Si paga a trenta giorni.", "Siamo raggiungibili con i mezzi pubblici.", "Un referente segue ogni incarico.",
    "Chiediamo puntualità e una fattura chiara.", "I soci sono quarantadue, quasi tutti della valle.",
    "Il primo incontro si fa da noi, davanti a un caffè.", "Orari concordati settimana per settimana.",
    "Valutiamo anche piccole quantità.", "Abbiamo un bilancio sociale e lo pubblichiamo.",
    "Il parcheggio è davanti all'ingresso.", "Nel prezzo è compreso il sopralluogo.",
    "Ci interessa lavorare con altre cooperative.", "Referenze su richiesta.", "Non chiediamo esclusive.",
    "Possiamo cominciare con una prova di un mese.", "I documenti si firmano in sede o per posta certificata.",
)  # fmt: skip
FORMS = ("co chi", "go ghi", "ca che", "ga ghe", "io i", "ia ie", "o i", "a e", "e i", "i o")


class Phrases(NamedTuple):
    """What members write about a service."""

    code: str
    general: str
    kind: str
    offers: tuple[str, ...]
    needs: tuple[str, ...]


def phrases() -> list[Phrases]:
    """Return the ways of writing about each service."""
    lines = [line for line in PHRASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return [Phrases(*row[:3], tuple(row[3:6]), tuple(row[6:9])) for row in rows]


class Writer:
    """Writes by chance, in some of the three `ways` that the phrases have of saying a thing."""

    def __init__(self, dice: random.Random, ways: tuple[int, ...]) -> None:
        self.dice = dice
        self.ways = ways

    def way(self) -> int:
        """Return one of the ways."""
        return self.dice.choice(self.ways)

    def title(self, phrase: str) -> str:
        """Return a phrase as the title of a need."""
        opening = self.dice.choice(OPENINGS)
        return opening.format(small(phrase) if opening != "{}" else phrase)

    def turned(self, text: str) -> str:
        """Return a text with its parts the other way round and each second word in another form."""
        words = [word.strip(",:;") for word in text.split() if len(word) > 3]
        self.dice.shuffle(words)
        return " ".join(_other_form(word) if at % 2 else word for at, word in enumerate(words)).capitalize()

    def ended(self, title: str, place: str) -> str:
        """Return a title with where or when behind it, where that is not too long."""
        ending = self.dice.choice(ENDINGS).format(place=place, season=self.dice.choice(SEASONS))
        return title + ending if len(title + ending) <= 80 else title

    def chatter(self) -> str | None:
        """Return sentences that say nothing about the service, or none."""
        return " ".join(self.dice.sample(NOISE, self.dice.choice((0, 0, 1, 2, 3)))) or None


def small(text: str) -> str:
    """Return a text as it stands within a sentence."""
    return text[:1].lower() + text[1:]


def _other_form(word: str) -> str:
    for form in FORMS:
        ending, other = form.split()
        if word.endswith(ending):
            return word.removesuffix(ending) + other
    return word
