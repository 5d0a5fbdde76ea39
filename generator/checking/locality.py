"""What tells places apart where names are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.vocabularies.guessing import folded

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.records.member import Member


def locality(member: Member, fold: Callable[[str], str] = folded) -> str:
    """Return the municipality's code, abroad its country and its name; nothing where it is unknown."""
    address = member.address
    if address is None:
        return ""
    return address.municipality if address.country == "IT" else f"{address.country} {fold(address.municipality)}"
