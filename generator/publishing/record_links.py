"""Links from the texts of records to other pages of the site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from generator.checking.finding import FieldPath, Finding, RecordKey, Spot, warning
from generator.publishing.handwritten import dead_link
from generator.publishing.prose import own_links, parser
from generator.records.federation import Federation, Kind
from generator.records.record import Record

PROSE: Mapping[Kind, tuple[str, ...]] = {
    "call": ("description", "how_to_join", "outcome"),
    "initiative": ("description",),
    "track": ("description",),
    "chain": ("description",),
    "issue": ("foreword",),
}
"""The fields of each kind of record that hold Markdown. Of members it is the description."""

OF_EXCHANGES = ("description", "outcome")
"""Those of a member's offers and needs."""

# What a link from the root begins with in Markdown and in HTML: the parser takes hundreds of times as long.
_SIGNS = ("](/", "](<", "]( ", "](\n", "]:", "<a", "<A")
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
    # Ten thousand members: each is asked for its one text, and only those that trade for their offers and needs.
    for slug, member in federation.members.items():
        if (text := member.description) and _may_link(text):
            yield Spot(("member", slug), ("description",)), text
    for slug, member in federation.engaged.items():
        for side, exchanges in (("offers", member.offers), ("needs", member.needs)):
            for place, one in enumerate(exchanges):
                yield from _of(("member", slug), one, OF_EXCHANGES, (side, place))
    others: Mapping[Kind, Mapping[str, Record]] = {
        "call": federation.calls,
        "initiative": federation.initiatives,
        "track": federation.tracks,
        "chain": federation.chains,
        "issue": federation.issues,
    }
    for kind, records in others.items():
        for key, record in records.items():
            yield from _of((kind, key), record, PROSE[kind])


def _may_link(text: str) -> bool:
    """Whether a text may hold a link from the root: asked of all texts in every build, hence quick looks come first."""
    if "]" not in text and "<" not in text:
        return False
    return any(sign in text for sign in _SIGNS) and _BEGINNING.search(text) is not None


def _of(key: RecordKey, record: Record, fields: Iterable[str], above: FieldPath = ()) -> Iterator[tuple[Spot, str]]:
    for field in fields:
        if (text := getattr(record, field)) and _may_link(text):
            yield Spot(key, (*above, field)), text
