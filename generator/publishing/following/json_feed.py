"""A feed in JSON Feed, version 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.publishing import when

if TYPE_CHECKING:
    from generator.publishing.following.atom import Feed
    from generator.publishing.following.entries import Entry

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    """Return the feed as a JSON Feed; identifiers and times are those of the Atom feed."""
    told = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.site + feed.page,
        "feed_url": f"{feed.site}{feed.path}.json",
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": [_item(entry, feed) for entry in feed.entries],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: Entry, feed: Feed) -> dict[str, object]:
    known = {
        "id": feed.prefix + entry.name,
        "url": feed.site + entry.address,
        "external_url": entry.outside,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": when.instant(entry.changes.made),
        "date_modified": when.instant(entry.changes.last),
        "authors": [{"name": entry.author}] if entry.author else [],
        "tags": list(entry.tags),
    }
    return {name: value for name, value in known.items() if value}
