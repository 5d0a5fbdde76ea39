"""Many offers held against one need by their columns: the same scores as `weighing.Scale` gives, sooner.

What two subjects or two forms have to do with each other is worked out once, for all that are about the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, dist
from typing import TYPE_CHECKING

from generator.matching.tables import Known, pairs
from generator.matching.weighing import COVERED, UNKNOWN, WITHIN, relating
from generator.vocabularies.distance import EARTH_KM

if TYPE_CHECKING:
    from generator.matching.exchanges import Exchanges
    from generator.matching.weighing import Scale

_AROUND = 2 * EARTH_KM


class Scoring:
    """Scores offers by their numbers. forms, likeness, levels: what an offer's is to a need's, by both numbers."""

    def __init__(self, scale: Scale, offers: Exchanges, needs: Exchanges) -> None:
        self._scale = scale
        self._offers = offers
        self._needs = needs
        self._at = [place.at if place else None for place in offers.shared.places.items]
        self._extents = [reach.extent for reach in offers.shared.reaches.items]
        self.forget()

    def forget(self) -> None:
        """Let go of what is known: with other needs it would grow without end."""
        scale, extents = self._scale, self._extents
        forms, subjects = self._offers.shared.forms.items, self._offers.shared.subjects.items
        self.forms = pairs(lambda a, b: (scale.form(forms[a], forms[b]), scale.chain(forms[a], forms[b])))
        self.likeness = pairs(lambda a, b: scale.likeness(subjects[a], subjects[b]))
        self.levels = Known(lambda need: Known(relating(extents[need]), extents))

    def of(self, need: int, numbers: Iterable[int]) -> list[tuple[float, int]]:
        """Return the offers whose score reaches the threshold, each with it before it; all must be such as may meet."""
        offers, needs, scale, at = self._offers, self._needs, self._scale, self._at
        o_forms, o_subjects, o_reaches, o_places = offers.forms, offers.subjects, offers.reaches, offers.places
        o_begins, o_ends, starts, terms, weights = (
            offers.begins, offers.ends, offers.starts, offers.terms, offers.weights,
        )  # fmt: skip
        begins, ends, here = needs.begins[need], needs.ends[need], at[needs.places[need]]
        forms, likeness = self.forms[needs.forms[need]], self.likeness[needs.subjects[need]]
        levels, words = self.levels[needs.reaches[need]], None
        threshold, least, enough = scale.weights.threshold, scale.least, scale.weights.time_enough_days
        within, far, half = scale.weights.place_within, scale.weights.place_far, scale.weights.place_far_half_km
        found = []
        for offer in numbers:
            there = at[o_places[offer]]
            if here is None or there is None:
                km = UNKNOWN
            else:
                chord = dist(there, here) / 2
                km = _AROUND * asin(chord if chord < 1.0 else 1.0)
            level = levels[o_reaches[offer]]
            if level <= WITHIN and km >= 0:
                # As `Scale.place`, without the way there: this is what takes longest.
                place = (1.0 if level == COVERED else within) * (1.0 - far * (1.0 - 0.5 ** (km / half)))
            else:
                place = scale.place(level, km)
            if place < least:
                continue
            fit, chain = forms[o_forms[offer]]
            first, last = o_begins[offer], o_ends[offer]
            days = (ends if ends < last else last) - (begins if begins > first else first) + 1
            plain = fit * place * (1.0 if days >= enough else scale.time(days))
            apart, telling = likeness[o_subjects[offer]]
            # Were the words the same, would it do?
            if 1.0 - (1.0 - plain * (1.0 - apart * (1.0 - telling))) * (1.0 - chain) < threshold:
                continue
            words = words or needs.words(need)
            alike = 0.0
            for word in range(starts[offer], starts[offer + 1]):
                if (term := terms[word]) in words:
                    alike += weights[word] * words[term]
            score = 1.0 - (1.0 - plain * (1.0 - apart * (1.0 - telling * min(1.0, alike)))) * (1.0 - chain)
            if score >= threshold:
                found.append((score, offer))
        return found
