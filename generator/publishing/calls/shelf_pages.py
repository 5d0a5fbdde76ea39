"""The pages of the ways to browse calls: one that leads to all, and those of each shelf."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.calls.sheets import Sheet, sheets
from generator.publishing.following.links import alternates
from generator.publishing.page import Page, key_of

if TYPE_CHECKING:
    from generator.publishing.calls.lists import CallLists
    from generator.publishing.calls.ways import Shelf, Way
    from generator.publishing.following.channels import Channel

Crumbs = tuple[tuple[str, str], ...]


class Listed(NamedTuple):
    """Calls under a heading.

    crumbs: from the calls' own page down to this one. onward: names, addresses and numbers of lists that go on from it.
    note: what else is to be said of them.
    """

    title: str
    kicker: str
    address: str
    crumbs: Crumbs
    channel: Channel | None = None
    onward: tuple[tuple[str, str, int], ...] = ()
    note: str = ""


def way_pages(lists: CallLists, ways: tuple[Way, ...]) -> Iterator[Page]:
    """Yield the page of all ways, and the pages of their shelves; none without calls."""
    if not ways:
        return
    crumbs = crumbs_of(lists)
    yield _index(lists, ways, crumbs)
    for way in ways:
        for shelf in way.shelves:
            yield from _shelf(lists, way, shelf, crumbs)
            for part in shelf.parts:
                yield from _shelf(lists, way, part, (*crumbs, (shelf.label, shelf.address)))


def crumbs_of(lists: CallLists) -> Crumbs:
    """Return the way to the page of all ways."""
    say, at = lists.site.language.gettext, lists.site.addresses
    return ((say(N_("Calls")), f"{at.calls}/"), (say(N_("Browse")), at.calls_by()))


def list_pages(lists: CallLists, listed: Listed, pages: tuple[Sheet, ...]) -> Iterator[Page]:
    """Yield the pages of a list, cut already."""
    site = lists.site
    for sheet in pages:
        title = f"{listed.title} ({listed.kicker})"
        if sheet.number > 1:
            title = site.language.gettext(N_("{title}, page {number}")).format(title=title, number=sheet.number)
        address = site.addresses.numbered(listed.address, sheet.number)
        yield Page(
            address=address,
            section="calls",
            title=title,
            description=f"{site.language.gettext(N_('Calls'))}: {title}.",
            key=key_of(listed, sheet.number, sheet.count, lists.key(sheet)),
            body=partial(_body, lists, listed, sheet, address),
            head=partial(alternates, listed.channel, root_of(address)) if sheet.number == 1 else None,
        )


def _shelf(lists: CallLists, way: Way, shelf: Shelf, crumbs: Crumbs) -> Iterator[Page]:
    listed = Listed(
        shelf.label,
        way.kicker,
        shelf.address,
        (*crumbs, (shelf.label, shelf.address)),
        shelf.channel,
        tuple((part.label, part.address, len(part.calls)) for part in shelf.parts),
    )
    yield from list_pages(lists, listed, sheets(shelf.calls, lists.words))


def _body(lists: CallLists, listed: Listed, sheet: Sheet, address: str) -> str:
    return lists.templates.get_template("call_list.html").render(
        listed=listed,
        sheet=sheet,
        groups=lists.tiled(sheet, root_of(address)),
        words=lists.words,
        root=root_of(address),
    )


def _index(lists: CallLists, ways: tuple[Way, ...], crumbs: Crumbs) -> Page:
    site, address = lists.site, crumbs[-1][1]
    shown = tuple(
        (shelf.label, shelf.address, len(shelf.calls), tuple((part.label, len(part.calls)) for part in shelf.parts))
        for way in ways
        for shelf in way.shelves
    )
    title = site.language.gettext(N_("Browse the calls"))
    return Page(
        address=address,
        section="calls",
        title=title,
        description=site.language.gettext(N_("Calls by whom they are for, by state, track, theme and territory.")),
        key=key_of(shown, lists.kinds),
        body=partial(_index_body, lists, ways, crumbs, title),
    )


def _index_body(lists: CallLists, ways: tuple[Way, ...], crumbs: Crumbs, title: str) -> str:
    return lists.templates.get_template("call_ways.html").render(
        title=title, ways=ways, crumbs=crumbs, kinds=lists.kinds, root=root_of(crumbs[-1][1])
    )
