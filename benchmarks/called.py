"""A federation of members all over Italy and of calls with criteria, written as YAML files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from generator.vocabularies import Vocabularies
from generator.vocabularies.areas import REGIONS

SEED = 2026
THEMES = 40
ACTIVITIES = ("01.13", "10.71", "49.41", "55.20", "56.22", "62.10", "81.21", "85.59", "87.30", "88.91", "90.20")
SOCIAL = ("A", "B", "A+B", "", "", "")
ASKED = ("A", "B", "A, A+B", "B, A+B")
KINDS = ("call_to_action", "partnership", "external_tender", "external_tender", "external_tender")


class Called:
    """Writes records by chance, the same each time."""

    def __init__(self, today: date) -> None:
        self.dice = random.Random(SEED)  # noqa: S311
        self.today = today
        known = Vocabularies.load()
        self.places = list(known.municipalities.values())
        self.provinces, self.regions, self.services = list(known.provinces), list(REGIONS), list(known.services)

    def write(self, folder: Path, members: int, calls: int) -> None:
        """Write so many members and calls into the folders of a site."""
        for number in range(members):
            (folder / "members" / f"coop-{number:06}.yml").write_text("\n".join(self._member(number)) + "\n", "utf-8")
        for number in range(calls):
            (folder / "calls" / f"call-{number:05}.yml").write_text("\n".join(self._call(number)) + "\n", "utf-8")

    def _member(self, number: int) -> Iterator[str]:
        dice = self.dice
        place, social = dice.choice(self.places), dice.choice(SOCIAL)
        yield f'name: "Cooperativa {number} di {place.name}"'
        yield f'summary: "Lavora a {place.name} dal {1950 + number % 70}, con {number % 90 + 3} soci."'
        if social:
            yield f"social_type: {social}"
        yield f'activities: [{{ateco: "{dice.choice(ACTIVITIES)}"}}]'
        yield f"services: [{', '.join(dice.sample(self.services, 3))}]"
        yield f'address: {{municipality: "{place.code}"}}'
        yield f"size: {{employees: {dice.randint(1, 300)}}}"

    def _call(self, number: int) -> Iterator[str]:
        dice = self.dice
        yield f'title: "Call {number}: nuovi servizi nelle aree interne"'
        yield f"kind: {dice.choice(KINDS)}"
        yield f"theme: tema {number % THEMES}"
        yield f"published: {self.today - timedelta(days=dice.randint(10, 300))}"
        yield f"deadlines: [{{id: end, at: {self.today + timedelta(days=dice.randint(-100, 250))}}}]"
        criteria = list(self._criteria())
        if criteria:
            yield f"criteria: {{{', '.join(criteria)}}}"
        if dice.random() < 0.3:
            yield f"seeks: [{{service: {dice.choice(self.services)}}}]"

    def _criteria(self) -> Iterator[str]:
        dice = self.dice
        if dice.random() < 0.6:
            codes = self.regions if dice.random() < 0.5 else self.provinces
            yield f"area: [{', '.join(f'IT-{code}' for code in dice.sample(codes, dice.randint(1, 4)))}]"
        if dice.random() < 0.4:
            yield f"social_type: [{dice.choice(ASKED)}]"
        if dice.random() < 0.3:
            yield f"services: [{', '.join(dice.sample(self.services, 4))}]"
        if dice.random() < 0.2:
            yield f"size: {{min_employees: {dice.randint(1, 50)}}}"
