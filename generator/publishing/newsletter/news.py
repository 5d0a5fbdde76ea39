"""What an issue tells, out of what two states of a federation differ in, as the tree of its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from generator.clock import day_of
from generator.languages.language import sort_key
from generator.records.call import Call, CallKind, CallState, DeadlineKind
from generator.records.issue import CallNews, Side
from generator.records.member import Status
from generator.records.offer import Need, Offer

if TYPE_CHECKING:
    from generator.matching.changes import Changes
    from generator.matching.reasons import Ref
    from generator.records.initiative import Initiative
    from generator.records.member import Member
    from generator.writing.record_file import Tree

SOON = timedelta(days=14)
"""Calls that open or close within this time are told, whether anything of them changed or not."""

KEPT = 60
"""So many entries of each kind stand in an issue; the others are counted."""

_ORDER = (CallNews.CLOSES, CallNews.OPENS, CallNews.NEW)
_WAYS_IN = (DeadlineKind.SUBMISSION, DeadlineKind.REGISTRATION)


@dataclass(frozen=True)
class News:
    """Tells changes as an issue. `now` is aware, and says which calls are about to open or close."""

    changes: Changes
    now: datetime

    def tree(self, since: date, commit: str) -> dict[str, Tree]:
        """Return the issue's record as texts; lists hold at most `KEPT` entries, empty ones are left out."""
        told: dict[str, Sequence[Tree]] = {
            "calls": list(self._calls()),
            "members": list(self._members()),
            "exchanges": list(self._exchanges()),
            "matches": list(self._matches()),
            "initiatives": list(self._initiatives()),
        }
        more = {name: str(len(entries) - KEPT) for name, entries in told.items() if len(entries) > KEPT}
        head: dict[str, Tree] = {"date": self._today.isoformat(), "since": since.isoformat(), "commit": commit}
        lists: dict[str, Tree] = {name: entries[:KEPT] for name, entries in told.items() if entries}
        return {**head, **lists, **({"more": more} if more else {})}

    @property
    def _today(self) -> date:
        return day_of(self.now)

    def _calls(self) -> Iterator[Tree]:
        """Yield those that close soon, that open soon, and that are new; the federation's own first."""
        added, calls = set(self.changes.records["call"].added), self.changes.after.federation.calls
        told = sorted(
            (_ORDER.index(news), call.kind is CallKind.EXTERNAL_TENDER, moment, slug)
            for slug, call in calls.items()
            for news, moment in self._of_call(call, slug in added)
        )
        for place, _, _, slug in told:
            yield _call(slug, calls[slug], _ORDER[place])

    def _of_call(self, call: Call, is_new: bool) -> Iterator[tuple[CallNews, datetime]]:
        if call.state(self.now) in (CallState.CLOSED, CallState.CANCELLED):
            return
        if call.closes is not None and call.closes - self.now <= SOON:
            yield CallNews.CLOSES, call.closes
        elif timedelta(0) < call.opens - self.now <= SOON:
            yield CallNews.OPENS, call.opens
        elif is_new:
            yield CallNews.NEW, call.closes or call.opens

    def _members(self) -> Iterator[Tree]:
        members = self.changes.after.federation.members
        fresh = [slug for slug in self.changes.records["member"].added if members[slug].status is not Status.CEASED]
        for slug in sorted(fresh, key=lambda slug: (sort_key(members[slug].name), slug)):
            summary = members[slug].summary
            yield {"member": slug, "name": members[slug].name, **({"summary": summary} if summary else {})}

    def _exchanges(self) -> Iterator[Tree]:
        members = self.changes.after.federation.members
        fresh = [
            (slug, exchange)
            for slug, exchange in self._new_exchanges()
            if exchange.stands(self._today) and members[slug].status is not Status.CEASED
        ]
        for slug, one in sorted(fresh, key=lambda item: (isinstance(item[1], Need), sort_key(item[1].title), item[0])):
            side = Side.OFFER if isinstance(one, Offer) else Side.NEED
            yield {"side": side.value, **_exchange(slug, members[slug], one)}

    def _new_exchanges(self) -> Iterator[tuple[str, Offer | Need]]:
        members, records = self.changes.after.federation.members, self.changes.records["member"]
        for slug in records.added:
            yield from ((slug, one) for one in members[slug].offers)
            yield from ((slug, one) for one in members[slug].needs)
        for changed in records.changed:
            for field in changed.fields:
                if field.before is None and isinstance(field.after, Offer | Need):
                    yield changed.slug, field.after

    def _matches(self) -> Iterator[Tree]:
        for match in self.changes.born:
            yield {"offer": self._named(match.offer, "offers"), "need": self._named(match.need, "needs")}

    def _named(self, ref: Ref, side: str) -> Tree:
        member = self.changes.after.federation.members[ref[0]]
        return _exchange(ref[0], member, next(one for one in getattr(member, side) if one.id == ref[1]))

    def _initiatives(self) -> Iterator[Tree]:
        records, initiatives = self.changes.records["initiative"], self.changes.after.federation.initiatives
        for key in records.added:
            done = [step.title for step in initiatives[key].milestones if step.done_on]
            yield _moved(key, initiatives[key], {"new": "true"}, done)
        for changed in records.changed:
            initiative = initiatives[changed.slug]
            fields = [field.field for field in changed.fields]
            status = {"status": initiative.status.value} if ("status",) in fields else {}
            ids = {field[1] for field in fields if field[0] == "milestones" and field[2:] in ((), ("done_on",))}
            done = [step.title for step in initiative.milestones if step.id in ids and step.done_on]
            if status or done:
                yield _moved(changed.slug, initiative, status, done)


def _moved(key: str, initiative: Initiative, how: Mapping[str, str], done: Iterable[str]) -> Tree:
    milestones = list(done)
    return {
        "initiative": key, "title": initiative.title, **how, **({"milestones": milestones} if milestones else {})
    }  # fmt: skip


def _exchange(slug: str, member: Member, exchange: Offer | Need) -> dict[str, Tree]:
    return {"member": slug, "id": exchange.id, "name": member.name, "title": exchange.title}


def _call(slug: str, call: Call, news: CallNews) -> Tree:
    told = {"call": slug, "title": call.title, "news": news.value}
    wanted = (DeadlineKind.OPENING,) if news is CallNews.OPENS else _WAYS_IN
    dates = [one for one in call.deadlines if one.kind in wanted]
    if dates:
        one = max(dates, key=lambda one: one.moment) if wanted is _WAYS_IN else dates[0]
        return {**told, "at": one.at.isoformat(), "zone": one.zone}
    return {**told, "at": call.published.isoformat()} if news is CallNews.OPENS else told
