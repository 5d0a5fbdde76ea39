"""The files that the form's script reads, each made only when what it is made from has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from pydantic_core import to_json

from generator.publishing.making import Making
from generator.publishing.page import key_of
from generator.publishing.proposing.referred import refers
from generator.reading.content import digest, read

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.federation import Kind, Source
    from generator.vocabularies import Vocabularies

RECORDS = "records"
"""The folder of the records' own texts, below that of the forms."""

_KINDS: tuple[Kind, ...] = ("member", "call")
_EACH = 40
"""About so many records share a file."""


def makings(site: Site, root: Path) -> Iterator[tuple[str, Making]]:
    """Yield the files by path: rules, tables, and the texts of the records below `root` in shards."""
    here = site.addresses.propose
    for kind in _KINDS:
        yield f"{here}/{kind}.json", Making(key_of(refers(site)), partial(_rules, kind, site))
    yield f"{here}/places.json", Making(b"places", partial(_table, "places", site))
    yield f"{here}/activities.json", Making(b"activities", partial(_table, "activities", site))
    for number, sources in sorted(_shards(site).items()):
        # As bytes at once: there are many, and each build asks.
        key = "\0".join([source.path for source in sources]).encode() + b"".join([one.digest for one in sources])
        yield f"{here}/{RECORDS}/{number}.json", Making(key, partial(texts, root, sources))


def texts(root: Path, sources: Sequence[Source]) -> bytes:
    """Return the text and the tree of each file, by path; a file that has gone, or changed meanwhile, is left out."""
    found = []
    for source in sources:
        with suppress(OSError):
            text = read(f"{root}/{source.path}")
            if digest(text) == source.digest:
                found.append(b"%b:[%b,%b]" % (to_json(source.path), to_json(text), source.tree))
    return b"{%b}" % b",".join(found)


# The form's data are made seldom: what they take is imported then.
def _rules(kind: Kind, site: Site) -> bytes:
    from generator.publishing.proposing import data

    return data.rules(kind, site)


def _table(name: str, site: Site) -> bytes:
    from generator.publishing.proposing import tables

    make: Callable[[Vocabularies], bytes] = getattr(tables, name)
    return make(site.vocabularies)


def shards(site: Site) -> int:
    """Return among how many files the records are shared out."""
    return 1 + (len(site.federation.members) + len(site.federation.calls)) // _EACH


def _shards(site: Site) -> dict[int, list[Source]]:
    """Return the records of each file, by its number; the script reckons the same (CRC-32 of the record's path)."""
    found: dict[int, list[Source]] = defaultdict(list)
    count = shards(site)
    for (kind, _), source in site.federation.sources.items():
        if kind in _KINDS:
            found[crc32(source.path.encode()) % count].append(source)
    return found
