"""Live blocks for hand-written pages, which name them as `{{ name }}` on a line of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.calls.call_words import CallWords
from generator.publishing.collaborating import highlights
from generator.publishing.collaborating.board import board
from generator.publishing.collaborating.meeting import Meetings
from generator.publishing.members.exchange_board import current, notices
from generator.publishing.members.ways import LAST
from generator.publishing.newsletter.archive import Archive
from generator.publishing.places import Places
from generator.publishing.programme.initiative_words import InitiativeWords
from generator.publishing.programme.programme import figures, threads
from generator.publishing.weave import Calls, Initiatives, Weave
from generator.records.call import CallState
from generator.records.initiative import Initiative, InitiativeStatus

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.handwritten import Block
    from generator.publishing.members.browse import Shelf, Way
    from generator.publishing.members.roll import Roll
    from generator.records.initiative import Milestone
    from generator.records.track import Track

FEW_CALLS, FEW_MEMBERS, FEW_SHELVES, FEW_MEETINGS, FEW_PAIRS, FEW_UNMET = 4, 6, 4, 3, 6, 12

WAYS = {
    "service": N_("By service"),
    "sector": N_("By sector"),
    "region": N_("By region or country"),
    "kind": N_("By kind of co-operative"),
}
"""The ways into the directory that a hand-written page offers, and what they are called there."""


def blocks(roll: Roll, templates: Environment) -> Mapping[str, Block]:
    """Return each block by its name: a function from the way to the site's root to the block's HTML.

    A page may name no other: the mapping's keys are all there are. What a block shows is found when it is first
    rendered.
    """
    site, live = roll.site, Live(roll)
    values: Mapping[str, Callable[[], Mapping[str, object]]] = {
        "search": live.ways,
        "search-field": dict,
        "numbers": live.numbers,
        "closing-calls": lambda: {"calls": live.closing},
        "open-calls": lambda: {"calls": live.open},
        "tracks": lambda: {"tracks": live.moving},
        "newest-members": lambda: {"cards": roll.newest(FEW_MEMBERS)},
        "open-needs": lambda: {"side": "needs", "groups": notices("needs", site)},
        "open-offers": lambda: {"side": "offers", "groups": notices("offers", site)},
        "exchange-board": lambda: {"board": board(site, live.meetings), "meetings": live.meetings},
        "newest-matches": lambda: {
            "newest": highlights.newest(site, live.meetings, FEW_MEETINGS),
            "meetings": live.meetings,
        },
        "reciprocal-pairs": lambda: {"pairs": highlights.pairs(live.meetings, FEW_PAIRS), "meetings": live.meetings},
        "unmet-members": lambda: {"found": highlights.unmet(roll, live.meetings, FEW_UNMET)},
        "programme": live.programme,
        "following": lambda: {"groups": site.channels.groups},
        "newsletter": lambda: {"newsletter": site.settings.newsletter, "issues": Archive(site, templates).issues},
    }
    return {name: partial(_render, templates, name, live, known) for name, known in values.items()}


def _render(
    templates: Environment, name: str, live: Live, values: Callable[[], Mapping[str, object]], root: str
) -> str:
    page = templates.get_template("blocks.html")
    block = page.make_module({"root": root, "words": live.words, "initiatives": InitiativeWords(live.site)})
    return str(getattr(block, name.replace("-", "_"))(**values()))


class Live:
    """What the blocks show today."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self.site = roll.site
        self.weave = Weave(roll.site)
        self.words = CallWords(self.weave)
        self.meetings = Meetings(roll.site, Places(roll.site))

    def ways(self) -> Mapping[str, object]:
        """Return the ways into the directory, each with its largest shelves."""
        found = self.roll.ways
        return {"ways": [(label, found[name], _largest(found[name])) for name, label in WAYS.items()]}

    def numbers(self) -> Mapping[str, object]:
        """Return the three numbers."""
        exchanges = sum(1 for side in ("offers", "needs") for _ in current(side, self.site))
        return {"members": len(self.roll.staying), "exchanges": exchanges, "calls": self.joinable}

    @property
    def joinable(self) -> Calls:
        """The calls that can be joined now, those that close first in front."""
        return self._in(CallState.CLOSING) + self._in(CallState.OPEN)

    @property
    def closing(self) -> Calls:
        """The next calls to close, then those that open next, the federation's own before those from outside."""
        found = self._own_first(self._in(CallState.CLOSING)) + self._own_first(self._in(CallState.OPEN))
        return (found + self._own_first(self._in(CallState.UPCOMING)))[:FEW_CALLS]

    @property
    def open(self) -> Calls:
        """All calls that can be joined, then those that will open."""
        return self.joinable + self._in(CallState.UPCOMING)

    def _in(self, state: CallState) -> Calls:
        return self.site.calls_by_state[state]

    def _own_first(self, calls: Calls) -> Calls:
        return tuple(sorted(calls, key=lambda item: not self.words.own(item[1])))

    @property
    def year(self) -> int | None:
        """The latest year with a programme that has begun, else the first to come."""
        begun = [year for year in self.weave.by_year if year <= self.site.today.year]
        return begun[0] if begun else min(self.weave.by_year, default=None)

    @property
    def moving(self) -> list[tuple[str, Track, Initiatives, tuple[Milestone, str, Initiative] | None]]:
        """Each track with its initiatives under way in the current year, and the next milestone of theirs."""
        return [(slug, track, running, self._next(running)) for slug, track in self.weave.tracks
                for running in (self._running(slug),)]  # fmt: skip

    def _running(self, track: str) -> Initiatives:
        of_year = self.weave.on_track(self.year, track) if self.year else ()
        return tuple(item for item in of_year if item[1].status is InitiativeStatus.RUNNING)

    def _next(self, initiatives: Initiatives) -> tuple[Milestone, str, Initiative] | None:
        words = InitiativeWords(self.site)
        steps = ((step, key, one) for key, one in initiatives if (step := words.next_step(one)))
        return min(steps, key=lambda item: (item[0].date, item[1]), default=None)

    def programme(self) -> Mapping[str, object]:
        """Return the current year with its figures and threads, None without a programme."""
        if (year := self.year) is None:
            return {"year": None, "figures": None, "threads": ()}
        return {"year": year, "figures": figures(year, self.weave), "threads": threads(year, self.weave)}


def _largest(way: Way) -> list[Shelf]:
    """Return a way's fullest shelves; what members do not state is no way in."""
    stated = [shelf for shelf in way.shelves if shelf.value.order[0] != LAST]
    return sorted(stated, key=lambda shelf: (-len(shelf.cards), shelf.value.order))[:FEW_SHELVES]
