"""Small federations whose offers meet needs, for the tests of what pages show of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.publishing.blocks import blocks
from generator.publishing.members.roll import Roll
from generator.publishing.site import Site
from generator.publishing.templates import environment
from tests.publishing.enrolled import SETTINGS, enrolled
from tests.publishing.woven import a_member, an_offer, parsed, templates_of

MANTOVA, BRESCIA = {"municipality": "020030"}, {"municipality": "017029"}
COLD = {"kind": "service", "service": "logistics.refrigerated-transport", "title": "Refrigerated transport to Mantova"}
HALL = {"kind": "space", "service": "spaces.rooms", "title": "A hall for assemblies in Mantova"}


def cold(**more: Any) -> dict[str, Any]:
    """Return the texts of an offer, or a need, of refrigerated transport."""
    return an_offer(**{"id": "cold", **COLD, "area": ["IT-MN"], "terms": ["sale"], **more})


def hall(**more: Any) -> dict[str, Any]:
    """Return the texts of an offer, or a need, of a hall."""
    return an_offer(**{"id": "hall", **HALL, "area": ["IT-MN"], "terms": ["hire"], **more})


def carriers() -> dict[str, dict[str, Any]]:
    """Return two members each of whom has what the other seeks, one more that seeks too, and one that is alone."""
    return {
        "carrier": a_member("The Carrier", address=BRESCIA, offers=[cold()], needs=[hall()]),
        "farm": a_member("The Farm", address=MANTOVA, offers=[hall()], needs=[cold()]),
        "dairy": a_member("The Dairy", address=MANTOVA, needs=[cold(expires="2027-01-15", terms=[])]),
        "poets": a_member("The Poets", member_since="2024-05-01"),
    }


def collaborating(members: dict[str, Any] | None = None, language: str = "en", **records: Any) -> Site:
    """Build a site of such members, with an office."""
    return enrolled(carriers() if members is None else members, language, **records)


def without_office(site: Site) -> Site:
    """Return the site of a federation without an office's address."""
    return replace(site, settings=replace(SETTINGS, office_email=""))


def block(name: str, site: Site, root: str = "") -> str:
    """Return the HTML of a block, proven to be well formed."""
    # Compiled templates hold their messages, in English where they are shared.
    templates = templates_of(site) if site.language.code == "en" else environment(site)
    html = blocks(Roll(site), templates)[name](root)
    parsed(html)
    return html
