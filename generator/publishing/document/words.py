"""What the document says of records, in the site's language and on its day; all of it plain text for the template."""

from __future__ import annotations

from datetime import UTC, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from generator.clock import HOME
from generator.languages import N_, Message
from generator.publishing.calls.call_words import CallWords
from generator.publishing.document.prose import Prose, breakable
from generator.publishing.places import Places
from generator.publishing.programme.initiative_words import InitiativeWords
from generator.publishing.templates import label

if TYPE_CHECKING:
    from datetime import date

    from generator.publishing.site import Site
    from generator.publishing.weave import Weave
    from generator.records.call import Call, CallState

ELSEWHERE = ("http://", "https://", "mailto:", "tel:")
"""What an address on paper may begin with."""


class Words:
    """The words of one document. `numbers` gives each initiative of its year the number by which pages are found."""

    def __init__(self, year: int, weave: Weave) -> None:
        self.year = year
        self.weave = weave
        self.site: Site = weave.site
        self.calls = CallWords(weave)
        self.initiatives = InitiativeWords(self.site)
        self.places = Places(self.site)
        self.prose = Prose(self.address)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The initiatives of the year in the order of the document: track by track."""
        inorder = [key for slug, _ in self.weave.tracks for key, _ in self.weave.on_track(self.year, slug)]
        return {key: number for number, key in enumerate(inorder, 1)}

    def said(self, text: str, **values: object) -> str:
        """Return a message in the site's language."""
        return self.site.language.say(Message(text, values))

    def text(self, text: str | None) -> str:
        """Return a record's line, with places to break words that are longer than any."""
        return breakable(text) if text else ""

    def label(self, code: object) -> str:
        """Return what a code is called."""
        return label(code, self.site)

    def date(self, day: date) -> str:
        """Return a day in words."""
        return self.site.language.date(day)

    def number(self, number: float) -> str:
        """Return a number as people write it."""
        return self.site.language.number(number)

    def address(self, address: str) -> str:
        """Return a whole address for one that a record names, empty where the site's own is not known."""
        if address.startswith("/") and not address.startswith("//"):
            return urljoin(self.site.settings.url, address.lstrip("/")) if self.site.settings.url else ""
        return address if address.startswith(ELSEWHERE) else ""

    def state(self, call: Call) -> CallState:
        """Return a call's state at the beginning of the day: a document of one day says one thing."""
        dawn = datetime.combine(self.site.today, time(), HOME)
        return call.state(dawn.astimezone(UTC))

    def closes(self, call: Call) -> str:
        """Return until when a call can be joined."""
        return self.calls.closes(call) or self.site.language.gettext(N_("Always open: no closing date"))
