"""Links from the texts of records to other pages of the site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from generator.checking.finding import Finding, Spot, warning
from generator.checking.texts import PROSE
from generator.publishing.handwritten import dead_link
from generator.publishing.prose import own_links, parser
from generator.records.federation import Federation

# What a link from the root begins with in Markdown and in HTML: the parser takes hundreds of times as long.
_BEGINNING = re.compile(r"""(?:\]\(|\]:|\bhref\s*=)\s*[<"']?/(?!/)""", re.IGNORECASE)


def dead_links(federation: Federation, known: Collection[str]) -> Iterator[Finding]:
    """Yield a warning for each link from the site's root that leads to none of the addresses `known`.

    Every text is looked at in every build: a page that stays as it was may link to one that is gone.
    """
    # Most federations have no such text: they need no parser.
    html = cache(parser)
    for spot, text in _linking(federation):
        for address in own_links(html()(text)):
            if address not in known:
                yield warning("dead-link", spot, dead_link(address, known))


def _linking(federation: Federation) -> Iterator[tuple[Spot, str]]:
    """Yield the texts that may hold a link from the root, and where they stand."""
    records = federation.by_kind
    for (kind, key), source in federation.sources.items():
        # Of ten thousand files hardly any has one: their own bytes tell that soonest.
        tree = source.tree
        if b"](" in tree or b"]:" in tree or b"<" in tree:
            for path, text in PROSE.of(records[kind][key]):
                if _BEGINNING.search(text):
                    yield Spot((kind, key), path), text
