"""A feed in the Atom Syndication Format (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from generator import __version__
from generator.publishing import when

if TYPE_CHECKING:
    from generator.publishing.following.entries import Entry

GENERATOR = "Coop Re-Start"


class Feed(NamedTuple):
    """A feed before it takes a form.

    `identifier` never changes; `site` is the base of all addresses, `page` and `path` (without ending) lie below it;
    `prefix` with an entry's name is the entry's identifier.
    """

    identifier: str
    title: str
    author: str
    language: str
    site: str
    page: str
    path: str
    prefix: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime | None:
        """When any of the entries last changed; None without entries."""
        return max((entry.changes.last for entry in self.entries), default=None)


def atom(feed: Feed) -> bytes:
    """Return the feed as an Atom document; the text of entries is HTML, escaped."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', *_feed(feed), "</feed>", ""]
    return "\n".join(lines).encode()


def _feed(feed: Feed) -> Iterator[str]:
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.language)}">'
    yield f"<id>{escape(feed.identifier)}</id>"
    yield f"<title>{escape(feed.title)}</title>"
    yield f"<updated>{_time(feed.updated)}</updated>"
    yield f"<author><name>{escape(feed.author)}</name></author>"
    yield _link("self", f"{feed.site}{feed.path}.xml", "application/atom+xml")
    yield _link("alternate", feed.site + feed.page, "text/html")
    yield f'<generator version="{escape(__version__)}">{GENERATOR}</generator>'
    for entry in feed.entries:
        yield from _entry(entry, feed)


def _entry(entry: Entry, feed: Feed) -> Iterator[str]:
    yield "<entry>"
    yield f"<id>{escape(feed.prefix + entry.name)}</id>"
    yield f"<title>{escape(entry.title)}</title>"
    yield f"<published>{_time(entry.changes.made)}</published>"
    yield f"<updated>{_time(entry.changes.last)}</updated>"
    if entry.author:
        yield f"<author><name>{escape(entry.author)}</name></author>"
    yield _link("alternate", feed.site + entry.address, "text/html")
    if entry.outside:
        yield _link("related", entry.outside)
    for tag in entry.tags:
        yield f'<category term="{escape(tag)}"/>'
    if entry.summary:
        yield f"<summary>{escape(entry.summary)}</summary>"
    yield f'<content type="html">{escape(entry.content)}</content>'
    yield "</entry>"


def _link(relation: str, address: str, kind: str = "") -> str:
    stated = f' type="{kind}"' if kind else ""
    return f'<link rel="{relation}"{stated} href="{escape(address)}"/>'


def _time(moment: datetime | None) -> str:
    """Return a time in UTC; of a feed that is still empty, the beginning of computers' time."""
    return when.instant(moment) if moment else "1970-01-01T00:00:00Z"
