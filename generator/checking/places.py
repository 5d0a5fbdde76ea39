"""Addresses that agree with themselves: municipality, postcode, coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.reading.guessing import guessed
from generator.records.member import Address
from generator.vocabularies import Municipality
from generator.vocabularies.distance import kilometres

FAR_KM = 40
"""Rome, the widest municipality, reaches 30 km from its centre."""

# From the Aurine Alps to Lampedusa, from Monte Tabor to Capo d'Otranto, with a margin.
ITALY = ((35.2, 47.2), (6.5, 18.7))
FIVE_DIGITS = re.compile(r"[0-9]{5}")


def postcodes(inspection: Inspection) -> Iterator[Finding]:
    """Italian postcodes that are not five digits, or not their municipality's."""
    municipalities = inspection.vocabularies.municipalities
    for slug, address in _italian(inspection):
        postcode = address.postcode
        if postcode is None:
            continue
        place = municipalities.get(address.municipality)
        spot = Spot(("member", slug), ("address", "postcode"))
        if not FIVE_DIGITS.fullmatch(postcode):
            yield Finding("postcode", spot, _no_postcode(postcode, place))
        elif place is not None and municipalities.postcode_belongs(place.code, postcode) is False:
            yield Finding("postcode-elsewhere", spot, _elsewhere(postcode, place))


def coordinates(inspection: Inspection) -> Iterator[Finding]:
    """Points outside Italy (errors), or far from the municipality that the address names (warnings)."""
    for slug, address in _italian(inspection):
        if address.latitude is None or address.longitude is None:
            continue
        spot = Spot(("member", slug), ("address", "latitude"))
        point = address.latitude, address.longitude
        if not _in_italy(point):
            yield Finding("outside-country", spot, _outside(point))
            continue
        place = inspection.vocabularies.municipalities.get(address.municipality)
        if place is None or not place.exact:
            continue
        distance = round(kilometres(point, (place.latitude, place.longitude)))
        if distance > FAR_KM:
            values = {"distance": distance, "municipality": place.name}
            message = Message(N_("this point is {distance} km from the centre of {municipality}"), values)
            yield warning("far-from-municipality", spot, message)


def _italian(inspection: Inspection) -> Iterator[tuple[str, Address]]:
    for slug, member in inspection.federation.members.items():
        if member.address is not None and member.address.country == "IT":
            yield slug, member.address


def _in_italy(point: tuple[float, float]) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, ITALY, strict=True))


def _no_postcode(postcode: str, place: Municipality | None) -> Message:
    """Say what is wrong, and which one was meant where zeros were lost in front, as spreadsheets lose them."""
    whole = postcode.zfill(5)
    problem = Message(N_("found '{postcode}', expected the five digits of a postcode"), {"postcode": postcode})
    return guessed(problem, whole if place is not None and whole in place.postcodes else None)


def _elsewhere(postcode: str, place: Municipality) -> Message:
    values = {"postcode": postcode, "municipality": place.name, "postcodes": _span(place.postcodes)}
    return Message(N_("the postcode {postcode} is not one of {municipality}, which has {postcodes}"), values)


def _span(postcodes: tuple[str, ...]) -> str:
    return ", ".join(postcodes) if len(postcodes) < 3 else f"{postcodes[0]}–{postcodes[-1]}"


def _outside(point: tuple[float, float]) -> Message:
    latitude, longitude = point
    values = {"latitude": latitude, "longitude": longitude}
    if _in_italy((longitude, latitude)):
        return Message(N_("{latitude}, {longitude} is not in Italy: are latitude and longitude swapped?"), values)
    return Message(N_("{latitude}, {longitude} is not in Italy"), values)
