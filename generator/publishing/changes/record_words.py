"""Records that came, changed and went, in lines of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.matching.record_changes import Changed, FieldChange, RecordChanges, of_kind
from generator.publishing.changes.inert import inert
from generator.publishing.changes.values import Values
from generator.records.offer import Need, Offer

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.federation import Kind

SHORT = 80
"""Longer values are not told: that they changed is."""

EXCHANGES = {"offers": (N_("offers"), N_("offer")), "needs": (N_("seeks"), N_("need"))}
"""What a member does with them, and what one is called."""


class RecordWords:
    """Says changes of records; `before` and `after` are the sites of both sides."""

    def __init__(self, before: Site, after: Site) -> None:
        self._sites = before, after
        self._say = after.language.gettext
        self._were, self._are = Values(before), Values(after)

    def lines(self, kind: Kind, changes: RecordChanges) -> Iterator[str]:
        """Yield an entry for each record: its own line, and what belongs to it indented below."""
        before, after = (of_kind(kind, site.federation) for site in self._sites)
        for slug in changes.added:
            yield self._entry(N_("New: {name}"), after[slug], self._whole(after[slug]))
        for one in changes.changed:
            yield self._entry(self._headline(one), after[one.slug], self._details(kind, one), one)
        for slug in changes.removed:
            yield self._entry(N_("Removed: {name}"), before[slug], ())

    @staticmethod
    def _headline(one: Changed) -> str:
        if not one.renamed:
            return N_("Changed: {name}")
        return N_("Renamed: {name}, {slug} instead of {former}")

    def _entry(self, headline: str, record: Any, details: Iterable[str], one: Changed | None = None) -> str:
        name = f"**{inert(called(record))}**"
        slugs = {"slug": inert(one.slug), "former": inert(one.former)} if one else {}
        told = self._say(headline).format(name=name, **slugs)
        return "\n".join((f"- {told}", *(f"  - {detail}" for detail in details)))

    def _whole(self, record: Any) -> Iterator[str]:
        if summary := getattr(record, "summary", None):
            yield inert(summary)
        for key, (does, _) in EXCHANGES.items():
            for one in getattr(record, key, ()):
                text = N_("{does} “{title}” until {date}")
                date = self._sites[1].language.date(one.expires)
                yield self._say(text).format(does=self._say(does), title=inert(one.title), date=date)

    def _details(self, kind: Kind, one: Changed) -> Iterator[str]:
        for change in one.fields:
            yield from self._change(kind, one.slug, change)

    def _change(self, kind: Kind, slug: str, change: FieldChange) -> Iterator[str]:
        if isinstance(change.after or change.before, Offer | Need):
            yield self._exchange(change)
            return
        field = inert(self._field(kind, slug, change.field))
        key = next((part for part in reversed(change.field) if part.isidentifier()), "")
        old = self._were.value(key, change.before) if change.before is not None else ""
        new = self._are.value(key, change.after) if change.after is not None else ""
        yield self._say(self._text(change, old, new)).format(field=field, before=inert(old), after=inert(new))

    def _field(self, kind: Kind, slug: str, field: tuple[str, ...]) -> str:
        """Return what a field is called; of an offer or a need by its title."""
        side, *rest = field
        if kind != "member" or side not in EXCHANGES or len(rest) < len(("id", "key")):
            return self._are.field(kind, field)
        exchanges = getattr(self._sites[1].federation.members[slug], side)
        title = next(one.title for one in exchanges if one.id == rest[0])
        named = self._say(N_("offer “{title}”") if side == "offers" else N_("need “{title}”")).format(title=title)
        return f"{named} › {self._are.field(kind, (side, *rest[1:])).partition(' › ')[2]}"

    @staticmethod
    def _text(change: FieldChange, old: str, new: str) -> str:
        listed = isinstance(change.before, tuple) or isinstance(change.after, tuple)
        if change.before is None and change.after is None:
            return N_("{field}: in another order")
        if len(old) > SHORT or len(new) > SHORT or not (old or new):
            return N_("{field}: rewritten") if old and new else N_("{field}: added") if new else N_("{field}: removed")
        if change.before is None:
            return N_("{field}: “{after}” is new")
        if change.after is None:
            return N_("{field}: “{before}” is removed")
        return (
            N_("{field}: “{after}” is new, “{before}” is removed") if listed else N_("{field}: “{before}” → “{after}”")
        )

    def _exchange(self, change: FieldChange) -> str:
        one = change.after or change.before
        kind = self._say(EXCHANGES[change.field[0]][1])
        text = N_("new {kind}: “{title}” until {date}") if change.after else N_("removed {kind}: “{title}”")
        date = self._sites[1].language.date(one.expires)
        return self._say(text).format(kind=kind, title=inert(one.title), date=date)


def called(record: Any) -> str:
    """Return the name or the title of a record; of an issue without one its day."""
    return str(getattr(record, "name", None) or record.title or record.date)
