"""What the map's script reads: where the members are, and the ground, kept from build to build."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic_core import to_json

from generator import __version__
from generator.publishing.members.card import order_of
from generator.publishing.places import Places
from generator.theme.map_script import outlines

if TYPE_CHECKING:
    from generator.publishing.site import Site

SHARE = 20
"""The ground is finest in countries with at least one in so many members."""

DIGITS = 4
"""Decimals of degrees: eleven metres."""


def files(site: Site, kept: Path) -> dict[str, bytes]:
    """Return the files that the map's script reads, by path; the ground is kept below a folder from build to build."""
    folder = outlines()
    if folder is None:
        return {}
    made = {"members.json": members(site), **_ground(site, folder, kept)}
    return {f"{site.addresses.map}{name}": content for name, content in made.items()}


def members(site: Site) -> bytes:
    """Return slug, name, place, latitude and longitude of each member whose place is known, in the order of names."""
    places, known = Places(site), site.federation.members
    rows = [
        (slug, name, places.of(address), round(point[0], DIGITS), round(point[1], DIGITS))
        for _, name, slug in sorted(order_of(slug, member.name) for slug, member in known.items())
        if (point := places.point(address := known[slug].address))
    ]
    return to_json(rows)


def homes(site: Site) -> list[str]:
    """Return the countries in which many members are; Italy where there are none yet."""
    counted = Counter(one.address.country for one in site.federation.members.values() if one.address)
    return sorted(code for code, number in counted.items() if number * SHARE >= counted.total()) or ["IT"]


def _ground(site: Site, folder: Path, kept: Path) -> dict[str, bytes]:
    found = homes(site)
    path = kept / f"ground-{_inputs(folder, found, site.language.code)}.json"
    try:
        return {name: text.encode() for name, text in json.loads(path.read_bytes()).items()}
    except (OSError, ValueError, AttributeError):
        # Most builds find the ground made.
        from generator.publishing.map.ground import ground

        content = ground(folder, found, site.vocabularies, site.language.code)
    kept.mkdir(parents=True, exist_ok=True)
    for old in kept.glob("ground-*.json"):
        old.unlink(missing_ok=True)
    part = path.with_suffix(".part")
    part.write_text(json.dumps({name: text.decode() for name, text in content.items()}), encoding="utf-8")
    part.replace(path)
    return content


def _inputs(folder: Path, countries: Sequence[str], language: str) -> str:
    """Return a digest of all that the ground is made from: files by what the system says of them."""
    package = Path(__file__).parents[2]
    sources = (*folder.glob("*.json"), *Path(__file__).parent.glob("*.py"), *(package / "vocabularies").rglob("*.tsv"))
    stated = [(path.name, found.st_size, found.st_mtime_ns) for path in sorted(sources) for found in (path.stat(),)]
    return blake2b(repr((__version__, countries, language, stated)).encode(), digest_size=8).hexdigest()
