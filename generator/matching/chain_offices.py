"""Where members have their offices."""

from __future__ import annotations

from generator.records.member import Address
from generator.vocabularies import Municipality, Vocabularies
from generator.vocabularies.distance import Point


def municipality_of(address: Address | None, vocabularies: Vocabularies) -> Municipality | None:
    """Return the entry of an Italian address's municipality, None elsewhere."""
    if address is None or address.country != "IT":
        return None
    return vocabularies.municipalities.get(address.municipality)


def point_of(address: Address | None, vocabularies: Vocabularies) -> Point | None:
    """Return latitude and longitude: the record's own, else its municipality's; None where neither is known."""
    if address is None:
        return None
    if address.latitude is not None and address.longitude is not None:
        return address.latitude, address.longitude
    place = municipality_of(address, vocabularies)
    return (place.latitude, place.longitude) if place else None
