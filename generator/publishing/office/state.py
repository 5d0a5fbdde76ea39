"""The state of the members' records for the office: freshness, empty fields, the next best one, as Markdown and CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.languages.language import sort_key
from generator.matching.freshness import Freshness, freshness, missing_fields
from generator.matching.next_field import NextField
from generator.publishing.changes.inert import inert
from generator.publishing.changes.values import Values
from generator.publishing.office.cells import harmless
from generator.records.member import Member, Status

if TYPE_CHECKING:
    from generator.publishing.site import Site

FRESHNESS = {
    Freshness.FRESH: N_("confirmed within half a year"),
    Freshness.DUE: N_("confirmed within a year"),
    Freshness.STALE: N_("confirmed longer ago"),
    Freshness.NEVER: N_("never confirmed"),
}
COLUMNS = (
    "member", "name", "confirmed_on", "freshness", "missing", "next_field", "next_value", "matches", "calls",
    "in_words",
)  # fmt: skip
"""Of the CSV; they stay the same in all languages."""

SHOWN = 200
"""So many members stand in a list of the Markdown; the CSV has all."""

_TITLE = N_("The state of the records")
_STEP = N_("The field that would open most")
_INCOMPLETE = N_("To complete")
_FRESHNESS = N_("Freshness")
_MEMBERS = N_("Members")


class Row(NamedTuple):
    """What the office is told of a member."""

    slug: str
    member: Member
    freshness: Freshness
    missing: tuple[tuple[str, ...], ...]
    next: NextField | None


class State:
    """The members that are there to be written to, those whose next field opens most first."""

    def __init__(self, site: Site, next_fields: Mapping[str, NextField]) -> None:
        self._site = site
        self._say, self._language = site.language.gettext, site.language
        self._values = Values(site)
        rows = [
            Row(slug, member, freshness(member, site.today), missing_fields(member), next_fields.get(slug))
            for slug, member in site.federation.members.items()
            if member.status is not Status.CEASED
        ]
        self.rows: Sequence[Row] = sorted(rows, key=_order)

    def markdown(self) -> str:
        """Return the report as Markdown."""
        return "\n".join(self._lines()) + "\n"

    def csv(self) -> str:
        """Return one line for each member below `COLUMNS`; no cell is taken for a formula."""
        told = StringIO()
        writer = csv.writer(told, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows([harmless(cell) for cell in self._cells(row)] for row in self.rows)
        return told.getvalue()

    def next_step(self, slug: str, one: NextField) -> str:
        """Return what to fill in and what it opens, as plain text: «Offerte › pane › Servizio: «Pane», apre 3 …»."""
        field, key = self._named(slug, one), one.field[-1]
        opens = self._language.join(list(self._opens(one)))
        if one.value is None:
            return self._say(N_("{field}: would tell of {opens}")).format(field=field, opens=opens)
        value = self._values.value("service" if key == "offers" else key, one.value)
        text = N_("{field}, for instance “{value}”: opens {opens}")
        if key == "expires":
            text = N_("{field}: confirmed again until {value}, it opens {opens}")
        return self._say(text).format(field=field, value=value, opens=opens)

    def _named(self, slug: str, one: NextField) -> str:
        member, field = self._site.federation.members[slug], one.field
        if field == ("offers",):
            return self._say(N_("a first offer"))
        if field[0] not in ("offers", "needs"):
            return self._values.field("member", field)
        title = next(other.title for other in getattr(member, field[0]) if other.id == field[1])
        if field[2] == "expires":
            return self._say(N_("offer “{title}”") if field[0] == "offers" else N_("need “{title}”")).format(
                title=title
            )
        text = N_("{field} of the offer “{title}”") if field[0] == "offers" else N_("{field} of the need “{title}”")
        name = self._values.field("member", (field[0], field[2])).rpartition(" › ")[2]
        return self._say(text).format(field=name, title=title)

    def _opens(self, one: NextField) -> Iterator[str]:
        number, ngettext = self._language.number, self._language.ngettext
        if matches := len(one.matches):
            yield ngettext("{number} match", "{number} matches", matches).format(number=number(matches))
        if calls := len(one.calls):
            yield ngettext("{number} call", "{number} calls", calls).format(number=number(calls))

    def _lines(self) -> Iterator[str]:
        say = self._say
        yield f"# {say(_TITLE)}"
        yield ""
        yield say(N_("On {date}.")).format(date=self._language.date(self._site.today))
        yield ""
        yield f"| {say(_FRESHNESS)} | {say(_MEMBERS)} |"
        yield "| --- | ---: |"
        for level in Freshness:
            number = sum(row.freshness is level for row in self.rows)
            yield f"| {say(FRESHNESS[level])} | {self._language.number(number)} |"
        yield from self._steps()
        yield from self._gaps()

    def _steps(self) -> Iterator[str]:
        steps = [(row, row.next) for row in self.rows if row.next]
        if steps:
            yield from ("", f"## {self._say(_STEP)}", "")
            for row, one in steps[:SHOWN]:
                yield f"- **{inert(row.member.name)}** — {inert(self.next_step(row.slug, one), 400)}"
            yield from self._left_out(len(steps))

    def _gaps(self) -> Iterator[str]:
        for level in sorted(Freshness, reverse=True):
            rows = [row for row in self.rows if row.freshness is level and (row.missing or level >= Freshness.STALE)]
            if rows:
                yield from ("", f"## {self._say(_INCOMPLETE)}: {self._say(FRESHNESS[level])}", "")
            for row in sorted(rows, key=lambda row: (sort_key(row.member.name), row.slug))[:SHOWN]:
                missing = self._language.join([self._values.field("member", field) for field in row.missing])
                day = f" ({self._language.date(row.member.verified.on)})" if row.member.verified else ""
                yield f"- **{inert(row.member.name)}**{day}" + (f" — {inert(missing, 400)}" if missing else "")

            yield from self._left_out(len(rows))

    def _left_out(self, rows: int) -> Iterator[str]:
        left, ngettext = rows - SHOWN, self._language.ngettext
        if left > 0:
            text = ngettext("{number} more is in the CSV", "{number} more are in the CSV", left)
            yield f"- {text.format(number=self._language.number(left))}"

    def _cells(self, row: Row) -> Iterator[str]:
        one = row.next
        yield from (row.slug, row.member.name, row.member.verified.on.isoformat() if row.member.verified else "")
        yield row.freshness.name.lower()
        yield "; ".join(".".join(field) for field in row.missing)
        yield ".".join(one.field) if one else ""
        yield "" if one is None or one.value is None else str(one.value)
        yield str(len(one.matches)) if one else "0"
        yield str(len(one.calls)) if one else "0"
        yield self.next_step(row.slug, one) if one else ""


def _order(row: Row) -> tuple[int, tuple[str, str], str]:
    return (-row.next.opened if row.next else 0, sort_key(row.member.name), row.slug)
