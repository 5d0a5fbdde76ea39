"""Many offers, or many needs, as columns.

An object for each would take ten times the memory; and where two processes work on objects, each of them copies what it
only reads, because Python counts in every object who holds it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.matching.exchange import TELLING, Exchange
from generator.matching.tables import Table

if TYPE_CHECKING:
    from generator.matching.exchange import Form, Place, Subject
    from generator.matching.reach import Reach, Reaches


@dataclass(frozen=True)
class Shared:
    """What exchanges have in common; a column holds its number."""

    slugs: Table[str] = field(default_factory=Table)
    ids: Table[str] = field(default_factory=Table)
    subjects: Table[Subject] = field(default_factory=Table)
    forms: Table[Form] = field(default_factory=Table)
    terms: Table[str] = field(default_factory=Table)
    reaches: Table[Reach] = field(default_factory=Table)
    places: Table[Place | None] = field(default_factory=Table)

    def numbers(self, other: Shared, reaches: Reaches) -> Numbers:
        """Return what all is called here that others know, of another process even; `reaches` makes those of here."""
        return Numbers(
            self.slugs.numbers(other.slugs),
            self.ids.numbers(other.ids),
            self.subjects.numbers(other.subjects),
            self.forms.numbers(other.forms),
            self.terms.numbers(other.terms),
            [self.reaches.number(reaches.same(reach)) for reach in other.reaches.items],
            self.places.numbers(other.places),
        )


@dataclass(frozen=True)
class Numbers:
    """Numbers of one `Shared` by those of another."""

    slugs: list[int]
    ids: list[int]
    subjects: list[int]
    forms: list[int]
    terms: list[int]
    reaches: list[int]
    places: list[int]


class Exchanges:
    """Columns of equal length, an exchange a line: its number is where it stands.

    owners, ids, subjects, forms, reaches, places: numbers of `shared`. starts: where the words of each begin in `terms`
    and `weights`, and where the last one's end.
    """

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.owners, self.ids = array("I"), array("I")
        self.subjects, self.forms = array("I"), array("I")
        self.begins, self.ends = array("i"), array("i")
        self.reaches, self.places = array("I"), array("I")
        self.starts = array("I", [0])
        self.terms, self.weights = array("I"), array("d")

    def __len__(self) -> int:
        return len(self.owners)

    def append(self, one: Exchange) -> None:
        """Add one exchange."""
        shared, (slug, id_) = self.shared, one.ref
        self.owners.append(shared.slugs.number(slug))
        self.ids.append(shared.ids.number(id_))
        self.subjects.append(shared.subjects.number(one.subject))
        self.forms.append(shared.forms.number(one.form))
        self.begins.append(one.begins)
        self.ends.append(one.ends)
        self.reaches.append(shared.reaches.number(one.reach))
        self.places.append(shared.places.number(one.place))
        self.terms.extend(map(shared.terms.number, one.words))
        self.weights.extend(one.words.values())
        self.starts.append(len(self.terms))

    def extend(self, other: Exchanges, numbers: Numbers) -> None:
        """Add exchanges that another process may have prepared, with the numbers that all has here."""
        self.owners.extend(map(numbers.slugs.__getitem__, other.owners))
        self.ids.extend(map(numbers.ids.__getitem__, other.ids))
        self.subjects.extend(map(numbers.subjects.__getitem__, other.subjects))
        self.forms.extend(map(numbers.forms.__getitem__, other.forms))
        self.begins.extend(other.begins)
        self.ends.extend(other.ends)
        self.reaches.extend(map(numbers.reaches.__getitem__, other.reaches))
        self.places.extend(map(numbers.places.__getitem__, other.places))
        before = len(self.terms)
        self.terms.extend(map(numbers.terms.__getitem__, other.terms))
        self.weights.extend(other.weights)
        self.starts.extend([before + start for start in other.starts[1:]])

    def ref(self, number: int) -> tuple[str, str]:
        """Return slug and id of one."""
        return self.shared.slugs[self.owners[number]], self.shared.ids[self.ids[number]]

    def subject(self, number: int) -> Subject:
        """Return what one is about."""
        return self.shared.subjects[self.subjects[number]]

    def form(self, number: int) -> Form:
        """Return how one is meant."""
        return self.shared.forms[self.forms[number]]

    def place(self, number: int) -> Place | None:
        """Return where one is."""
        return self.shared.places[self.places[number]]

    def words(self, number: int) -> dict[int, float]:
        """Return the terms of one, by number, the most telling first."""
        start, end = self.starts[number], self.starts[number + 1]
        return dict(zip(self.terms[start:end], self.weights[start:end], strict=True))

    def tells(self, number: int) -> array[int]:
        """Return the terms that lead to one."""
        start = self.starts[number]
        return self.terms[start : min(start + TELLING, self.starts[number + 1])]

    def of(self, owner: int) -> range:
        """Return the numbers of a member's exchanges: members stand in the order of their numbers."""
        return range(bisect_left(self.owners, owner), bisect_right(self.owners, owner))

    def __iter__(self) -> Iterator[Exchange]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> Exchange:
        return Exchange(
            ref=self.ref(number),
            subject=self.subject(number),
            form=self.form(number),
            words={self.shared.terms[term]: weight for term, weight in self.words(number).items()},
            begins=self.begins[number],
            ends=self.ends[number],
            reach=self.shared.reaches[self.reaches[number]],
            place=self.place(number),
        )
