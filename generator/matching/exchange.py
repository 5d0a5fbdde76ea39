"""An offer or a need, prepared to be held against others."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.matching.reach import Reach
    from generator.matching.reasons import Ref
    from generator.vocabularies.distance import Point

TELLING = 4
"""Where a service's code is missing, so many words lead to an exchange."""


class Subject(NamedTuple):
    """What an exchange is about, its words aside.

    service, group: its own code and that one's group, or "". about: services, and how surely it is about each; leads:
    those by which others find it.
    """

    service: str
    group: str
    about: tuple[tuple[str, float], ...]
    leads: frozenset[str]


class Form(NamedTuple):
    """How an exchange is meant. stage: of its chain, by number, -1 without one."""

    kind: str
    terms: frozenset[str]
    in_talks: bool
    chain: str
    stage: int


class Place(NamedTuple):
    """Where a member is: latitude and longitude, and the same as a point on the unit sphere."""

    point: Point
    at: tuple[float, float, float]


class Exchange(NamedTuple):
    """What of an offer or a need decides whether it meets another.

    begins, ends: proleptic ordinals of the first and the last day from today on. words: telling terms, the most telling
    first, a vector of length 1. place: its member's, None where that is not known.
    """

    ref: Ref
    subject: Subject
    form: Form
    words: Mapping[str, float]
    begins: int
    ends: int
    reach: Reach
    place: Place | None

    @property
    def tells(self) -> frozenset[str]:
        """The words that lead to it."""
        return frozenset(islice(self.words, TELLING))
