"""The search of the directory's first page: which scripts it needs, what it says, and how addresses spell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.clock import HOME_ZONE
from generator.languages import N_
from generator.publishing.addresses import SEARCH
from generator.publishing.map.words import words as map_words
from generator.publishing.members.finder_words import words
from generator.publishing.members.parameters import RADII, names, values

if TYPE_CHECKING:
    from generator.publishing.members.roll import Roll
    from generator.publishing.site import Site


class FacetGroup(NamedTuple):
    """Facets under one heading, by the names of their columns; `shown` tells that its values are seen at once."""

    facets: tuple[str, ...]
    title: str
    shown: bool = False


class Finder(NamedTuple):
    """What the template sets into the page. `setting` is given to the script as data."""

    script: str
    preloads: tuple[str, str]
    groups: tuple[FacetGroup, ...]
    radii: tuple[str, ...]
    setting: Mapping[str, object]

    @property
    def map(self) -> bool:
        """Whether there is a map to show."""
        return bool(self.setting["map"])


_GROUPS = (
    FacetGroup(("region", "province", "municipality"), N_("Where"), shown=True),
    FacetGroup(("sector",), N_("Sector"), shown=True),
    FacetGroup(("services",), N_("What they offer")),
    FacetGroup(("sought",), N_("What they seek")),
    FacetGroup(("kind",), N_("Kind of co-operative")),
    FacetGroup(("profiles",), N_("Profile")),
    FacetGroup(("certifications",), N_("Certification")),
    FacetGroup(("contact",), N_("Contact")),
)

_LABELS = {
    "region": N_("Region"),
    "province": N_("Province"),
    "municipality": N_("Municipality"),
    "sector": N_("Sector"),
    "kind": N_("Kind"),
    "services": N_("Offers"),
    "sought": N_("Seeks"),
    "profiles": N_("Profile"),
    "certifications": N_("Certification"),
    "contact": N_("Open to contact"),
}
"""What a chip says before the value. The last is also the facet's only value."""

_OPTIONAL = ("services", "profiles", "certifications")


def finder(roll: Roll) -> Finder | None:
    """Return the search of a federation's members; None where there is nothing to search, or no script to do it."""
    site = roll.site
    scripts = site.scripts
    if not scripts or not roll.cards:
        return None
    said = site.language.gettext
    here = f"{site.addresses.members}/"
    return Finder(
        script=scripts["directory.js"],
        preloads=(scripts["search.js"], f"{SEARCH}/index.json"),
        groups=tuple(group._replace(title=said(group.title)) for group in _GROUPS if _stated(group.facets[0], site)),
        radii=RADII,
        setting={
            "script": scripts["search.js"],
            "extras": scripts["directory-extras.js"],
            "map": site.chart.script if site.chart else None,
            "map_words": map_words(site.language) if site.chart else {},
            "index": f"{SEARCH}/",
            "root": "../" * here.count("/"),
            "logos": f"{here}logos/",
            "zone": HOME_ZONE,
            "file": f"{site.addresses.members}.csv",
            "names": names(site.language.code),
            "values": values(site.language.code),
            "labels": {name: said(label) for name, label in _LABELS.items()},
            "words": words(site.language),
        },
    )


def _stated(facet: str, site: Site) -> bool:
    """Whether any member says something that the facet is made of."""
    members = site.federation.members.values()
    if facet == "sought":
        return any(need.stands(site.today) for member in members for need in member.needs)
    return facet not in _OPTIONAL or any(getattr(member, facet) for member in members)
