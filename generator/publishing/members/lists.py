"""Lists of members, cut into pages; each member's tile is rendered once, however many lists it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.following.links import alternates
from generator.publishing.fragments import Fragments
from generator.publishing.logo import logo
from generator.publishing.page import Page, digest_of, key_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.following.channels import Channel
    from generator.publishing.members.card import Card
    from generator.publishing.site import Site

SIZE = 48
"""Members on a page: rows of two, three and four tiles are all filled."""

ROOT = "\0"
"""Stands in a tile for the way to the site's root; no record can hold this sign."""

Crumbs = tuple[tuple[str, str], ...]
"""Texts and addresses from the root of the site, down to the page itself."""


class Link(NamedTuple):
    """A way on from a list: what it is called, where it leads (from the root), how many members stand there."""

    text: str
    address: str
    members: int


class MemberList(NamedTuple):
    """Members under a heading.

    `kicker` says what sort of heading it is; `crumbs` end with the list itself; `query` asks the directory for the same
    members, empty where it cannot be asked for them; `channel` is what can be followed of the same members.
    """

    address: str
    title: str
    kicker: str
    crumbs: Crumbs
    cards: Sequence[Card]
    links: tuple[Link, ...] = ()
    query: str = ""
    channel: Channel | None = None


class Lists:
    """Makes pages of lists; all lists of a site share one, and with it the tiles."""

    def __init__(self, site: Site, templates: Environment) -> None:
        self.site = site
        self.templates = templates
        self.say = site.language.gettext
        self.components = Fragments(templates, "components.html")
        self.parts = Fragments(templates, "directory_parts.html")
        self.counted = cache(self._counted)
        self._made: dict[str, str] = {}

    def tiles(self, cards: Sequence[Card], root: str) -> Markup:
        """Return the members' tiles, as items of a list, for a page that is `root` away from the site's root."""
        made = self._made
        missing = [card for card in cards if card.slug not in made]
        if missing:
            tile: Any = self.templates.get_template("directory_tile.html").module
            for card in missing:
                made[card.slug] = str(tile.tile(card, logo(card.slug, card, ROOT, 48, self.components), ROOT))
        return Markup("".join([made[card.slug] for card in cards]).replace(ROOT, root))  # noqa: S704 - from a template

    def _counted(self, number: int) -> str:
        """Return «62 co-operatives»."""
        text = self.site.language.ngettext("{number} co-operative", "{number} co-operatives", number)
        return text.format(number=self.site.language.number(number))

    def pages(self, listed: MemberList) -> Iterator[Page]:
        """Return the list's pages, `SIZE` members each."""
        told = (listed.title, listed.kicker, listed.crumbs, listed.links, listed.query, listed.channel)
        # A list of thousands has hundreds of pages, and all have this in common.
        heading = key_of(told, len(listed.cards))
        for number, cards in enumerate(cut(listed.cards), 1):
            yield Page(
                address=self.site.addresses.numbered(listed.address, number),
                section="members",
                title=self.numbered(f"{listed.title} ({listed.kicker})", number),
                description=f"{self.counted(len(listed.cards))}: {listed.title} ({listed.kicker}).",
                key=key_of(number, heading, digest_of(card.digest for card in cards)),
                body=partial(self._body, listed, number, cards),
                head=partial(alternates, listed.channel, root_of(listed.address)) if number == 1 else None,
            )

    def numbered(self, title: str, number: int) -> str:
        """Return a title with the number of the page, from the second on."""
        return title if number == 1 else self.say(N_("{title}, page {number}")).format(title=title, number=number)

    def _body(self, listed: MemberList, number: int, cards: Sequence[Card]) -> str:
        root = root_of(self.site.addresses.numbered(listed.address, number))
        return self.templates.get_template("browse_list.html").render(
            listed=listed,
            number=number,
            count=page_count(len(listed.cards)),
            counted=self.counted(len(listed.cards)),
            tiles=self.tiles(cards, root),
            root=root,
        )


def page_count(members: int) -> int:
    """Return how many pages a list takes; an empty one takes one."""
    return max(1, -(-members // SIZE))


def cut(cards: Sequence[Card]) -> list[Sequence[Card]]:
    """Return a list cut into pages."""
    return [cards[start : start + SIZE] for start in range(0, max(1, len(cards)), SIZE)]
