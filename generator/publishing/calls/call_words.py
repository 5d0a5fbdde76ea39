"""A call as people read it: when it opens and closes, what it is worth, whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.publishing import when
from generator.publishing.calls.audience import in_one_line
from generator.publishing.calls.sheets import group
from generator.records.call import Call, CallKind, CallState, Deadline, DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from generator.publishing.weave import Weave
    from generator.records.track import Track

LIVE = (CallState.CLOSING, CallState.OPEN, CallState.UPCOMING)
OVER = (CallState.CLOSED, CallState.CANCELLED)


@dataclass(frozen=True)
class CallWords:
    """Says calls for templates; whatever depends on the clock is a date, so that an old page is still right."""

    weave: Weave

    @property
    def states(self) -> tuple[CallState, ...]:
        """Every state, for the template that the script takes its words from."""
        return tuple(CallState)

    def state(self, call: Call) -> CallState:
        """Return the state at the time of the build."""
        return call.state(self.weave.site.now)

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """The group of lists in which each call stands at the time of the build."""
        states = self.weave.site.calls_by_state
        return {slug: group(state, self.own(call)) for state, calls in states.items() for slug, call in calls}

    def over(self, call: Call) -> bool:
        """Tell whether it was closed or cancelled at the time of the build: that does not pass."""
        return self.state(call) in OVER

    def own(self, call: Call) -> bool:
        """Tell whether it is the federation's or its members', not a call from outside."""
        return call.kind is not CallKind.EXTERNAL_TENDER

    def meant_for(self, call: Call) -> str:
        """Return whom it is for in one line; empty where it says nothing of that."""
        if call.criteria is None:
            return self.weave.site.language.gettext(N_("all members")) if self.own(call) else ""
        return in_one_line(call.criteria, self.weave.site)

    def opens(self, call: Call) -> str:
        """Return when it opens, in words: by its opening date, else by the day of publication."""
        opening = next((one for one in call.deadlines if one.kind is DeadlineKind.OPENING), None)
        language = self.weave.site.language
        return when.said(opening, language) if opening else language.date(call.published, "full")

    def closes(self, call: Call) -> str:
        """Return when its last way in closes, in words; empty when it stays open."""
        closing = self._closing(call)
        return when.said(closing, self.weave.site.language) if closing else ""

    def put_off(self, call: Call) -> str:
        """Return the date from which its closing was put off; empty when it was not."""
        closing = self._closing(call)
        return when.said_before(closing, self.weave.site.language) if closing else ""

    def dates(self, call: Call) -> list[tuple[Deadline, str, str]]:
        """Return all dates in their order: the deadline, when it is, and from when it was put off."""
        language = self.weave.site.language
        inorder = sorted(call.deadlines, key=lambda one: (one.moment, one.id))
        return [(one, when.said(one, language), when.said_before(one, language)) for one in inorder]

    def instants(self, call: Call) -> dict[str, str]:
        """Return what the script works from: `opens` and, where it closes, `closes`, in UTC."""
        closes = {"closes": when.instant(call.closes)} if call.closes else {}
        return {"opens": when.instant(call.opens), **closes}

    def instant(self, moment: datetime) -> str:
        """Return an instant as browsers read it."""
        return when.instant(moment)

    def value(self, call: Call) -> str:
        """Return «da 10.000 € a 50.000 €», with the share of the costs that is paid; empty without."""
        parts = [self._amount(call), self._share(call)]
        return "; ".join(part for part in parts if part)

    def track(self, slug: str, call: Call) -> tuple[str, Track] | None:
        """Return the call's track, else its initiative's, with the track's slug."""
        found = next(iter(self.weave.tracks_of_call(slug, call)), None)
        return (found, self.weave.site.federation.tracks[found]) if found else None

    def key(self, slug: str) -> tuple[object, ...]:
        """Return what a tile shows of a call, for the key of the page that it stands on."""
        site = self.weave.site
        call = site.federation.calls[slug]
        track = self.track(slug, call)
        shown = (track[1].number, track[1].title) if track else None
        return slug, site.federation.sources["call", slug].digest, self.state(call).value, shown

    def _closing(self, call: Call) -> Deadline | None:
        ways_in = (DeadlineKind.SUBMISSION, DeadlineKind.REGISTRATION)
        return max((one for one in call.deadlines if one.kind in ways_in), key=lambda one: one.moment, default=None)

    def _amount(self, call: Call) -> str:
        value, language = call.value, self.weave.site.language
        if value is None or (value.min is None and value.max is None):
            return ""
        low, high = (None if one is None else language.money(one, value.currency) for one in (value.min, value.max))
        if low == high:
            return low or ""
        text = N_("from {low} to {high}") if low and high else N_("at least {low}") if low else N_("up to {high}")
        return language.say(Message(text, {"low": low, "high": high}))

    def _share(self, call: Call) -> str:
        if call.value is None or call.value.share is None:
            return ""
        language = self.weave.site.language
        return language.say(Message(N_("{share}% of the costs"), {"share": language.number(call.value.share)}))
