"""In Italy places and legal forms are written by their codes; elsewhere by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.records.initiative import Initiative
from generator.records.member import Member
from generator.vocabularies.areas import ITALY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.languages import Message
    from generator.reading.codes import Codes
    from generator.reading.places import Location
    from generator.records.federation import Kind


class Named(NamedTuple):
    """What a record says about its place and form; None where it says nothing."""

    country: str
    address: str | None = None
    venue: str | None = None
    legal_form: str | None = None

    @classmethod
    def of(cls, record: object) -> Named:
        """Return it from a valid record."""
        if isinstance(record, Member):
            address = record.address
            if address is None:
                return cls(ITALY, legal_form=record.legal_form)
            return cls(address.country, address.municipality, None, record.legal_form)
        if isinstance(record, Initiative):
            return cls(ITALY, venue=record.place.municipality if record.place else None)
        return cls(ITALY)

    @classmethod
    def of_tree(cls, kind: Kind, tree: dict[str, Any]) -> Named:
        """Return it from a tree that may be wrong elsewhere."""
        if kind == "member":
            country = _text(tree, "address", "country") or ITALY
            return cls(country, _text(tree, "address", "municipality"), None, _text(tree, "legal_form"))
        return cls(ITALY, venue=_text(tree, "place", "municipality") if kind == "initiative" else None)


def misnamed(named: Named, codes: Codes) -> Iterator[tuple[Location, Message]]:
    """Yield the location of each wrong code and what is wrong with it."""
    if named.country == ITALY:
        if named.address is not None and (message := codes.municipality(named.address)):
            yield ("address", "municipality"), message
        if named.legal_form is not None and (message := codes.legal_form(named.legal_form)):
            yield ("legal_form",), message
    if named.venue is not None and (message := codes.municipality(named.venue)):
        yield ("place", "municipality"), message


def _text(tree: dict[str, Any], *way: str) -> str | None:
    here: Any = tree
    for key in way:
        here = here.get(key) if isinstance(here, dict) else None
    return here if isinstance(here, str) else None
