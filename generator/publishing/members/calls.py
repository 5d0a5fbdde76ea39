"""The calls on a member's page: those that fit, with the reasons, and those that it takes part in."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from generator.publishing.calls.fitting import Fitting, Fittings
from generator.publishing.calls.for_whom import ForWhom
from generator.publishing.calls.lists import CallLists
from generator.publishing.calls.why import Why
from generator.publishing.page import key_of
from generator.publishing.weave import Weave

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.calls.call_words import CallWords
    from generator.publishing.fragments import Fragments
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Member


class Fits(NamedTuple):
    """Lines of the calls that fit a member, what stands above them, and the way to more."""

    head: Markup
    lines: Markup
    more: Markup | str


class MemberCalls:
    """Finds the calls of members and renders them; pages are `root` away from the site's root."""

    def __init__(self, site: Site, places: Places, templates: Environment, parts: Fragments, root: str) -> None:
        lists = CallLists(Weave(site), templates)
        self.words: CallWords = lists.words
        self._site, self._parts, self._root = site, parts, root
        self._tiles = lists.tiles
        self._fittings, self._for_whom = Fittings(lists.words), ForWhom(lists)
        self._why = Why(site, places)

    @property
    def fitted(self) -> Collection[str]:
        """The members that any call fits."""
        return self._fittings.members

    def fitting(self, slug: str) -> Fitting | None:
        """Return the calls that fit a member; None where none does."""
        return self._fittings.of(slug)

    def key(self, member: Member, fitting: Fitting | None) -> bytes:
        """Return what stands for all that a page shows of them."""
        return key_of(fitting.key, self._for_whom.of_member(member)) if fitting else b""

    def fits(self, member: Member, fitting: Fitting) -> Fits:
        """Return them as HTML."""
        lines = [
            self._tiles.fitting(slug, self._why.of(member, slug, asked), self._root) for slug, asked in fitting.calls
        ]
        left, onward = fitting.left, self._for_whom.of_member(member)
        more = self._parts.fitting_more(left, onward, self._root) if left else ""
        return Fits(self._parts.fitting_head(self._root), Markup("".join(lines)), more)  # noqa: S704 - from templates

    def taking_part(self, slug: str) -> Markup:
        """Return the tiles of the calls that a member takes part in."""
        return self._tiles.tiles([call for call, _ in self._site.calls_of.get(slug, ())], self._root, 3)

    @cached_property
    def script_words(self) -> Markup:
        """What the script of calls speaks."""
        return Markup(self._tiles.script_words)  # noqa: S704 - from a template
