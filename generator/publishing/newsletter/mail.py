"""An issue as a message to send: HTML that mail programs render, and plain text beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from generator.publishing.following.entries import absolute
from generator.publishing.newsletter.colours import Thread, threads
from generator.publishing.newsletter.issue_words import IssueWords
from generator.publishing.newsletter.plain_text import plain_text
from generator.publishing.templates import environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.languages.language import Language
    from generator.publishing.newsletter.issue_words import Part
    from generator.publishing.site import Site

LARGEST = 100_000
"""Bytes of HTML: beyond about so many, some mail programs cut a message and hide what follows."""

LENGTHS = (12, 8, 5, 3, 1, 0)
"""So many entries of a part are tried, until the message is small enough."""

_TAG = re.compile("<(p|ul|ol|li|h[3-6]|a|blockquote)(?=[ >])")
_LOOKS = {
    "p": "margin:0 0 12px",
    "ul": "margin:0 0 12px;padding:0 0 0 20px",
    "ol": "margin:0 0 12px;padding:0 0 0 20px",
    "li": "margin:0 0 4px",
    "a": "color:#1f5a96",
    "blockquote": "margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #dcd8cb",
}
_HEADING = "margin:16px 0 8px;font-size:17px;line-height:24px"


class Mail:
    """A message about an issue of `site` in a language; its links lead to the site, in the site's own language."""

    def __init__(self, slug: str, site: Site, language: Language) -> None:
        self.words = IssueWords(site.federation.issues[slug], replace(site, language=language), site.addresses)
        self.address = site.addresses.issue(slug)

    @property
    def html(self) -> bytes:
        """The message as HTML: at most `LARGEST` bytes, for which its lists are shortened, at last its foreword."""
        made = (self._html(most, foreword=True) for most in LENGTHS)
        short = next((html for html in made if len(html) <= LARGEST), None)
        return short or self._html(LENGTHS[-1], foreword=False)

    @property
    def text(self) -> str:
        """The message as plain text."""
        return plain_text(self.words, self._parts(LENGTHS[0]), self.address)

    def _parts(self, most: int) -> list[Part]:
        return [part.cut(most, f"{self.address}#{part.name}") for part in self.words.parts]

    def _html(self, most: int, *, foreword: bool) -> bytes:
        page = self._templates.get_template("mail.html")
        made = page.render(
            words=self.words,
            parts=self._parts(most),
            foreword=self._foreword if foreword else None,
            threads=self._threads,
            base=self._base,
            page=self._base + self.address,
            leave=self._leave,
        )
        return made.strip().encode()

    @property
    def _base(self) -> str:
        return self.words.site.settings.url

    @property
    def _leave(self) -> str:
        newsletter = self.words.site.settings.newsletter
        return newsletter.leave if newsletter else ""

    @cached_property
    def _templates(self) -> Environment:
        return environment(self.words.site)

    @cached_property
    def _threads(self) -> Sequence[Thread]:
        return threads(self.words.site.federation.tracks.values())

    @cached_property
    def _foreword(self) -> str:
        """The foreword as HTML whose every element carries its own looks, as mail programs want it."""
        prose = self._templates.filters["prose"]
        html = str(prose(self.words.issue.foreword, self._base)) if self.words.issue.foreword else ""
        looked = _TAG.sub(lambda found: f'<{found[1]} style="{_LOOKS.get(found[1], _HEADING)}"', html)
        return absolute(looked, self._base + self.address)
