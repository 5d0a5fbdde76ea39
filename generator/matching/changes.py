"""What a proposal does to a federation: records, matches, gaps of chains, and whom its calls reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.matching.chains import FilledStage, filled_chains
from generator.matching.eligibility import Eligibility
from generator.matching.matches import Match, Matches, matches
from generator.matching.reasons import Ref
from generator.matching.record_changes import Key, RecordChanges, former_names, record_changes
from generator.records.criteria import Criteria
from generator.records.federation import Federation, Kind
from generator.search.analysis import Analysis
from generator.vocabularies import Vocabularies


@dataclass(frozen=True)
class State:
    """A federation at a commit, with the vocabularies and the analysis of text of its site.

    unread: records that are there but wrong.
    """

    federation: Federation
    vocabularies: Vocabularies
    analysis: Analysis
    unread: frozenset[Key] = frozenset()

    def matches(self, today: date) -> Matches:
        """Return its matches of a day."""
        return matches(self.federation, self.vocabularies, self.analysis, today)


class GapChange(NamedTuple):
    """A stage of a chain that lacks more, or fewer, members than before.

    before, after: how many it lacks of its minimum, 0 also where there was no such stage. came, went: slugs of members
    that stand in it now, or no longer.
    """

    chain: str
    stage: str
    before: int
    after: int
    came: tuple[str, ...]
    went: tuple[str, ...]

    @property
    def opened(self) -> bool:
        """Whether there was no gap."""
        return not self.before

    @property
    def closed(self) -> bool:
        """Whether there is none any more."""
        return not self.after


class Reached(NamedTuple):
    """A call that is new, or whose criteria changed, and slugs of the members that can take part.

    untold: members of which one cannot tell, each with the fields that would.
    """

    call: str
    eligible: tuple[str, ...]
    untold: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True)
class Changes:
    """All that differs. born, lost: matches, the best first. unread: records wrong on one side, not compared."""

    before: State
    after: State
    records: Mapping[Kind, RecordChanges]
    born: tuple[Match, ...]
    lost: tuple[Match, ...]
    gaps: tuple[GapChange, ...]
    reached: tuple[Reached, ...]

    @property
    def unread(self) -> tuple[Key, ...]:
        """Records that could not be compared, in their order."""
        return tuple(sorted(self.before.unread | self.after.unread))

    @property
    def empty(self) -> bool:
        """Whether nothing differs that anybody could see on the site."""
        records = self.records.values()
        return not (any(one.added or one.changed or one.removed for one in records) or self.born or self.lost)


def changes(before: State, after: State, today: date) -> Changes:
    """Return what differs between two states, both seen on one day."""
    unread = before.unread | after.unread
    records = record_changes(before.federation, after.federation, unread)
    born, lost = _matches(before, after, former_names(records["member"]), today)
    return Changes(
        before,
        after,
        records,
        born,
        lost,
        gaps=tuple(_gaps(before, after, records, today)),
        reached=tuple(_reached(before, after, records["call"])),
    )


def _matches(
    before: State, after: State, renamed: Mapping[str, str], today: date
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Return the pairs of one side only; a member that was renamed is still the same."""
    unread = {slug for kind, slug in before.unread | after.unread if kind == "member"}

    def known(match: Match) -> bool:
        return match.offer[0] not in unread and match.need[0] not in unread

    def now(ref: Ref) -> Ref:
        return renamed.get(ref[0], ref[0]), ref[1]

    old, new = ([one for one in state.matches(today).all if known(one)] for state in (before, after))
    were = {(now(one.offer), now(one.need)) for one in old}
    are = {(one.offer, one.need) for one in new}
    born = tuple(one for one in new if (one.offer, one.need) not in were)
    return born, tuple(one for one in old if (now(one.offer), now(one.need)) not in are)


def _gaps(before: State, after: State, records: Mapping[Kind, RecordChanges], today: date) -> Iterator[GapChange]:
    unread = {slug for kind, slug in before.unread | after.unread if kind == "chain"}
    members, chains = former_names(records["member"]), former_names(records["chain"])
    old = {(chains.get(chain, chain), stage): filled for (chain, stage), filled in _stages(before, today).items()}
    for (chain, stage), filled in _stages(after, today).items():
        was = old.get((chain, stage))
        missing = was.missing if was else 0
        if chain not in unread and missing != filled.missing:
            held = {members.get(one.slug, one.slug) for one in was.fillers} if was else set()
            hold = {one.slug for one in filled.fillers}
            yield GapChange(
                chain, stage, missing, filled.missing, tuple(sorted(hold - held)), tuple(sorted(held - hold))
            )


def _stages(state: State, today: date) -> dict[tuple[str, str], FilledStage]:
    chains = filled_chains(state.federation, state.vocabularies, today)
    return {(slug, filled.stage.id): filled for slug in sorted(chains) for filled in chains[slug].stages}


def _reached(before: State, after: State, calls: RecordChanges) -> Iterator[Reached]:
    fresh = set(calls.added)
    for one in calls.changed:
        if before.federation.calls[one.former].criteria != after.federation.calls[one.slug].criteria:
            fresh.add(one.slug)
    for slug in sorted(fresh):
        eligibility = Eligibility(after.federation.calls[slug].criteria or Criteria(), after.vocabularies)
        fits = {member: eligibility.of(record) for member, record in sorted(after.federation.members.items())}
        yield Reached(
            slug,
            eligible=tuple(member for member, fit in fits.items() if fit.meets),
            untold=tuple((member, fit.untold) for member, fit in fits.items() if fit.untold),
        )
