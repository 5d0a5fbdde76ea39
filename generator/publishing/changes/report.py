"""What a proposal does, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.changes.fitting import FORGE, Section, fitted
from generator.publishing.changes.inert import inert
from generator.publishing.changes.record_words import RecordWords
from generator.publishing.changes.values import Values

if TYPE_CHECKING:
    from generator.matching.changes import Changes, GapChange, Reached
    from generator.matching.matches import Match
    from generator.publishing.site import Site
    from generator.reading.problem import Problem
    from generator.records.federation import Kind
    from generator.records.offer import Need, Offer

MARK = "<!-- coop-restart changes -->"
"""Stands first, not shown, so that whoever posts a report finds the one before it."""

KINDS: dict[Kind, str] = {
    "member": N_("Members"),
    "call": N_("Calls"),
    "initiative": N_("Initiatives"),
    "track": N_("Tracks"),
    "chain": N_("Supply chains"),
    "issue": N_("Issues of the newsletter"),
}
NAMED = 12
"""So many members that can take part in a call are named; the others are counted."""

Reasons = Callable[["Match"], tuple[Sequence[str], Sequence[str]]]
"""Gives what speaks for a match and what it lacks, in words."""


@dataclass(frozen=True)
class Told:
    """Both sides as sites, in one language, the problems that kept records from being read, and words for matches."""

    before: Site
    after: Site
    problems_before: Sequence[Problem]
    problems_after: Sequence[Problem]
    why_before: Reasons
    why_after: Reasons


class Report:
    """Tells changes in the language of the sites."""

    def __init__(self, changes: Changes, told: Told) -> None:
        self._changes = changes
        self._told = told
        self._language = told.after.language
        self._say = told.after.language.gettext
        self._values = Values(told.after)

    def markdown(self, longest: int = FORGE, preview: str = "") -> str:
        """Return the report, in at most `longest` bytes; `preview` is where the pages can be seen before."""
        title = self._say(N_("What this proposal does"))
        nothing = self._say(N_("Nothing changes on the site."))
        start = f"{MARK}\n## {title}\n\n{self._table() or nothing}{self._seen(preview)}"
        sections = [section for section in self._sections() if section.entries]
        return fitted(start, sections, longest, self._left_out)

    def _seen(self, preview: str) -> str:
        text = N_("[The pages as they would be published]({address}): the archive “site”, for a week.")
        return f"\n\n{self._say(text).format(address=preview)}" if preview else ""

    def _left_out(self, number: int) -> str:
        text = self._language.ngettext("{number} more is left out here", "{number} more are left out here", number)
        return text.format(number=self._language.number(number))

    def _sections(self) -> Iterator[Section]:
        yield self._section(N_("Not compared"), list(self._wrong()))
        words = RecordWords(self._told.before, self._told.after)
        for kind, heading in KINDS.items():
            yield self._section(heading, list(words.lines(kind, self._changes.records[kind])))
        yield self._section(N_("Matches that come about"), [self._match(one) for one in self._changes.born])
        lost = [self._match(one, lost=True) for one in self._changes.lost]
        yield self._section(N_("Matches that go"), lost)
        yield self._section(N_("Gaps in supply chains"), [self._gap(one) for one in self._changes.gaps])
        yield self._section(N_("Who can take part"), [self._reached(one) for one in self._changes.reached])

    def _section(self, heading: str, entries: Sequence[str]) -> Section:
        return Section(f"### {self._say(heading)}", entries)

    def _table(self) -> str:
        """Return how many of what came, changed and went; only rows with something in them."""
        rows = [row for row in self._numbers() if any(row[1:])]
        if not rows:
            return ""
        head = ["", *map(self._say, (N_("new"), N_("changed"), N_("removed")))]
        lines = [
            [self._say(name), *(self._language.number(number) if number else "" for number in (new, changed, gone))]
            for name, new, changed, gone in rows
        ]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---", *["---:"] * 3], *lines))

    def _numbers(self) -> Iterator[tuple[str, int, int, int]]:
        for kind, name in KINDS.items():
            found = self._changes.records[kind]
            yield name, len(found.added), len(found.changed), len(found.removed)
        for key, name in (("offers", N_("Offers made")), ("needs", N_("Needs told"))):
            yield (name, *self._exchanges(key))
        yield N_("Matches"), len(self._changes.born), 0, len(self._changes.lost)
        gaps = self._changes.gaps
        opened, closed = sum(one.opened for one in gaps), sum(one.closed for one in gaps)
        yield N_("Gaps in supply chains"), opened, len(gaps) - opened - closed, closed

    def _exchanges(self, key: str) -> tuple[int, int, int]:
        """Return how many offers or needs came, changed and went, with their members or without."""
        sides = (self._told.before.federation.members, self._told.after.federation.members)
        found = self._changes.records["member"]
        new = sum(len(getattr(sides[1][slug], key)) for slug in found.added)
        gone = sum(len(getattr(sides[0][slug], key)) for slug in found.removed)
        changed = set()
        for one in found.changed:
            for change in one.fields:
                if change.field[0] == key and len(change.field) > 2:
                    changed.add((one.slug, change.field[1]))
                elif change.field[0] == key:
                    new += change.before is None
                    gone += change.after is None
        return new, len(changed), gone

    def _wrong(self) -> Iterator[str]:
        sides = (
            (N_("Before this proposal"), self._told.problems_before),
            (N_("In this proposal"), self._told.problems_after),
        )
        for side, problems in sides:
            for problem in problems:
                yield f"- {self._say(side)}: {inert(problem.said(self._language), 400)}"

    def _match(self, match: Match, *, lost: bool = False) -> str:
        site, why = (self._told.before, self._told.why_before) if lost else (self._told.after, self._told.why_after)
        members = site.federation.members
        giver, seeker = members[match.offer[0]], members[match.need[0]]
        text = self._say(N_("{giver} offers “{offer}”, {seeker} seeks “{need}” ({score}%)")).format(
            giver=f"**{inert(giver.name)}**",
            offer=inert(_titled(giver.offers, match.offer[1])),
            seeker=f"**{inert(seeker.name)}**",
            need=inert(_titled(seeker.needs, match.need[1])),
            score=round(match.score * 100),
        )
        speaks, lacks = why(match)
        reasons = [f"  - {inert('; '.join(speaks), 600)}"] if speaks else []
        missing = self._say(N_("would make it better: {missing}")).format(missing=inert("; ".join(lacks), 600))
        return "\n".join((f"- {text}", *reasons, *([f"  - {missing}"] if lacks and not lost else [])))

    def _gap(self, gap: GapChange) -> str:
        chain = self._told.after.federation.chains[gap.chain]
        stage = next(one.name for one in chain.stages if one.id == gap.stage)
        text = (
            N_("“{stage}” in “{chain}” is complete")
            if gap.closed
            else N_("“{stage}” in “{chain}” lacks {number}, it lacked nobody before")
            if gap.opened
            else N_("“{stage}” in “{chain}” lacks {number}, it lacked {before} before")
        )
        told = self._say(text).format(stage=inert(stage), chain=inert(chain.name), number=gap.after, before=gap.before)
        moved = ((N_("now there: {names}"), gap.came), (N_("no longer there: {names}"), gap.went))
        details = [
            f"  - {self._say(said).format(names=inert(self._names(slugs), 400))}" for said, slugs in moved if slugs
        ]
        return "\n".join((f"- {told}", *details))

    def _reached(self, reached: Reached) -> str:
        language, eligible = self._language, len(reached.eligible)
        call = inert(self._told.after.federation.calls[reached.call].title)
        text = language.ngettext(
            "{number} member can take part in “{call}”", "{number} members can take part in “{call}”", eligible
        )
        lines = [f"- {text.format(number=language.number(eligible), call=call)}"]
        if eligible:
            lines.append(f"  - {inert(self._names(reached.eligible), 1000)}")
        if reached.untold:
            fields = dict.fromkeys(field for _, untold in reached.untold for field in untold)
            named = language.join([self._values.field("member", field) for field in fields])
            said = language.ngettext(
                "of {number} member one cannot tell: its record does not say {fields}",
                "of {number} members one cannot tell: their records do not say {fields}",
                len(reached.untold),
            )
            lines.append(f"  - {said.format(number=language.number(len(reached.untold)), fields=inert(named, 400))}")
        return "\n".join(lines)

    def _names(self, slugs: Sequence[str]) -> str:
        """Return the names of members, the first few and how many more."""
        sides = (self._told.after, self._told.before)
        found = [next(site.federation.members[slug].name for site in sides if slug in site.federation.members)
                 for slug in slugs[:NAMED]]  # fmt: skip
        more = len(slugs) - NAMED
        if more > 0:
            text = self._language.ngettext("{number} more", "{number} more", more)
            found.append(text.format(number=self._language.number(more)))
        return self._language.join(found)


def _titled(exchanges: Sequence[Offer | Need], id_: str) -> str:
    return next(one.title for one in exchanges if one.id == id_)
