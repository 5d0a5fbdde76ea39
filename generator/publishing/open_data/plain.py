"""A member as JSON: what its file says, and what follows from it. `docs/api.md` says what each key holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pydantic_core import from_json, to_json

from generator.vocabularies.areas import ITALY

if TYPE_CHECKING:
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Member


class Plain:
    """Members of a site as plain values, with keys that stay."""

    media = "application/json"

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places

    def file(self, members: Iterable[tuple[str, Member]]) -> bytes:
        """Return members, given with their slugs, as one JSON document in UTF-8."""
        return to_json({"members": [self.member(slug, member) for slug, member in members]}) + b"\n"

    def member(self, slug: str, member: Member) -> dict[str, Any]:
        """Return a member: `record` holds just the keys that its file has."""
        tree = from_json(self._site.federation.sources["member", slug].tree)
        return {
            "slug": slug,
            "url": self._site.settings.url + self._site.addresses.member(slug),
            "record": _given(member.model_dump(mode="json", by_alias=True), tree),
            "place": self._place(member),
        }

    def _place(self, member: Member) -> dict[str, Any] | None:
        address = member.address
        if address is None:
            return None
        town, point = self._places.municipality(address), self._places.point(address)
        region = self._site.vocabularies.regions.get(town.region) if town else None
        return {
            "municipality": town.name if town else address.municipality,
            "province": town.province if town else None,
            "region": region.name if region and address.country == ITALY else None,
            "country": address.country,
            "latitude": point[0] if point else None,
            "longitude": point[1] if point else None,
        }


def _given(value: Any, tree: Any) -> Any:
    """Return of a record's values those that its file gives; a key without a value gives none."""
    if isinstance(tree, dict):
        return {key: _given(one, tree[key]) for key, one in value.items() if tree.get(key) is not None}
    if isinstance(tree, list):
        return list(map(_given, value, tree))
    return value
