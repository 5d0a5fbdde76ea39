"""The board of calls: what can still be joined, the federation's own apart from calls from outside, then the rest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing.addresses import root_of
from generator.publishing.calls.narrowing import Choices, names
from generator.publishing.calls.sheets import OWN, Sheet, sheets
from generator.publishing.following.channels import ALL
from generator.publishing.page import Page, key_of
from generator.theme.calls_script import calls_path

if TYPE_CHECKING:
    from generator.publishing.calls.lists import CallLists
    from generator.publishing.calls.ways import Way


def board_pages(lists: CallLists, ways: tuple[Way, ...]) -> Iterator[Page]:
    """Yield the pages of the board; the first one exists without calls too."""
    site, said = lists.site, lists.site.language.gettext
    choices = Choices.of(lists) if site.federation.calls else None
    for sheet in sheets(lists.weave.calls, lists.words, OWN):
        address = site.addresses.numbered(f"{site.addresses.calls}/", sheet.number)
        title = said("Calls") if sheet.number == 1 else said("Calls, page {number}").format(number=sheet.number)
        beside = (tuple((way.name, way.title) for way in ways), choices) if sheet.number == 1 else ()
        yield Page(
            address=address,
            section="calls",
            title=title,
            description=said("Calls that are open, about to open, and closed, with their dates."),
            key=key_of(sheet.number, sheet.count, lists.key(sheet), beside),
            body=partial(_body, lists, sheet, ways, choices, address),
        )


def _body(lists: CallLists, sheet: Sheet, ways: tuple[Way, ...], choices: Choices | None, address: str) -> str:
    site = lists.site
    return lists.templates.get_template("call_board.html").render(
        sheet=sheet,
        groups=lists.tiled(sheet, root_of(address)),
        ways=ways,
        choices=choices,
        names=names(site.language.code),
        script=calls_path(),
        words=lists.words,
        channel=site.channels.of(ALL),
        root=root_of(address),
    )
