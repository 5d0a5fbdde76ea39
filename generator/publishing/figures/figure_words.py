"""What the figures say, each in a sentence; empty where there is nothing to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.figures.row import Row, first, totals
from generator.publishing.figures.trade import NEEDS, OFFERS
from generator.publishing.figures.works import STATUSES
from generator.records.initiative import InitiativeStatus

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.publishing.figures.numbers import Numbers

LATELY = 5
"""Years, this one among them, whose new members are told."""


class FigureWords:
    """Says a federation's figures in a language."""

    def __init__(self, numbers: Numbers, language: Language) -> None:
        self._numbers = numbers
        self._language = language
        self._say, self._number = language.gettext, language.number

    @property
    def places(self) -> str:
        """Where most members are."""
        return self._leading(self._numbers.membership.regions, N_("{name} leads, with {members}."))

    @property
    def sectors(self) -> str:
        """What most members do."""
        return self._leading(self._numbers.membership.sectors, N_("The largest sector is “{name}”, with {members}."))

    @property
    def kinds(self) -> str:
        """What most members are."""
        return self._leading(self._numbers.membership.kinds, N_("The most frequent kind is “{name}”, with {members}."))

    def _leading(self, rows: tuple[Row, ...], text: str) -> str:
        row = first(rows)
        return self._say(text).format(name=row.label, members=self._members(row.counts[0])) if row else ""

    def _members(self, number: int) -> str:
        """Return «41 associate su 74»."""
        text = self._language.ngettext("{n} member of {total}", "{n} members of {total}", number)
        return text.format(n=self._number(number), total=self._number(self._numbers.membership.members))

    @property
    def years(self) -> str:
        """Since when members have joined, and how many did lately."""
        found = self._numbers.membership
        if not found.years:
            return ""
        since = self._numbers.day.year - LATELY + 1
        lately = sum(one.members for one in found.years if one.year >= since)
        text = self._language.ngettext(
            "The first of today's members joined in {first}; since {since} there has been {n} more.",
            "The first of today's members joined in {first}; since {since} there have been {n} more.",
            lately,
        )
        if found.years[0].year >= since:
            text = self._language.ngettext(
                "Since {first} {n} member has joined.", "Since {first} {n} members have joined.", lately
            )
        return text.format(first=found.years[0].year, since=since, n=self._number(lately))

    @property
    def undated(self) -> str:
        """How many members do not say when they joined."""
        number = self._numbers.membership.undated
        text = self._language.ngettext(
            "{n} member does not say when it joined.", "{n} members do not say when they joined.", number
        )
        return self._told(text, number)

    @property
    def ceased(self) -> str:
        """How many members have ceased."""
        number = self._numbers.membership.ceased
        text = self._language.ngettext(
            "{n} member has ceased and is not counted.", "{n} members have ceased and are not counted.", number
        )
        return self._told(text, number)

    @property
    def course(self) -> str:
        """How many offers and needs stand, and what came of others."""
        offers, needs = self._numbers.trade.offers, self._numbers.trade.needs
        if not any((*offers, *needs)):
            return ""
        standing = self._say(N_("Open today, those in talks included: {exchanges}.")).format(
            exchanges=self._both(offers.standing, needs.standing)
        )
        concluded = self._number(offers.concluded + needs.concluded)
        past = self._say(N_("Concluded so far: {n}.")).format(n=concluded)
        return f"{standing} {past}"

    @property
    def groups(self) -> str:
        """What is offered most, and what is sought most."""
        offered, sought = (first(self._numbers.trade.groups, column) for column in (OFFERS, NEEDS))
        parts = [
            self._say(text).format(group=row.label, n=self._number(row.counts[column]))
            for row, column, text in (
                (offered, OFFERS, N_("Most is offered in “{group}” ({n}).")),
                (sought, NEEDS, N_("Most is sought in “{group}” ({n}).")),
            )
            if row
        ]
        return " ".join(parts)

    @property
    def exchange_kinds(self) -> str:
        """What changes hands most often."""
        return self._most(self._numbers.trade.kinds, N_("The most frequent kind is “{place}”: {exchanges}."))

    @property
    def exchange_places(self) -> str:
        """Where most offers and needs come from."""
        return self._most(self._numbers.trade.regions, N_("{place} leads with {exchanges}."))

    def _most(self, rows: tuple[Row, ...], text: str) -> str:
        stated = [row for row in rows if row.stated]
        row = max(stated, key=lambda row: row.counts[OFFERS] + row.counts[NEEDS], default=None)
        if row is None:
            return ""
        return self._say(text).format(place=row.label, exchanges=self._both(row.counts[OFFERS], row.counts[NEEDS]))

    def _both(self, offers: int, needs: int) -> str:
        """Return «87 offerte e 80 richieste»."""
        return self._language.join(
            [
                self._language.ngettext("{n} offer", "{n} offers", offers).format(n=self._number(offers)),
                self._language.ngettext("{n} need", "{n} needs", needs).format(n=self._number(needs)),
            ]
        )

    @property
    def matches(self) -> str:
        """How many offers and needs fit each other."""
        found, needs = self._numbers.meeting, self._numbers.trade.needs.standing
        if not found.matches:
            return self._say(N_("No offer and need fit each other today.")) if needs else ""
        text = self._language.ngettext("{n} possible match today.", "{n} possible matches today.", found.matches)
        met = self._language.ngettext(
            "{n} of {total} needs finds at least one offer that fits.",
            "{n} of {total} needs find at least one offer that fits.",
            found.met_needs,
        )
        return (
            f"{text.format(n=self._number(found.matches))} "
            f"{met.format(n=self._number(found.met_needs), total=self._number(needs))}"
        )

    @property
    def pairs(self) -> str:
        """How many pairs of members have what the other seeks."""
        number = self._numbers.meeting.pairs
        text = self._language.ngettext(
            "In {n} pair of members each has what the other seeks.",
            "In {n} pairs of members each has what the other seeks.",
            number,
        )
        return self._told(text, number)

    @property
    def contacts(self) -> str:
        """How many members could work with another today, and how many have no contact to others."""
        found, total = self._numbers.meeting, self._numbers.membership.members
        text = self._language.ngettext(
            "{n} of {total} members has at least one match today.",
            "{n} of {total} members have at least one match today.",
            found.matched,
        ).format(n=self._number(found.matched), total=self._number(total))
        number = found.alone
        alone = self._language.ngettext(
            "{n} has no contact to the others yet.", "{n} have no contact to the others yet.", number
        )
        return f"{text} {self._told(alone, number)}".rstrip()

    @property
    def chains(self) -> str:
        """How many stages lack members, and how many hang on one."""
        chains = self._numbers.chains
        stages, gaps = sum(len(one.stages) for one in chains), sum(one.gaps for one in chains)
        if not stages:
            return ""
        text = self._language.ngettext(
            "{n} of {total} stages lacks members.", "{n} of {total} stages lack members.", gaps
        ).format(n=self._number(gaps), total=self._number(stages))
        number = sum(one.singles for one in chains)
        alone = self._language.ngettext("{n} hangs on one member alone.", "{n} hang on one member alone.", number)
        return f"{text} {self._told(alone, number)}".rstrip()

    @property
    def calls(self) -> str:
        """How many calls can be joined."""
        total = sum(totals(self._numbers.calls))
        if not total:
            return ""
        joinable = self._numbers.joinable
        text = self._language.ngettext(
            "{n} of {total} calls can be joined today.", "{n} of {total} calls can be joined today.", joinable
        )
        return text.format(n=self._number(joinable), total=self._number(total))

    @property
    def initiatives(self) -> str:
        """How many initiatives there are, and how many are under way."""
        counts = totals(self._numbers.initiatives)
        if not counts:
            return ""
        running = counts[STATUSES.index(InitiativeStatus.RUNNING)]
        text = self._language.ngettext(
            "{n} of {total} initiatives is under way.", "{n} of {total} initiatives are under way.", running
        )
        return text.format(n=self._number(running), total=self._number(sum(counts)))

    @property
    def freshness(self) -> str:
        """How many records were verified lately, and when the last one was."""
        found, total = self._numbers.freshness, self._numbers.membership.members
        text = self._language.ngettext(
            "{n} of {total} records was verified within the last year.",
            "{n} of {total} records were verified within the last year.",
            found.fresh,
        ).format(n=self._number(found.fresh), total=self._number(total))
        if found.latest is None:
            return text
        latest = self._say(N_("The latest verification is of {day}.")).format(day=self._language.date(found.latest))
        return f"{text} {latest}"

    def _told(self, text: str, number: int) -> str:
        return text.format(n=self._number(number)) if number else ""
