"""The page of the map, and its equivalent in words: the members by region and province."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.map.words import words
from generator.publishing.page import Page, key_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.map.chart import Chart
    from generator.publishing.members.browse import Shelf
    from generator.publishing.members.card import Card
    from generator.publishing.members.lists import Link
    from generator.publishing.members.roll import Roll

WRITTEN_OUT = 1000
"""Above so many members the page leads to the lists of the provinces instead of naming everybody."""


class Part(NamedTuple):
    """A region with its provinces, or a province: the way to its list, its members, and what lies within."""

    link: Link
    cards: Sequence[Card]
    parts: tuple[Part, ...] = ()


def pages(roll: Roll, templates: Environment) -> Iterator[Page]:
    """Return the one page."""
    site, chart = roll.site, roll.site.chart
    say, address = site.language.gettext, site.addresses.map
    parts = tuple(_part(shelf) for shelf in roll.ways["region"].shelves)
    named = len(roll.cards) <= WRITTEN_OUT
    yield Page(
        address=address,
        section="members",
        title=say(N_("Map of the members")),
        description=say(N_("Where the members are, on a map and in words, by region and province.")),
        key=key_of(chart and (chart.script, chart.styles), _shown(parts, named=named)),
        body=partial(_body, roll, chart, parts, templates),
        head=partial(_head, chart, root_of(address)),
    )


def _part(shelf: Shelf) -> Part:
    """Return a shelf with its parts."""
    return Part(shelf.link, shelf.cards, tuple(_part(part) for part in shelf.parts))


def _shown(parts: Sequence[Part], *, named: bool) -> list[object]:
    """Return what the page shows of the parts, in plain values."""
    return [
        (part.link, [card.digest for card in part.cards] if named else (), _shown(part.parts, named=named))
        for part in parts
    ]


def _head(chart: Chart | None, root: str) -> str:
    if chart is None:
        return ""
    return (
        f'<link rel="stylesheet" href="{escape(root + chart.styles)}">'
        f'<script type="module" src="{escape(root + chart.script)}"></script>'
    )


def _body(roll: Roll, chart: Chart | None, parts: Sequence[Part], templates: Environment) -> str:
    return templates.get_template("map.html").render(
        parts=parts,
        total=len(roll.cards),
        named=len(roll.cards) <= WRITTEN_OUT,
        strings=json.dumps(words(roll.site.language), ensure_ascii=False) if chart else "",
        streets=roll.site.settings.map_tiles,
        root=root_of(roll.site.addresses.map),
    )
