"""The board of calls: what can still be joined, the federation's own apart from calls from outside, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing.addresses import root_of
from generator.publishing.calls.call_words import CallWords
from generator.publishing.following.channels import ALL
from generator.publishing.page import Page, key_of
from generator.publishing.weave import Calls, Weave
from generator.records.call import CallState

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.site import Site

A_PAGE = 48
"""Calls on a page, beside the federation's own that can still be joined: the first page shows all of those."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the board; `groups` holds its calls by group, every group present."""

    number: int
    count: int
    groups: dict[str, Calls]


def group(state: CallState, own: bool) -> str:
    """Return the name of the group that a call stands in; `calls.js` moves tiles by the same names."""
    if state in (CallState.CLOSED, CallState.CANCELLED):
        return state.value
    return f"{'own' if own else 'external'}-{'upcoming' if state is CallState.UPCOMING else 'open'}"


GROUPS = ("own-open", "own-upcoming", "external-open", "external-upcoming", "closed", "cancelled")


def sheets(calls: Calls, words: CallWords) -> tuple[Sheet, ...]:
    """Return the board's pages, at least one; `calls` come in the order in which they are read."""
    grouped: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
    records = dict(calls)
    for slug, call in calls:
        name = group(words.state(call), words.own(call))
        grouped[name].append((name, slug))
    first = grouped["own-open"] + grouped["own-upcoming"]
    others = [item for name in GROUPS[2:] for item in grouped[name]]
    chunks = [others[place : place + A_PAGE] for place in range(0, len(others), A_PAGE)] or [[]]
    chunks[0] = first + chunks[0]
    return tuple(
        Sheet(
            number,
            len(chunks),
            {name: tuple((slug, records[slug]) for one, slug in chunk if one == name) for name in GROUPS},
        )
        for number, chunk in enumerate(chunks, 1)
    )


def board_pages(site: Site, templates: Environment, weave: Weave) -> Iterator[Page]:
    """Yield the pages of the board; the first one exists without calls too."""
    words, template, said = CallWords(weave), templates.get_template("call_board.html"), site.language.gettext
    for sheet in sheets(weave.calls, words):
        address = site.addresses.numbered(f"{site.addresses.calls}/", sheet.number)
        title = said("Calls") if sheet.number == 1 else said("Calls, page {number}").format(number=sheet.number)
        shown = tuple((name, tuple(words.key(slug) for slug, _ in calls)) for name, calls in sheet.groups.items())
        yield Page(
            address=address,
            section="calls",
            title=title,
            description=said("Calls that are open, about to open, and closed, with their dates."),
            key=key_of(sheet.number, sheet.count, shown),
            body=partial(_body, template, sheet, words, address),
        )


def _body(template: Template, sheet: Sheet, words: CallWords, address: str) -> str:
    channel = words.weave.site.channels.of(ALL)
    return template.render(sheet=sheet, groups=sheet.groups, words=words, channel=channel, root=root_of(address))
