"""The files below `/api/v1/`: the members of each province in each format, and a list of them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zlib import crc32

from pydantic_core import to_json

from generator.publishing.addresses import DATA
from generator.publishing.making import Making
from generator.publishing.open_data.geojson import GeoJSON
from generator.publishing.open_data.linked import Linked
from generator.publishing.open_data.plain import Plain
from generator.publishing.open_data.vcard import VCard
from generator.publishing.page import key_of
from generator.publishing.places import Places

if TYPE_CHECKING:
    from generator.publishing.members.roll import Roll
    from generator.publishing.site import Site
    from generator.records.member import Member

BASE = f"{DATA}/v1/members"
MOST = 250
"""About so many members stand in a file at most: a member that changes makes no more than these be written again."""
LIST = f"{BASE}.json"
"""The path of the list of all parts."""


class Format(Protocol):
    """Writes members, given with their slugs, as a file."""

    media: str

    def __init__(self, site: Site, places: Places) -> None: ...
    def file(self, members: Iterable[tuple[str, Member]]) -> bytes: ...


FORMATS: Mapping[str, type[Format]] = {"json": Plain, "geojson": GeoJSON, "jsonld": Linked, "vcf": VCard}
"""The formats by the ending of their files."""


class Part(NamedTuple):
    """The members of a province, of a country, or of nowhere known; of many of them a share (`MOST`).

    A small file changes, and is fetched, alone.
    """

    slug: str
    label: str
    members: tuple[str, ...]


class OpenData:
    """The members of a site as files, each made anew only when a member in it changed."""

    def __init__(self, roll: Roll) -> None:
        self._site = roll.site
        self._parts = tuple(parts(roll))
        places = Places(roll.site)
        self._formats = {ending: make(roll.site, places) for ending, make in FORMATS.items()}

    def makings(self) -> Iterator[tuple[str, Making]]:
        """Yield the path of each file, and how it is made."""
        sources = self._site.federation.sources
        for part in self._parts:
            key = key_of([(slug, sources["member", slug].digest) for slug in part.members])
            for ending, format_ in self._formats.items():
                yield path(part, ending), Making(key, partial(self._file, format_, part.members))
        listed = self._listed()
        yield LIST, Making(key_of(listed), partial(_json, listed))

    def paths(self) -> Iterator[str]:
        """Yield the path of each file."""
        yield from (path(part, ending) for part in self._parts for ending in FORMATS)
        yield LIST

    def _file(self, format_: Format, slugs: Sequence[str]) -> bytes:
        members = self._site.federation.members
        return format_.file((slug, members[slug]) for slug in slugs)

    def _listed(self) -> dict[str, object]:
        return {
            "members": sum(len(part.members) for part in self._parts),
            "parts": [
                {
                    "name": part.label,
                    "members": len(part.members),
                    "files": {ending: self._site.settings.url + path(part, ending) for ending in FORMATS},
                }
                for part in self._parts
            ],
        }


def path(part: Part, ending: str) -> str:
    """Return where a part's file in a format stands below the site's root."""
    return f"{BASE}/{part.slug}.{ending}"


def parts(roll: Roll) -> Iterator[Part]:
    """Yield the parts in the order of their labels, the members of each in the order of their slugs."""
    found: dict[str, list[str]] = defaultdict(list)
    values = {}
    for card in roll.cards:
        value = card.province or card.region
        values[value.slug] = value
        found[value.slug].append(card.slug)
    for slug, value in sorted(values.items(), key=lambda item: (item[1].order, item[0])):
        shares = _shares(sorted(found[slug]))
        for number, members in enumerate(shares, 1):
            yield Part(f"{slug}-{number}" if len(shares) > 1 else slug, value.label, tuple(members))


def _shares(slugs: Sequence[str]) -> list[list[str]]:
    """Return the slugs in as many shares as they need: a new member stands in one, and moves no other."""
    shares: list[list[str]] = [[] for _ in range(-(-len(slugs) // MOST))]
    for slug in slugs:
        shares[crc32(slug.encode()) % len(shares)].append(slug)
    return shares


def _json(data: Mapping[str, object]) -> bytes:
    return to_json(data, indent=1) + b"\n"
