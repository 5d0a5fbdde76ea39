"""The directory: how many members there are, ways to browse them, the newest, and all of them in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.members import browse, finder
from generator.publishing.members.browse import Way
from generator.publishing.members.card import Card
from generator.publishing.members.lists import Link, Lists, cut, page_count
from generator.publishing.page import Page, digest_of, key_of
from generator.publishing.proposing.kinds import address

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.members.finder import Finder
    from generator.publishing.members.roll import Roll

NEWEST = 4
"""Members that the directory shows as its newest."""

SHOWN = 5
"""Values that the directory shows of each way to browse: the largest."""

ENTRANCES = ("sector", "region", "service", "kind")
"""Ways that the directory's first page leads into; letters stand above the members, provinces under their regions."""


class Entrance(NamedTuple):
    """A way into the directory: its name, its page, its largest values, and how many values there are."""

    name: str
    title: str
    address: str
    links: tuple[Link, ...]
    values: int


class Head(NamedTuple):
    """What stands above the members on the directory's first page."""

    sentence: str
    entrances: tuple[Entrance, ...]
    letters: tuple[Link, ...]
    newest: tuple[Card, ...]
    finder: Finder | None


def pages(roll: Roll, templates: Environment) -> Iterator[Page]:
    """Return the directory's pages and those of every way to browse it."""
    lists = Lists(roll.site, templates)
    yield from _directory(roll, lists)
    title = lists.say(N_("Members"))
    for way in roll.ways.values():
        yield from browse.pages(way, title, lists)


def _directory(roll: Roll, lists: Lists) -> Iterator[Page]:
    everyone, ways = roll.cards, roll.ways
    head = Head(
        sentence=_sentence(roll, lists),
        entrances=tuple(_entrance(name, ways[name], lists) for name in ENTRANCES if ways[name].shelves),
        letters=tuple(shelf.link for shelf in ways["letter"].shelves),
        newest=roll.newest(NEWEST),
        finder=finder.finder(roll),
    )
    title = lists.say(N_("Members"))
    further = head._replace(newest=(), entrances=(), finder=None)
    digests = [key_of(_shown(above), len(everyone)) for above in (head, further)]
    for number, shown in enumerate(cut(everyone), 1):
        above = head if number == 1 else further
        yield Page(
            address=lists.site.addresses.numbered(f"{lists.site.addresses.members}/", number),
            section="members",
            title=lists.numbered(title, number),
            description=head.sentence,
            key=key_of(number, digests[number > 1], digest_of(card.digest for card in shown)),
            body=partial(_body, above, number, len(everyone), shown, lists),
            head=partial(_scripts, above.finder, lists) if above.finder else None,
        )


def _body(head: Head, number: int, total: int, shown: Sequence[Card], lists: Lists) -> str:
    root = root_of(lists.site.addresses.numbered(f"{lists.site.addresses.members}/", number))
    return lists.templates.get_template("directory.html").render(
        head=head,
        number=number,
        count=page_count(total),
        letters=lists.parts.letters(head.letters, root),
        newest=lists.tiles(head.newest, root),
        tiles=lists.tiles(shown, root),
        entering=address("new-member", lists.site),
        root=root,
    )


def _scripts(finder: Finder, lists: Lists) -> str:
    return str(lists.parts.module.scripts(finder, root_of(f"{lists.site.addresses.members}/")))


def _shown(head: Head) -> tuple[object, ...]:
    return (head._replace(newest=()), [card.digest for card in head.newest])


def _entrance(name: str, way: Way, lists: Lists) -> Entrance:
    largest = sorted(way.shelves, key=lambda shelf: (not shelf.value.stated, -len(shelf.cards), shelf.value.order))
    links = tuple(shelf.link for shelf in largest[:SHOWN])
    return Entrance(name, lists.say(way.title), way.address, links, len(way.shelves))


def _sentence(roll: Roll, lists: Lists) -> str:
    """Return «62 cooperative in 9 province e 14 settori», without what is not known, and how many have ceased."""
    everyone, ways = roll.cards, roll.ways
    if not everyone:
        return lists.say(N_("The directory of the federation's members."))
    ngettext = lists.site.language.ngettext
    provinces = len(ways["province"].shelves)
    sectors = sum(shelf.value.stated for shelf in ways["sector"].shelves)
    spread = [
        text.format(number=lists.site.language.number(number))
        for number, text in (
            (provinces, ngettext("{number} province", "{number} provinces", provinces)),
            (sectors, ngettext("{number} sector", "{number} sectors", sectors)),
        )
        if number
    ]
    members = lists.counted(len(everyone))
    # Elsewhere those that are left are counted: whoever sees both numbers shall see why they differ.
    if ceased := len(everyone) - len(roll.staying):
        gone = ngettext("one no longer active", "{number} no longer active", ceased)
        members = f"{members} ({gone.format(number=lists.site.language.number(ceased))})"
    if not spread:
        return f"{members}."
    return lists.say(N_("{members} in {places}.")).format(members=members, places=lists.site.language.join(spread))
