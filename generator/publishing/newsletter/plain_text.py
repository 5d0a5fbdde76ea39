"""A message as plain text, for programs and people that want no HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.wrapping import wrapped

if TYPE_CHECKING:
    from generator.publishing.newsletter.issue_words import IssueWords, Item, Part


_FROM_ROOT = re.compile(r"\]\(/(?!/)")


def plain_text(words: IssueWords, parts: Iterable[Part], address: str) -> str:
    """Return an issue's text, in short lines.

    parts: what of it is told. address: the issue's page below the site's root.
    """
    return "\n".join(_lines(words, parts, address)) + "\n"


def _lines(words: IssueWords, parts: Iterable[Part], address: str) -> Iterator[str]:
    base = words.site.settings.url
    heading = wrapped(words.subject)
    yield from (*heading, "=" * max(map(len, heading)), "", *wrapped(words.since))
    if words.issue.foreword:
        yield ""
        for line in _FROM_ROOT.sub(lambda _: f"]({base}", words.issue.foreword).splitlines():
            yield from wrapped(line) or [""]
    for part in parts:
        yield from ("", "", part.title.upper(), "-" * len(part.title))
        for item in part.items:
            yield from ("", *_entry(item, base))
        if part.more:
            yield from ("", *wrapped(words.more(part)), base + part.page)
    yield from _foot(words, address)


def _entry(item: Item, base: str) -> Iterator[str]:
    yield from wrapped(item.text, initial_indent="* ", subsequent_indent="  ")
    for note in item.notes:
        yield from wrapped(note, initial_indent="  ", subsequent_indent="  ")
    if item.address:
        yield f"  {base}{item.address}"


def _foot(words: IssueWords, address: str) -> Iterator[str]:
    settings, say = words.site.settings, words.site.language.gettext
    yield from ("", "", "-- ", settings.name, say(N_("This issue on the site")), settings.url + address)
    if settings.newsletter and settings.newsletter.leave:
        yield from (say(N_("To receive it no more")), settings.newsletter.leave)
