"""«We are a social co-operative of type B in Brescia»: the calls that such a member could still join.

A page for each kind of co-operative, and one for each place that a kind may be in. Whether a call fits by what else it
asks (activities, services, employees, profiles) its tile says: whoever reads knows that of themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.calls.call_words import LIVE
from generator.publishing.calls.kinds import kind_of
from generator.publishing.calls.sheets import A_PAGE, sheets
from generator.publishing.calls.shelf_pages import Listed, crumbs_of, list_pages
from generator.publishing.calls.territory import EVERYWHERE
from generator.publishing.page import Page, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.publishing.calls.kinds import Kind
    from generator.publishing.calls.lists import CallLists
    from generator.publishing.calls.sheets import Sheet
    from generator.publishing.calls.shelf_pages import Crumbs
    from generator.publishing.calls.territory import Region
    from generator.publishing.weave import Calls
    from generator.records.member import Member


@dataclass(frozen=True)
class ForWhom:
    """Makes the pages on which somebody who says what and where they are finds what they can join."""

    lists: CallLists

    def pages(self) -> Iterator[Page]:
        """Yield the page where one begins, and those of kinds and places; none without calls."""
        if not self.lists.site.federation.calls:
            return
        yield self._start()
        for kind in self.lists.kinds:
            yield from self._of_kind(kind)

    def address(self, *segments: str) -> str:
        """Return the address of a kind's page, or of a kind's in a place."""
        at = self.lists.site.addresses
        return at.calls_by(at.for_whom, *segments)

    def of_member(self, member: Member) -> str:
        """Return the address of the page on which a member finds what it can join."""
        return self._found(kind_of(member, self.lists.kinds).slug, self.lists.territory.of(member.address))

    @cached_property
    def _found(self) -> Callable[[str, str], str]:
        return cache(self._address_of)

    def _address_of(self, kind: str, place: str) -> str:
        if not self.lists.territory.regions:
            return self.address(kind)
        return self.address(kind, self.lists.site.addresses.everywhere if place == EVERYWHERE else place)

    @cached_property
    def _living(self) -> Calls:
        """The calls that can be joined or will be, in the order in which they are read."""
        return tuple(item for state in LIVE for item in self.lists.site.calls_by_state[state])

    @cached_property
    def _marks(self) -> Mapping[str, frozenset[str]]:
        return {slug: frozenset(self.lists.territory.marks(call)) for slug, call in self._living}

    @cached_property
    def _crumbs(self) -> Crumbs:
        say = self.lists.site.language.gettext
        return (*crumbs_of(self.lists), (say(N_("For my co-operative")), self.address()))

    def _start(self) -> Page:
        say, address = self.lists.site.language.gettext, self.address()
        title = say(N_("Which calls are for us?"))
        shown = tuple((kind, len(self._answered(kind))) for kind in self.lists.kinds)
        return Page(
            address=address,
            section="calls",
            title=title,
            description=say(N_("Say what you are and where: here are the calls that you can join.")),
            key=key_of(shown),
            body=partial(self._start_body, title, address),
        )

    def _start_body(self, title: str, address: str) -> str:
        return self.lists.templates.get_template("call_for_whom.html").render(
            title=title,
            crumbs=self._crumbs,
            kinds=[(kind, self.address(kind.slug), len(self._answered(kind))) for kind in self.lists.kinds],
            root=root_of(address),
        )

    def _of_kind(self, kind: Kind) -> Iterator[Page]:
        say = self.lists.site.language.gettext
        calls, regions = self._answered(kind), self.lists.territory.regions
        here = (kind.label, self.address(kind.slug))
        places = tuple(
            (name, self.address(kind.slug, slug), len(found)) for slug, name, found in self._places(calls, regions)
        )
        listed = Listed(
            kind.label, say(N_("Calls for")), here[1], (*self._crumbs, here), onward=places,
            note=say(N_("Choose where you are, or read all of them:")) if places else "",
        )  # fmt: skip
        yield from list_pages(self.lists, listed, sheets(calls, self.lists.words))
        for slug, name, found in self._places(calls, regions):
            place = Listed(
                f"{kind.label}: {name}",
                say(N_("Calls for")),
                self.address(kind.slug, slug),
                (*self._crumbs, here, (name, "")),
                note=self._note(len(found)),
            )
            yield from list_pages(self.lists, place, self._first(found))

    def _answered(self, kind: Kind) -> Calls:
        return self._by_kind[kind.slug]

    @cached_property
    def _by_kind(self) -> Mapping[str, Calls]:
        return {
            kind.slug: tuple(item for item in self._living if kind.may_answer(item[1].criteria))
            for kind in self.lists.kinds
        }

    def _places(self, calls: Calls, regions: tuple[Region, ...]) -> Iterator[tuple[str, str, Calls]]:
        """Yield each place where one may be and the calls that hold there: provinces, then the rest of the region."""
        for region in regions:
            for slug, name in region.provinces:
                yield slug, name, self._in(calls, {slug, region.slug, EVERYWHERE})
            if region.slug not in dict(region.provinces):
                name = region.name
                if region.provinces:
                    name = self.lists.site.language.gettext(N_("{region}, elsewhere")).format(region=name)
                yield region.slug, name, self._in(calls, {region.slug, EVERYWHERE})
        at = self.lists.site.addresses
        if regions:
            yield at.everywhere, self.lists.site.language.gettext(N_("Elsewhere")), self._in(calls, {EVERYWHERE})

    def _in(self, calls: Calls, marks: set[str]) -> Calls:
        known = self._marks
        return tuple(item for item in calls if not known[item[0]].isdisjoint(marks))

    def _first(self, calls: Calls) -> tuple[Sheet, ...]:
        """Return one page of the first calls: there are as many such lists as kinds and places."""
        own = [item for item in calls if self.lists.words.own(item[1])]
        outside = [item for item in calls if not self.lists.words.own(item[1])]
        return sheets(tuple((own + outside)[:A_PAGE]), self.lists.words)

    def _note(self, number: int) -> str:
        say = self.lists.site.language
        if number <= A_PAGE:
            return say.gettext(N_("Each says below whom it is for: what else it asks, you know of yourselves."))
        text = say.ngettext(
            "The first {shown} of {n} call. The others stand among those for this kind of co-operative.",
            "The first {shown} of {n} calls. The others stand among those for this kind of co-operative.",
            number,
        )
        return text.format(n=say.number(number), shown=say.number(A_PAGE))
