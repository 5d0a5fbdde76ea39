"""What exchanges have in common, as arrays by its numbers: places, forms, and what they are about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from generator.matching.columns.levels import Levels
from generator.matching.tables import Table

if TYPE_CHECKING:
    from generator.matching.columns.columns import Floats, Numbers
    from generator.matching.exchange import Form, Place, Subject
    from generator.matching.exchanges import Shared
    from generator.matching.reach import Extent
    from generator.matching.weighing import Scale


Item = TypeVar("Item")


class Common:
    """What all that stands on a day has in common.

    points: degrees of latitude and longitude, places x 2; at: the same on the unit sphere, places x 3; NaN where they
    are not known. extents, coarse: numbers of the reaches' in `levels` and `coarse_levels`.
    """

    def __init__(self, shared: Shared, scale: Scale) -> None:
        self.scale = scale
        self.members, self.terms = len(shared.slugs), len(shared.terms)
        self.points = _places(shared.places.items, 2, lambda place: place.point)
        self.at = _places(shared.places.items, 3, lambda place: place.at)
        self.forms = Forms(shared.forms.items, scale)
        self.topics = Topics(shared.subjects.items)
        extents = [reach.extent for reach in shared.reaches.items]
        self.extents, self.levels = _levels(extents)
        self.coarse, self.coarse_levels = _levels([extent.coarse for extent in extents])


class Forms:
    """How offers and needs are meant.

    kinds: number of each form's kind. fitting: what a pair of kinds counts, offered x sought.
    """

    def __init__(self, forms: Sequence[Form], scale: Scale) -> None:
        weights = scale.weights
        self._talks = weights.state_in_talks
        self._raises = np.array([weights.raise_same_stage, weights.raise_next_stage, 0.0])
        kinds = sorted({form.kind for form in forms})
        self.kinds = np.array([kinds.index(form.kind) for form in forms], dtype=np.int64)
        self.fitting = _square(kinds, lambda offered, sought: weights.kinds[offered, sought])
        terms, chains = Table[frozenset[str]](), Table[str]()
        self._terms = np.array([terms.number(form.terms) for form in forms], dtype=np.int64)
        self._agreeing = _square(terms.items, scale.terms)
        self._in_talks = np.array([form.in_talks for form in forms], dtype=np.bool_)
        self.chains = np.array([chains.number(form.chain) for form in forms], dtype=np.int64)
        self.stages = np.array([form.stage for form in forms], dtype=np.int64)

    def fit(self, offered: Numbers, sought: Numbers) -> Floats:
        """Return how well kinds and terms fit, and what talks with others take: `Scale.form`."""
        found = self.fitting[self.kinds[offered], self.kinds[sought]]
        found *= self._agreeing[self._terms[offered], self._terms[sought]]
        found[self._in_talks[offered] | self._in_talks[sought]] *= self._talks
        return found

    def raised(self, offered: Numbers, sought: Numbers) -> Floats:
        """Return by how much common chains raise the score: `Scale.chain`."""
        one, other = self.stages[offered], self.stages[sought]
        apart = np.minimum(np.abs(one - other), 2)
        apart[(one < 0) | (other < 0) | (self.chains[offered] != self.chains[sought])] = 2
        found: Floats = self._raises[apart]
        return found


class Topics:
    """What subjects are about.

    count: how many services there are, 0 being none. services, groups: numbers of each subject's own. own: how surely
    it is about its own service. about, sure: all services, and how surely, subjects x the most that one has, 0 beyond.
    leads: those by which others find it, subject by subject; starts: where those of each begin in `leads` and `led`,
    which tells how surely.
    """

    def __init__(self, subjects: Sequence[Subject]) -> None:
        names, groups = Table[str](), Table[str]()
        names.number(""), groups.number("")
        self.services = np.array([names.number(one.service) for one in subjects], dtype=np.int64)
        self.groups = np.array([groups.number(one.group) for one in subjects], dtype=np.int64)
        self.own = np.array([dict(one.about).get(one.service, 0.0) for one in subjects], dtype=np.float64)
        most = max((len(one.about) for one in subjects), default=0)
        self.about = np.zeros((len(subjects), most), dtype=np.int64)
        self.sure = np.zeros((len(subjects), most))
        for number, one in enumerate(subjects):
            for at, (service, sure) in enumerate(one.about):
                self.about[number, at] = names.number(service)
                self.sure[number, at] = sure
        leads = [
            [(names.number(service), sure) for service, sure in one.about if service in one.leads] for one in subjects
        ]
        self.starts = np.cumsum([0, *map(len, leads)])
        self.leads = np.array([service for one in leads for service, _ in one], dtype=np.int64)
        self.led = np.array([sure for one in leads for _, sure in one], dtype=np.float64)
        self.count = len(names)

    def spread(self, subjects: Numbers) -> Floats:
        """Return how surely subjects are about each service, a line each."""
        found = np.zeros((len(subjects), self.count))
        np.put_along_axis(found, self.about[subjects], self.sure[subjects], axis=1)
        # No service: where a subject is about fewer than others.
        found[:, 0] = 0.0
        return found


def _places(places: Sequence[Place | None], width: int, told: Callable[[Place], tuple[float, ...]]) -> Floats:
    unknown = (np.nan,) * width
    return np.array([told(place) if place else unknown for place in places], dtype=np.float64).reshape(-1, width)


def _square(items: Sequence[Item], told: Callable[[Item, Item], float]) -> Floats:
    found = [[told(offered, sought) for sought in items] for offered in items]
    return np.array(found, dtype=np.float64).reshape(len(items), len(items))


def _levels(extents: Sequence[Extent]) -> tuple[Numbers, Levels]:
    table: Table[Extent] = Table()
    numbers = np.array([table.number(extent) for extent in extents], dtype=np.int64)
    return numbers, Levels(table.items)
