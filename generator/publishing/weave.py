"""What belongs to what in the programme: years, tracks, initiatives and calls, in the order in which they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from generator.records.call import CallState

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.call import Call
    from generator.records.initiative import Initiative
    from generator.records.track import Track

Group = TypeVar("Group", int, str)
Initiatives = tuple[tuple[str, "Initiative"], ...]
Calls = tuple[tuple[str, "Call"], ...]

STATES = (CallState.CLOSING, CallState.OPEN, CallState.UPCOMING, CallState.CLOSED, CallState.CANCELLED)
"""States in the order in which calls are read: what is urgent first."""


class Weave:
    """Indexes over a site's programme, each made when it is first asked for."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._initiatives = site.federation.initiatives

    @cached_property
    def tracks(self) -> tuple[tuple[str, Track], ...]:
        """The tracks by number."""
        return tuple(sorted(self.site.federation.tracks.items(), key=lambda item: (item[1].number, item[0])))

    @cached_property
    def by_year(self) -> Mapping[int, Initiatives]:
        """The initiatives of each year, the latest year first; those that begin first stand first."""
        found = self._grouped(lambda key, initiative: year_of(key))
        return dict(sorted(found.items(), reverse=True))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years with initiatives, or with goals alone so far, the latest first."""
        goals = {goal.year for track in self.site.federation.tracks.values() for goal in track.goals}
        return tuple(sorted({*self.by_year, *goals}, reverse=True))

    @cached_property
    def by_track(self) -> Mapping[str, Initiatives]:
        """The initiatives of each track."""
        return self._grouped(lambda key, initiative: initiative.track)

    def on_track(self, year: int, track: str) -> Initiatives:
        """Return a track's initiatives of one year."""
        return tuple(item for item in self.by_year.get(year, ()) if item[1].track == track)

    @cached_property
    def continued_by(self) -> Mapping[str, tuple[str, ...]]:
        """The initiatives that continue each initiative."""
        later: dict[str, list[str]] = defaultdict(list)
        for key, initiative in sorted(self._initiatives.items()):
            if initiative.continues:
                later[initiative.continues].append(key)
        return {key: tuple(keys) for key, keys in later.items()}

    @cached_property
    def calls(self) -> Calls:
        """All calls: those that close soon, open ones, upcoming ones, closed ones, cancelled ones."""
        return tuple(item for state in STATES for item in self.site.calls_by_state[state])

    @cached_property
    def initiatives_of_call(self) -> Mapping[str, tuple[str, ...]]:
        """The initiatives of each call: the one that it names, then those that name it; none twice."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for slug, call in self.site.federation.calls.items():
            if call.initiative:
                found[slug][call.initiative] = None
        for key, initiative in sorted(self._initiatives.items()):
            for slug in initiative.calls:
                found[slug][key] = None
        return {slug: tuple(keys) for slug, keys in found.items()}

    @cached_property
    def calls_of_initiative(self) -> Mapping[str, Calls]:
        """The calls of each initiative, whichever of the two names the other."""
        return self._calls(lambda slug, call: self.initiatives_of_call.get(slug, ()))

    @cached_property
    def calls_of_track(self) -> Mapping[str, Calls]:
        """The calls of each track: their own, else that of their initiatives."""
        return self._calls(self.tracks_of_call)

    @cached_property
    def calls_of_year(self) -> Mapping[int, Calls]:
        """The calls of each year: of its initiatives, else, on a track, by their day of publication."""
        return self._calls(self._years_of_call)

    def tracks_of_call(self, slug: str, call: Call) -> tuple[str, ...]:
        """Return the slugs of a call's own track, else of its initiatives' tracks."""
        if call.track:
            return (call.track,)
        named = (self._initiatives.get(key) for key in self.initiatives_of_call.get(slug, ()))
        return tuple(dict.fromkeys(one.track for one in named if one))

    def _years_of_call(self, slug: str, call: Call) -> tuple[int, ...]:
        years = dict.fromkeys(year_of(key) for key in self.initiatives_of_call.get(slug, ()))
        return tuple(years) or ((call.published.year,) if call.track else ())

    def _calls(self, owners: Callable[[str, Call], tuple[Group, ...]]) -> Mapping[Group, Calls]:
        found: dict[Group, list[tuple[str, Call]]] = defaultdict(list)
        for slug, call in self.calls:
            for owner in owners(slug, call):
                found[owner].append((slug, call))
        return {owner: tuple(calls) for owner, calls in found.items()}

    def _grouped(self, owner: Callable[[str, Initiative], Group]) -> Mapping[Group, Initiatives]:
        found: dict[Group, list[tuple[str, Initiative]]] = defaultdict(list)
        for key, initiative in sorted(self._initiatives.items(), key=lambda item: (begins(*item), item[0])):
            found[owner(key, initiative)].append((key, initiative))
        return {name: tuple(initiatives) for name, initiatives in found.items()}


def year_of(key: str) -> int:
    """Return the year of an initiative's `year/slug`."""
    return int(key[:4])


def begins(key: str, initiative: Initiative) -> date:
    """Return the first day that an initiative tells of itself, the end of its year when it tells none."""
    days = [milestone.date for milestone in initiative.milestones]
    days += [initiative.announced] if initiative.announced else []
    days += [initiative.period.begins] if initiative.period else []
    return min(days, default=date(year_of(key), 12, 31))
