"""Members as linked data: schema.org, with the terms of ESSGLOBAL for what sort of co-operative it is, in JSON-LD 1.1.

ESSGLOBAL is the vocabulary of the social and solidarity economy (https://w3id.solidarityeconomy.coop/essglobal/V2a/).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from generator.publishing.members.jsonld import Describer

if TYPE_CHECKING:
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Member

ESSGLOBAL = "https://w3id.solidarityeconomy.coop/essglobal/V2a/"

CONTEXT = [
    "https://schema.org",
    {
        "essglobal": f"{ESSGLOBAL}vocab/",
        "organisationalStructure": {"@id": "essglobal:organisationalStructure", "@type": "@id"},
    },
]

WORKERS, HOUSING, CONSUMERS, PRODUCERS, COOPERATIVE = "OS60", "OS70", "OS80", "OS90", "OS115"

STRUCTURES = {
    "work": WORKERS,
    "farm-work": WORKERS,
    "agricultural": PRODUCERS,
    "fishing": PRODUCERS,
    "housing": HOUSING,
    "consumer": CONSUMERS,
}
"""Categories of the register of co-operatives for which ESSGLOBAL has a term of its own."""


class Linked:
    """Members of a site as a graph."""

    media = "application/ld+json"

    def __init__(self, site: Site, places: Places) -> None:
        self._describer = Describer(site, places)

    def file(self, members: Iterable[tuple[str, Member]]) -> bytes:
        """Return members, given with their slugs, as one graph."""
        graph = [self.node(slug, member) for slug, member in members]
        return to_json({"@context": CONTEXT, "@graph": graph}) + b"\n"

    def node(self, slug: str, member: Member) -> dict[str, Any]:
        """Return a member as a node of the graph."""
        described = self._describer.described(slug, member)
        described.pop("@context")
        described["@type"] = [described["@type"], "essglobal:SSEInitiative"]
        described["organisationalStructure"] = f"{ESSGLOBAL}standard/organisational-structure/{_structure(member)}"
        return described


def _structure(member: Member) -> str:
    entry = member.identifiers.entry if member.identifiers else None
    return STRUCTURES.get((entry.category if entry else None) or "", COOPERATIVE)
