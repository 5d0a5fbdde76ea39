"""All members of a site in one file, in the formats of its open data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.publishing.members.roll import Roll
from generator.publishing.open_data.members import FORMATS, parts
from generator.publishing.places import Places

if TYPE_CHECKING:
    from generator.publishing.site import Site

ENDINGS = {"json": "json", "geojson": "geojson", "jsonld": "jsonld", "vcard": "vcf"}
"""The ending of the files of each format."""


def open_data(site: Site, form: str) -> bytes:
    """Return the members that the site publishes, in a format of `ENDINGS`, by slug."""
    members = site.federation.members
    slugs = sorted(slug for part in parts(Roll(site)) for slug in part.members)
    return FORMATS[ENDINGS[form]](site, Places(site)).file((slug, members[slug]) for slug in slugs)
