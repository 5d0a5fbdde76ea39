"""What all lists of a site's calls share: tiles, keys, kinds and places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.publishing.calls.call_words import CallWords
from generator.publishing.calls.kinds import Kind, kinds
from generator.publishing.calls.territory import EVERYWHERE
from generator.publishing.calls.tiles import CallTiles
from generator.publishing.page import digest_of, key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from markupsafe import Markup

    from generator.publishing.calls.sheets import Sheet
    from generator.publishing.calls.territory import Territory
    from generator.publishing.site import Site
    from generator.publishing.weave import Weave
    from generator.records.call import Call


@dataclass(frozen=True)
class CallLists:
    """Makes the lists of a site."""

    weave: Weave
    templates: Environment

    @property
    def site(self) -> Site:
        """The site."""
        return self.weave.site

    @cached_property
    def words(self) -> CallWords:
        """What is said of calls."""
        return CallWords(self.weave)

    @cached_property
    def tiles(self) -> CallTiles:
        """The tiles of calls."""
        return CallTiles(self.templates, self.words)

    @property
    def territory(self) -> Territory:
        """The places of the calls."""
        return self.site.territory

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of co-operative by which calls are looked for."""
        return kinds(self.site)

    def kinds_of(self, call: Call) -> tuple[str, ...]:
        """Return the slugs of the kinds that a call is not kept from; a mark alone where these are all."""
        found = tuple(kind.slug for kind in self.kinds if kind.may_answer(call.criteria))
        return (EVERYWHERE,) if len(found) == len(self.kinds) else found

    def tiled(self, sheet: Sheet, root: str) -> Mapping[str, tuple[int, Markup]]:
        """Return how many calls of each group stand on a page, and their tiles."""
        return {
            name: (len(slugs), self.tiles.tiles(slugs, root, self.level(name))) for name, slugs in sheet.groups.items()
        }

    def level(self, group: str) -> int:
        """Return the level of the headings of a group's tiles; those that are over stand under no other heading."""
        return 3 if group in ("closed", "cancelled") else 4

    def key(self, sheet: Sheet) -> bytes:
        """Return what stands for all that a page shows of its calls."""
        keys = self.keys
        return b"".join(
            [name.encode() + b"".join([keys[slug] for slug in slugs]) for name, slugs in sheet.groups.items()]
        )

    @cached_property
    def keys(self) -> Mapping[str, bytes]:
        """What stands for each call as lists show it."""
        return {slug: key_of(self.words.key(slug)) for slug in self.site.federation.calls}

    @cached_property
    def key_of_all(self) -> bytes:
        """What stands for all calls, and for what members say of which kinds and places there are."""
        return key_of(digest_of(self.keys.values()), self.kinds, self.territory.regions)
