"""The directory's shelves: every member under its sector, place, kind, services and first letter, and their pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.following.channels import PROVINCE
from generator.publishing.members.lists import Crumbs, Link, Lists, MemberList
from generator.publishing.members.parameters import names
from generator.publishing.members.ways import ABROAD, Value
from generator.publishing.page import Page, key_of

if TYPE_CHECKING:
    from generator.publishing.addresses import Addresses
    from generator.publishing.following.channels import Channel
    from generator.publishing.members.card import Card


class Shelf(NamedTuple):
    """The members of one value, in the order of their names; `parts` are the shelves within it."""

    value: Value
    address: str
    cards: Sequence[Card]
    parts: tuple[Shelf, ...] = ()

    @property
    def link(self) -> Link:
        """The way to this shelf."""
        return Link(self.value.label, self.address, len(self.cards))


class Way(NamedTuple):
    """A way to browse: what a value of it is called, the title and the address of the page of all its values.

    `facet` is the search's column of the same values, empty where it has none.
    """

    name: str
    title: str
    address: str
    shelves: tuple[Shelf, ...]
    facet: str = ""


_NAMES = {
    "sector": (N_("Sector"), N_("Members by sector")),
    "region": (N_("Region or country"), N_("Members by region and country")),
    "province": (N_("Province"), N_("Members by province")),
    "kind": (N_("Kind of co-operative"), N_("Members by kind of co-operative")),
    "service": (N_("Service"), N_("Members by service")),
    "letter": (N_("First letter"), N_("Members by first letter")),
}

_FACETS = {"sector": "sector", "region": "region", "province": "province", "kind": "kind", "service": "services"}


def ways(cards: Sequence[Card], at: Addresses) -> dict[str, Way]:
    """Return the ways to browse these members, by the name of their segment; a way may have no shelves."""
    base = {name: f"{at.members}/{getattr(at, name)}/" for name in _NAMES}
    provinces = shelved(cards, lambda card: (card.province,) if card.province else (), base["province"])
    shelves = {
        "sector": shelved(cards, lambda card: (card.sector,), base["sector"]),
        "region": _with_provinces(shelved(cards, lambda card: (card.region,), base["region"]), provinces),
        "province": provinces,
        "kind": shelved(cards, lambda card: (card.kind,), base["kind"]),
        "service": _with_services(shelved(cards, _groups, base["service"])),
        "letter": shelved(cards, lambda card: (card.letter,), base["letter"]),
    }
    return {name: Way(*_NAMES[name], base[name], shelves[name], _FACETS.get(name, "")) for name in _NAMES}


def shelved(cards: Iterable[Card], values: Callable[[Card], Iterable[Value]], base: str) -> tuple[Shelf, ...]:
    """Return a shelf below `base` for each value, in the values' order; a member stands on a shelf once."""
    found: dict[str, list[Card]] = defaultdict(list)
    labels: dict[str, Value] = {}
    for card in cards:
        for value in values(card):
            shelf = found[value.slug]
            # Whoever has a value twice stands there already, as the last one.
            if not shelf or shelf[-1] is not card:
                shelf.append(card)
                labels[value.slug] = value
    ordered = sorted(labels.values(), key=lambda value: (value.order, value.slug))
    return tuple(Shelf(value, f"{base}{value.slug}/", tuple(found[value.slug])) for value in ordered)


def pages(way: Way, within: str, lists: Lists) -> Iterator[Page]:
    """Return the page of a way, the pages of its shelves, and those of services within their group.

    `within` is the name of the directory, which every page leads back to. Provinces have a way of their own.
    """
    if not way.shelves:
        return
    crumbs = ((within, f"{lists.site.addresses.members}/"), (lists.say(way.title), way.address))
    yield _index(way, crumbs, lists)
    for shelf in way.shelves:
        yield from _shelf_pages(shelf, way, crumbs, lists)
        for part in shelf.parts:
            if part.address.startswith(shelf.address):
                yield from _shelf_pages(part, way, (*crumbs, (shelf.value.label, shelf.address)), lists)


def _shelf_pages(shelf: Shelf, way: Way, crumbs: Crumbs, lists: Lists) -> Iterator[Page]:
    return lists.pages(
        MemberList(
            address=shelf.address,
            title=shelf.value.label,
            kicker=lists.say(N_("Country") if shelf.value.order[0] == ABROAD else way.name),
            crumbs=(*crumbs, (shelf.value.label, shelf.address)),
            cards=shelf.cards,
            links=tuple(part.link for part in shelf.parts),
            query=_query(shelf, way, lists),
            channel=_channel(shelf, lists),
        )
    )


def _channel(shelf: Shelf, lists: Lists) -> Channel | None:
    """Return what can be followed of a province."""
    found = lists.site.channels.of(PROVINCE, shelf.value.slug)
    return found if found and found.page == shelf.address else None


def _query(shelf: Shelf, way: Way, lists: Lists) -> str:
    """Return what asks the directory's search for the members of a shelf: it knows services, not their groups."""
    group = way.facet == "services" and shelf.parts
    if not way.facet or group or not lists.site.scripts:
        return ""
    return f"{names(lists.site.language.code)[way.facet]}={shelf.value.slug}"


def _index(way: Way, crumbs: Crumbs, lists: Lists) -> Page:
    entries = tuple((shelf.link, tuple(part.link for part in shelf.parts)) for shelf in way.shelves)
    title = lists.say(way.title)
    return Page(
        address=way.address,
        section="members",
        title=title,
        description=f"{title}: {', '.join(shelf.value.label for shelf in way.shelves[:6])}.",
        key=key_of(crumbs, entries),
        body=partial(_index_body, title, crumbs, entries, way.address, lists),
    )


def _index_body(title: str, crumbs: Crumbs, entries: Sequence[object], address: str, lists: Lists) -> str:
    return lists.templates.get_template("browse_index.html").render(
        title=title, crumbs=crumbs, entries=entries, root=root_of(address)
    )


def _groups(card: Card) -> Iterable[Value]:
    return [group for group, _ in card.services]


def _with_services(groups: Iterable[Shelf]) -> tuple[Shelf, ...]:
    return tuple(
        group._replace(parts=shelved(group.cards, partial(_services_in, group.value.slug), group.address))
        for group in groups
    )


def _services_in(group: str, card: Card) -> Iterable[Value]:
    return [service for inside, service in card.services if inside.slug == group]


def _with_provinces(regions: Iterable[Shelf], provinces: Iterable[Shelf]) -> tuple[Shelf, ...]:
    inside: dict[str, list[Shelf]] = defaultdict(list)
    for province in provinces:
        inside[province.cards[0].region.slug].append(province)
    return tuple(region._replace(parts=tuple(inside[region.value.slug])) for region in regions)
