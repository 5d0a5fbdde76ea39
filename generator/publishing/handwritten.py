"""What the generator does to hand-written pages: live blocks, and links to record pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from itertools import chain

from generator.languages import N_, Message

_BLOCK = re.compile(r"<p>\{\{ ?(?P<name>[\w-]+) ?\}\}</p>")
_LINK = re.compile(r'(?P<name>\s(?:href|src)=")/(?!/)(?P<address>[^"#?]*)(?P<rest>[^"]*")')

Block = Callable[[str], str]
"""From the way back to the site's root (`../`) to the block's HTML."""


class Known(Collection[str]):
    """What may be linked to from the site's root: the addresses of pages, and the paths of files.

    Those of `files` are gathered only when somebody means one: mostly pages are linked to.
    """

    def __init__(self, pages: Collection[str], files: Callable[[], Iterable[str]]) -> None:
        self._pages = pages
        self._find = files

    def __contains__(self, address: object) -> bool:
        return address in self._pages or address in self._files

    def __iter__(self) -> Iterator[str]:
        return chain(self._pages, self._files)

    def __len__(self) -> int:
        return len(self._pages) + len(self._files)

    @cached_property
    def _files(self) -> frozenset[str]:
        return frozenset(self._find())


def with_blocks(page: str, root: str, blocks: Mapping[str, Block]) -> tuple[str, list[Message]]:
    """Return the page with each `{{ name }}` that stands alone replaced, and what is wrong with the others."""
    problems: list[Message] = []

    def block(found: re.Match[str]) -> str:
        if found["name"] in blocks:
            return blocks[found["name"]](root)
        problems.append(_unknown_block(found["name"], blocks))
        return found[0]

    return _BLOCK.sub(block, page), problems


def with_links(page: str, root: str, known: Collection[str]) -> tuple[str, list[Message]]:
    """Return the page with addresses from the site's root (`/associate/aurora/`) made relative, so that the site
    works below any folder, and a message for each that is none of `known`.
    """
    problems: list[Message] = []

    def link(found: re.Match[str]) -> str:
        address = html.unescape(found["address"])
        if address not in known:
            problems.append(dead_link(address, known))
        return f"{found['name']}{(root + found['address']) or './'}{found['rest']}"

    return _LINK.sub(link, page), problems


def _unknown_block(name: str, blocks: Mapping[str, Block]) -> Message:
    guess = get_close_matches(name, blocks, 1, 0.5)
    if guess:
        return Message(N_("no block is called '{name}'. Did you mean '{guess}'?"), {"name": name, "guess": guess[0]})
    return Message(N_("no block is called '{name}'; there are {all}"), {"name": name, "all": ", ".join(sorted(blocks))})


def dead_link(address: str, known: Collection[str]) -> Message:
    """Return the message that an address, without the root's own sign, is none of `known`, with the best guess."""
    wanted = f"{address.rstrip('/')}/"
    tree = address.partition("/")[0]
    near = [one for one in known if one.startswith(f"{tree}/")]
    guess = [wanted] if wanted in known else get_close_matches(wanted, near, 1)
    if not guess:
        return Message(N_("the link to '/{address}' leads nowhere"), {"address": address})
    return Message(
        N_("the link to '/{address}' leads nowhere. Did you mean '/{guess}'?"),
        {"address": address, "guess": guess[0]},
    )
