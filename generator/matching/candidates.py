"""Which offers are held against a need at all: those that share a lead with it and reach it, the nearest first.

Holding everything against everything would take time that grows with the square of the members.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from math import dist
from typing import TYPE_CHECKING

from generator.matching.lead import Cell, Lead, Ring
from generator.matching.tables import Known, Table
from generator.matching.weighing import APART, relating

if TYPE_CHECKING:
    from generator.matching.exchanges import Exchanges
    from generator.matching.reach import Extent
    from generator.matching.weights import Weights

_LIST = 64

Postings = dict[object, "array[int]"]


class Candidates:
    """Finds the offers that a need is held against; the order of the offers does not matter."""

    def __init__(self, offers: Exchanges, needs: Exchanges, weights: Weights) -> None:
        self._offers = offers
        self._needs = needs
        self._most = weights.considered
        self._leads: dict[tuple[str, object], Lead] = {}
        self._pools: dict[tuple[Lead, Cell | None, bool, int, int], _Pool] = {}
        items = offers.shared
        self._places = items.places.items
        self._at = [place.at if place else None for place in items.places.items]
        extents: Table[Extent] = Table()
        self._extent_of = [extents.number(reach.extent.coarse) for reach in items.reaches.items]
        self._extents = array("I", [self._extent_of[reach] for reach in offers.reaches])
        self._levels = Known(lambda need: Known(relating(extents[need]), extents.items))
        kinds = sorted({form.kind for form in items.forms.items})
        self._kind_of = [kinds.index(form.kind) for form in items.forms.items]
        self._kinds = array("B", [self._kind_of[form] for form in offers.forms])
        self._fitting = [[weights.kinds[kind, sought] > 0 for kind in kinds] for sought in kinds]

    def forget(self) -> None:
        """Let go of what was gathered for needs so far: other needs will ask for other offers."""
        self._pools.clear()

    def of(self, need: int) -> set[int]:
        """Return the numbers of offers that may meet the need: of each lead the nearest, as many as are considered."""
        needs, offers = self._needs, self._offers
        begins, ends, owner = needs.begins[need], needs.ends[need], needs.owners[need]
        o_begins, o_ends, o_owners = offers.begins, offers.ends, offers.owners
        found: set[int] = set()
        for lead, most in self._sought(need):
            fitting: list[int] = []
            for numbers in self._pool(lead, need):
                fitting += [
                    offer
                    for offer in numbers
                    if o_begins[offer] <= ends and o_ends[offer] >= begins and o_owners[offer] != owner
                ]
                if len(fitting) >= most:
                    break
            found.update(fitting if len(fitting) <= most else self._nearest(fitting, need, most))
        return found

    def _pool(self, lead: Lead, need: int) -> _Pool:
        """Return the offers under a lead that reach a need, nearest first; needs of its neighbours share the work."""
        needs = self._needs
        place, extent = self._places[needs.places[need]], self._extent_of[needs.reaches[need]]
        cell, kind = lead.cell(place), self._kind_of[needs.forms[need]]
        key = (lead, cell, place is None, extent, kind)
        pool = self._pools.get(key)
        if pool is None:
            lists = map(self._reaching(extent, kind), lead.rings(cell))
            pool = self._pools[key] = _Pool(lists if place else self._lasting(lists))
        return pool

    def _lasting(self, lists: Iterator[list[int]]) -> Iterator[list[int]]:
        """Yield offers for whoever says no place: those that stand longest first."""
        ends = self._offers.ends
        numbers = sorted(chain.from_iterable(lists), key=lambda number: (-ends[number], number))
        yield from (numbers[start : start + _LIST] for start in range(0, len(numbers), _LIST))

    def _reaching(self, extent: int, kind: int) -> Callable[[Ring], list[int]]:
        levels, kinds, fitting, extents = self._levels[extent], self._kinds, self._fitting[kind], self._extents

        def reaching(ring: Ring) -> list[int]:
            if ring.close:
                return [one for one in ring.numbers if levels[extents[one]] != APART and fitting[kinds[one]]]
            return [one for one in ring.numbers if levels[extents[one]] < APART and fitting[kinds[one]]]

        return reaching

    def _sought(self, need: int) -> Iterator[tuple[Lead, int]]:
        """Yield what to look under, each with how many to take; fewer where the need is not surely about it."""
        subject, form, most = self._needs.subject(need), self._needs.form(need), self._most
        for service, sure in subject.about:
            if service in subject.leads and service in self._services:
                yield self._lead("service", service, self._services), most if sure > 0.5 else most // 2
        words, kind = (self._uncoded, "uncoded") if subject.service else (self._words, "word")
        for word in self._needs.tells(need):
            if word in words:
                yield self._lead(kind, word, words), most // 2
        if form.stage >= 0:
            for stage in (form.stage - 1, form.stage, form.stage + 1):
                if (form.chain, stage) in self._stages:
                    yield self._lead("stage", (form.chain, stage), self._stages), most

    def _nearest(self, numbers: Sequence[int], need: int, most: int) -> list[int]:
        """Return the nearest, as the crow flies through the ground: that puts them in the same order, and is quick."""
        at, places, here = self._at, self._offers.places, self._at[self._needs.places[need]]
        if here is None:
            ends = self._offers.ends
            return sorted(numbers, key=lambda number: (-ends[number], number))[:most]
        far = [(dist(there, here) if (there := at[places[number]]) else 9.0, number) for number in numbers]
        far.sort()
        return [number for _, number in far[:most]]

    def _lead(self, kind: str, key: object, postings: Postings) -> Lead:
        known = self._leads.get((kind, key))
        if known is None:
            known = self._leads[kind, key] = Lead(postings[key], self._offers.places, self._places)
        return known

    @cached_property
    def _services(self) -> Postings:
        found = _postings()
        leads = [[found[lead] for lead in sorted(subject.leads)] for subject in self._offers.shared.subjects.items]
        for number, subject in enumerate(self._offers.subjects):
            for posting in leads[subject]:
                posting.append(number)
        return {lead: numbers for lead, numbers in found.items() if numbers}

    @cached_property
    def _words(self) -> Postings:
        found = _postings()
        for number in range(len(self._offers)):
            for term in self._offers.tells(number):
                found[term].append(number)
        return dict(found)

    @cached_property
    def _uncoded(self) -> Postings:
        found = _postings()
        coded = [bool(subject.service) for subject in self._offers.shared.subjects.items]
        for number, subject in enumerate(self._offers.subjects):
            if not coded[subject]:
                for term in self._offers.tells(number):
                    found[term].append(number)
        return dict(found)

    @cached_property
    def _stages(self) -> Postings:
        found = _postings()
        forms = self._offers.shared.forms
        staged = {number for number, form in enumerate(forms.items) if form.stage >= 0}
        for number, form in enumerate(self._offers.forms):
            if form in staged:
                found[forms[form].chain, forms[form].stage].append(number)
        return dict(found)


class _Pool:
    """Lists that are made when somebody first gets so far."""

    def __init__(self, lists: Iterator[list[int]]) -> None:
        self._made: list[list[int]] = []
        self._lists = lists

    def __iter__(self) -> Iterator[list[int]]:
        yield from self._made
        for numbers in self._lists:
            self._made.append(numbers)
            yield numbers


def _postings() -> defaultdict[object, array[int]]:
    return defaultdict(lambda: array("I"))
