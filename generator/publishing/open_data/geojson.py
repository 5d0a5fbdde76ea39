"""Members on a map of one's own: GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

if TYPE_CHECKING:
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Member


class GeoJSON:
    """Members of a site as features; one without a known place has no geometry."""

    media = "application/geo+json"

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places

    def file(self, members: Iterable[tuple[str, Member]]) -> bytes:
        """Return members, given with their slugs, as a collection of features."""
        features = [self.feature(slug, member) for slug, member in members]
        return to_json({"type": "FeatureCollection", "features": features}) + b"\n"

    def feature(self, slug: str, member: Member) -> dict[str, Any]:
        """Return a member as a feature; coordinates are degrees of WGS 84, longitude first."""
        point = self._places.point(member.address)
        return {
            "type": "Feature",
            "id": slug,
            "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
            "properties": {
                "name": member.name,
                "summary": member.summary,
                "status": member.status,
                "place": self._places.of(member.address),
                "services": list(member.services),
                "url": self._site.settings.url + self._site.addresses.member(slug),
            },
        }
