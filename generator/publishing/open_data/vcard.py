"""Members in an address book: vCard 4.0 (RFC 6350)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Address, Member

LONGEST = 75
"""Bytes in a line before it is folded (RFC 6350, 3.2)."""

_SPECIAL = re.compile(r"[\\,;\n]")
_PLAIN = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class VCard:
    """Members of a site as cards of organisations."""

    media = "text/vcard"

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places

    def file(self, members: Iterable[tuple[str, Member]]) -> bytes:
        """Return the cards of members, given with their slugs, one after the other."""
        return b"".join([self.card(slug, member) for slug, member in members])

    def card(self, slug: str, member: Member) -> bytes:
        """Return a member's card, its lines folded and ended as the format asks."""
        return b"".join([_folded(line.encode("utf-8", "replace")) for line in self._lines(slug, member)])

    def _lines(self, slug: str, member: Member) -> Iterator[str]:
        page = self._site.settings.url + self._site.addresses.member(slug)
        yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org")
        if self._site.settings.url:
            yield f"UID:{_address(page)}"
            yield f"SOURCE:{_address(page)}"
        yield f"FN:{_text(member.name)}"
        yield f"ORG:{_text(member.legal_name or member.name)}"
        if member.summary:
            yield f"NOTE:{_text(member.summary)}"
        if member.address:
            yield from self._place(member.address)
        if contacts := member.contacts:
            if contacts.email:
                yield f"EMAIL;TYPE=work:{_text(contacts.email)}"
            if contacts.phone:
                yield f"TEL;TYPE=work:{_text(contacts.phone)}"
            if contacts.website:
                yield f"URL:{_address(contacts.website)}"
        if member.keywords:
            yield f"CATEGORIES:{','.join(map(_text, member.keywords))}"
        if member.verified:
            yield f"REV:{member.verified.on:%Y%m%d}T000000Z"
        yield "END:VCARD"

    def _place(self, address: Address) -> Iterator[str]:
        town, point = self._places.municipality(address), self._places.point(address)
        parts = (
            "",
            "",
            address.street or "",
            town.name if town else address.municipality,
            town.province if town else "",
            address.postcode or "",
            self._places.country(address.country),
        )
        yield f"ADR;TYPE=work:{';'.join(map(_text, parts))}"
        if point:
            yield f"GEO:geo:{point[0]:.6f},{point[1]:.6f}"


def _text(text: str) -> str:
    """Return a text whose signs cannot end it (RFC 6350, 3.4)."""
    clean = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", clean)


def _address(url: str) -> str:
    """Return a web address, which is not escaped, without anything that could begin another line."""
    return url if url.isascii() and url.isprintable() and " " not in url else _PLAIN.sub("", url)


def _folded(line: bytes) -> bytes:
    if len(line) <= LONGEST:
        return line + b"\r\n"
    parts, start, room = [], 0, LONGEST
    while len(line) - start > room:
        end = start + room
        # Not within a letter of more than one byte.
        while line[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(line[start:end])
        start, room = end, LONGEST - 1
    return b"\r\n ".join([*parts, line[start:]]) + b"\r\n"
