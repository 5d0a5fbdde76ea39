"""The federation as its pages see it: records, vocabularies, language, day, and what follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from generator.clock import day_of
from generator.matching.addressed import Addressed
from generator.publishing.addresses import ADDRESSES, Addresses
from generator.publishing.calls.territory import Territory
from generator.publishing.following.channels import Channels
from generator.publishing.map.chart import Chart, chart
from generator.reading.history import History
from generator.records.call import Call, CallState
from generator.records.member import RelationKind
from generator.theme.page_scripts import paths

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.matching.chains import FilledChain
    from generator.matching.matches import Matches
    from generator.matching.sought import Sought
    from generator.reading.settings import Settings
    from generator.records.federation import Federation
    from generator.records.initiative import Initiative
    from generator.vocabularies import Vocabularies


@dataclass(frozen=True)
class Site:
    """All that pages are made from.

    `now` is aware and is the only clock; `digest` stands for what all pages share; `remember` returns the records'
    history, which is asked for once, by calendars and feeds alone.
    """

    federation: Federation
    vocabularies: Vocabularies
    language: Language
    settings: Settings
    now: datetime
    digest: bytes = b""
    remember: Callable[[], History] = History

    @cached_property
    def history(self) -> History:
        """When records changed, as far as it is known."""
        return self.remember()

    @property
    def today(self) -> date:
        """The day in the federation's own time zone."""
        return day_of(self.now)

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of the site's language; English ones for a language without its own."""
        return ADDRESSES.get(self.language.code, ADDRESSES["en"])

    @cached_property
    def scripts(self) -> Mapping[str, str]:
        """Where the scripts of the search are, by file name; none where it is off, or lunr was not fetched."""
        return paths(self.language.code) if self.settings.search else {}

    @cached_property
    def chart(self) -> Chart | None:
        """The map's script and styles; None where they were not fetched."""
        return chart(self.addresses.map, self.settings.map_tiles)

    @cached_property
    def channels(self) -> Channels:
        """The calendars and feeds that can be followed."""
        return Channels(self)

    @cached_property
    def calls_by_state(self) -> Mapping[CallState, tuple[tuple[str, Call], ...]]:
        """Calls of each state now; those that close first stand first, closed ones last closed first."""
        states: dict[CallState, list[tuple[str, Call]]] = {state: [] for state in CallState}
        for slug, call in self.federation.calls.items():
            states[call.state(self.now)].append((slug, call))
        for state, calls in states.items():
            calls.sort(key=_last_first if state in (CallState.CLOSED, CallState.CANCELLED) else _first_first)
        return {state: tuple(calls) for state, calls in states.items()}

    @cached_property
    def matches(self) -> Matches | None:
        """Which offers meet which needs today; None where nothing is offered, or nothing sought."""
        return self._matched if self._stands("offers") and self._stands("needs") else None

    @cached_property
    def _matched(self) -> Matches:
        # A federation whose members exchange nothing does without.
        from generator.matching.matches import matches
        from generator.search.analysis import Analysis

        return matches(self.federation, self.vocabularies, Analysis(self.language.code), self.today)

    @cached_property
    def sought(self) -> Sought | None:
        """Who offers what calls seek; None where no call that is not over seeks anything, or nothing is offered."""
        over = (CallState.CLOSED, CallState.CANCELLED)
        living = (call for state, calls in self.calls_by_state.items() if state not in over for _, call in calls)
        if not any(call.seeks for call in living) or not self._stands("offers"):
            return None
        from generator.matching.sought import Sought

        everywhere = {member.address.country for member in self.federation.engaged.values() if member.address}
        code = self.language.code
        named = {service.code: service.labels.get(code) for service in self.vocabularies.services.values()}
        return Sought(self._matched.explained, sorted(everywhere), named)

    @cached_property
    def addressed(self) -> Addressed:
        """Which members calls are meant for."""
        return Addressed(self.federation.members, self.vocabularies)

    def _stands(self, side: str) -> bool:
        today = self.today
        return any(one.stands(today) for member in self.federation.engaged.values() for one in getattr(member, side))

    @cached_property
    def initiatives_of(self) -> Mapping[str, tuple[tuple[str, Initiative], ...]]:
        """The initiatives that each member takes part in, the latest year first."""
        taking_part: dict[str, list[tuple[str, Initiative]]] = defaultdict(list)
        for key, initiative in sorted(
            self.federation.initiatives.items(), key=lambda item: (-int(item[0][:4]), item[0])
        ):
            for slug in dict.fromkeys(partner.member for partner in initiative.partners if partner.member):
                taking_part[slug].append((key, initiative))
        return {slug: tuple(found) for slug, found in taking_part.items()}

    @cached_property
    def calls_of(self) -> Mapping[str, tuple[tuple[str, Call], ...]]:
        """The calls that each member takes part in, the latest published first."""
        taking_part: dict[str, list[tuple[str, Call]]] = defaultdict(list)
        for slug, call in sorted(
            self.federation.calls.items(), key=lambda item: (-item[1].published.toordinal(), item[0])
        ):
            for member in dict.fromkeys(call.participants):
                taking_part[member].append((slug, call))
        return {slug: tuple(found) for slug, found in taking_part.items()}

    @cached_property
    def calls_fitting(self) -> Mapping[str, tuple[str, ...]]:
        """The calls whose criteria each member meets, the latest published first; no entry for a member without any."""
        fitting: dict[str, list[str]] = defaultdict(list)
        for slug, call in sorted(
            self.federation.calls.items(), key=lambda item: (-item[1].published.toordinal(), item[0])
        ):
            for member in self.addressed.by(call):
                fitting[member].append(slug)
        return {member: tuple(calls) for member, calls in fitting.items()}

    @cached_property
    def territory(self) -> Territory:
        """Where calls hold."""
        return Territory(self)

    @cached_property
    def relations_to(self) -> Mapping[str, tuple[tuple[RelationKind, str], ...]]:
        """Ties that other members declare to each member: kind, and the slug of who declares it."""
        ties: dict[str, list[tuple[RelationKind, str]]] = defaultdict(list)
        for slug, member in self.federation.engaged.items():
            for relation in member.relations:
                ties[relation.member].append((relation.kind, slug))
        return {slug: tuple(found) for slug, found in ties.items()}

    @cached_property
    def filled_chains(self) -> Mapping[str, FilledChain]:
        """Each supply chain with who stands in its stages today."""
        from generator.matching.chains import filled_chains

        return filled_chains(self.federation, self.vocabularies, self.today)


def _first_first(item: tuple[str, Call]) -> tuple[float, str]:
    slug, call = item
    closes = call.closes
    return (closes.timestamp() if closes else float("inf"), slug)


def _last_first(item: tuple[str, Call]) -> tuple[float, str]:
    slug, call = item
    closes = call.closes or call.opens
    return (-closes.timestamp(), slug)
