"""Calls as lists show them: each tile is rendered once, however many pages it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.calls.call_words import CallWords

ROOT = "\0"
"""Stands in a tile for the way to the site's root; no record can hold this sign, nor the next one."""
KEPT = 4096
"""Reasons that are kept as they are written: many members have the same."""
WHY = "\1"
"""Stands for why the call fits whom the page is about."""


class CallTiles:
    """Makes tiles, as items of a list."""

    def __init__(self, templates: Environment, words: CallWords) -> None:
        self._templates = templates
        self._calls = words.weave.site.federation.calls
        self._words = words
        self._made: dict[tuple[str, int], str] = {}
        self._lines: dict[tuple[str, str], tuple[str, str]] = {}
        self._escaped = lru_cache(KEPT)(lambda text: str(escape(text)))

    def tiles(self, slugs: Iterable[str], root: str, level: int) -> Markup:
        """Return tiles with headings of a level for a page that is `root` away from the site's root."""
        return Markup("".join([self._tile(slug, level) for slug in slugs]).replace(ROOT, root))  # noqa: S704 - from a template

    def fitting(self, slug: str, why: str, root: str) -> str:
        """Return the line of a call that fits somebody, with the reason, as an item of a list."""
        before, after = self._line(slug, root)
        return before + self._escaped(why) + after

    def _line(self, slug: str, root: str) -> tuple[str, str]:
        """Return what stands before and after the reason; thousands of members' pages show the same calls."""
        known = self._lines.get((slug, root))
        if known is None:
            made = str(self._parts.fit(slug, self._calls[slug], WHY)).replace(ROOT, root)
            before, _, after = made.partition(WHY)
            known = self._lines[slug, root] = before, after
        return known

    def _tile(self, slug: str, level: int) -> str:
        made = self._made.get((slug, level))
        if made is None:
            made = self._made[slug, level] = str(self._parts.item(slug, self._calls[slug], level))
        return made

    @cached_property
    def script_words(self) -> str:
        """The words that the script speaks."""
        return str(self._parts.script_words())

    @cached_property
    def _parts(self) -> Any:
        template = self._templates.get_template("call_parts.html")
        return template.make_module({"root": ROOT, "words": self._words})
