"""Whether two members have what the other seeks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, TypeVar

from generator.matching.weighing import APART

if TYPE_CHECKING:
    from generator.matching.exchange import Form
    from generator.matching.exchanges import Exchanges
    from generator.matching.scoring import Scoring

Key = TypeVar("Key", bound=Hashable)

DIGITS = 10_000
"""Scores are counted in such parts: what lies below says nothing, and could depend on the machine."""

_STAGES, _WORDS = 61, 251
"""Bits of a signature for stages of chains, then for words, twice; the services follow."""
_SERVICES = _STAGES + 2 * _WORDS


class Reciprocity:
    """Finds what one member offers that another seeks.

    Most members have nothing for each other. Each has a signature of what it offers and one of what it seeks: bits for
    all that may lead from an offer to a need. Where the two have no bit in common there is nothing to look for; where
    they have, it may be by chance.
    """

    def __init__(self, offers: Exchanges, needs: Exchanges, scoring: Scoring) -> None:
        self._offers = offers
        self._needs = needs
        self._scoring = scoring
        items = offers.shared
        leads = _bits(sorted({lead for subject in items.subjects.items for lead in subject.leads}))
        self._leads = [sum([leads[lead] for lead in subject.leads]) for subject in items.subjects.items]
        self._coded = [bool(subject.service) for subject in items.subjects.items]
        self._offered = self._signatures(offers, sought=False)
        self._sought = self._signatures(needs, sought=True)

    def best(self, giver: int, seeker: int) -> tuple[int, int] | None:
        """Return the best pair by which the seeker gives and the giver seeks, an offer and a need; None without any."""
        if not self._offered[seeker] & self._sought[giver]:
            return None
        offers, found = self._offers.of(seeker), []
        for need in self._needs.of(giver):
            meeting = self._meeting(offers, need)
            for score, offer in self._scoring.of(need, meeting) if meeting else ():
                found.append((-round(score * DIGITS), offer, need))
        return min(found)[1:] if found else None

    def _meeting(self, numbers: Sequence[int], need: int) -> list[int]:
        """Return the offers that may meet a need of another member, as `Scale.may_meet` says it, and that reach it."""
        offers, needs = self._offers, self._needs
        begins, ends = needs.begins[need], needs.ends[need]
        forms, levels = self._scoring.forms[needs.forms[need]], self._scoring.levels[needs.reaches[need]]
        leads, coded = self._leads, self._coded
        led, alone = leads[needs.subjects[need]], not coded[needs.subjects[need]]
        return [
            offer
            for offer in numbers
            if (
                leads[subject := offers.subjects[offer]] & led
                or forms[offers.forms[offer]][1]
                or ((alone or not coded[subject]) and self._share_words(offer, need))
            )
            and forms[offers.forms[offer]][0]
            and offers.begins[offer] <= ends
            and begins <= offers.ends[offer]
            and levels[offers.reaches[offer]] != APART
        ]

    def _share_words(self, offer: int, need: int) -> bool:
        return not set(self._offers.tells(offer)).isdisjoint(self._needs.tells(need))

    def _signatures(self, exchanges: Exchanges, *, sought: bool) -> list[int]:
        """Return the signature of each member.

        An offer with a code and a need without have a word in common by the first bits for words, an offer without
        and a need with one by the second bits, two without by both.
        """
        items, leads = exchanges.shared, self._leads
        forms = _staged(items.forms.items, sought=sought)
        words = [1 << (_STAGES + number % _WORDS) for number in range(len(items.terms))]
        others = [bit << _WORDS for bit in words]
        if sought:
            words, others = others, words
        found = [0] * len(items.slugs)
        for number, (owner, subject) in enumerate(zip(exchanges.owners, exchanges.subjects, strict=True)):
            signature = leads[subject] << _SERVICES | forms[exchanges.forms[number]]
            tells = exchanges.tells(number)
            for term in tells:
                signature |= words[term]
            if not self._coded[subject]:
                for term in tells:
                    signature |= others[term]
            found[owner] |= signature
        return found


def _staged(forms: Sequence[Form], *, sought: bool) -> list[int]:
    """Return bits for the stage of each form; of one that is sought also for its neighbours."""
    stages = _bits(sorted({(form.chain, form.stage) for form in forms}), _STAGES)
    around = (-1, 0, 1) if sought else (0,)
    return [
        sum({stages.get((form.chain, form.stage + step), 0) for step in around}) if form.stage >= 0 else 0
        for form in forms
    ]


def _bits(keys: Sequence[Key], most: int | None = None) -> dict[Key, int]:
    """Return a bit for each key; the same for several where there are more than `most`."""
    return {key: 1 << (number % most if most else number) for number, key in enumerate(keys)}
