"""The files that the form's script reads, each made only when what it is made from has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from generator.publishing.making import Making
from generator.publishing.page import key_of

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
        paths = tuple(source.path for source in sources)
        # As bytes at once: there are many, and each build asks.
        key = "\0".join(paths).encode() + b"".join(source.digest for source in sources)
        yield f"{here}/{RECORDS}/{number}.json", Making(key, partial(texts, root, paths))


def known(site: Site) -> dict[str, bytes]:
    """Return the files that tell who is in the directory already, by path."""
    from generator.publishing.proposing import data

    return {f"{site.addresses.propose}/known/{name}": content for name, content in data.known(site)}


def texts(root: Path, paths: tuple[str, ...]) -> bytes:
    """Return the text and the tree of each file, by path; a file that has gone, or cannot be read, is left out."""
    from generator.publishing.proposing.tables import compact
    from generator.reading.yaml_text import parse

    found = {}
    for path in paths:
        try:
            content = (root / path).read_bytes()
        except OSError:
            continue
        tree = parse(content).tree
        if tree is not None:
            found[path] = (content.decode(), tree)
    return compact(found)


# The form's data are made seldom: what they take is imported then.
def _rules(kind: Kind, site: Site) -> bytes:
    from generator.publishing.proposing import data

    return data.rules(kind, site)


def _table(name: str, site: Site) -> bytes:
    from generator.publishing.proposing import tables

    make: Callable[[Vocabularies], bytes] = getattr(tables, name)
    return make(site.vocabularies)


def refers(site: Site) -> dict[str, object]:
    """Return what records may refer to: the stages of each chain, the tracks and the initiatives."""
    federation = site.federation
    return {
        "chains": {slug: [stage.id for stage in chain.stages] for slug, chain in federation.chains.items()},
        "tracks": [*federation.tracks],
        "initiatives": [*federation.initiatives],
    }


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
