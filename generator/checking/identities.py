"""Official numbers: written as Italy writes them, and each borne by one member only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.it import codicefiscale

from generator.checking.finding import Finding, Spot, Spots, warning
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.records.member import Member

TAX_CODE = ("identifiers", "tax_code")
VAT_NUMBER = ("identifiers", "vat_number")
ELEVEN_DIGITS = re.compile(r"[0-9]{11}")


def tax_code_shapes(inspection: Inspection) -> Iterator[Finding]:
    """Tax codes of Italian members that are not eleven digits; a person's is left to the rules of privacy."""
    for slug, member in inspection.federation.members.items():
        code = member.identifiers.tax_code if member.identifiers else None
        if code is None or ELEVEN_DIGITS.fullmatch(code) or not _italian(member) or codicefiscale.is_valid(code):
            continue
        values = {"count": len(code)}
        message = Message(N_("found {count} characters, expected the eleven digits of a co-operative"), values)
        yield Finding("tax-code", Spot(("member", slug), TAX_CODE), message)


def same_tax_code(inspection: Inspection) -> Iterator[Finding]:
    """Tax codes that stand in two files."""
    first: dict[str, str] = {}
    for slug, member in inspection.federation.members.items():
        code = member.identifiers.tax_code if member.identifiers else None
        if code is not None and first.setdefault(code, slug) != slug:
            values = {"other": Spot(("member", first[code]), TAX_CODE)}
            message = Message(N_("the same tax code as at {other}: one co-operative has one file"), values)
            yield Finding("same-tax-code", Spot(("member", slug), TAX_CODE), message)


def same_vat_number(inspection: Inspection) -> Iterator[Finding]:
    """VAT numbers that stand in several files.

    Members of a VAT group share one number (D.P.R. 633/1972, art. 70-bis and following; the mutual banks do):
    where tax codes tell the members apart it is a warning, one for the group.
    """
    for number, members in _by_vat_number(inspection).items():
        codes = [member.identifiers and member.identifiers.tax_code for _, member in members]
        spots = [Spot(("member", slug), VAT_NUMBER) for slug, _ in members]
        if None not in codes and len(set(codes)) == len(codes) > 1:
            values: dict[str, object] = {"number": number, "others": Spots(tuple(spots[1:]))}
            message = Message(N_("the VAT number {number} also stands at {others}: is it a VAT group's?"), values)
            yield warning("shared-vat-number", spots[0], message)
            continue
        for spot in spots[1:]:
            message = Message(N_("the same VAT number as at {other}"), {"other": spots[0]})
            yield Finding("same-vat-number", spot, message)


def _by_vat_number(inspection: Inspection) -> dict[str, list[tuple[str, Member]]]:
    groups: dict[str, list[tuple[str, Member]]] = {}
    for slug, member in inspection.federation.members.items():
        number = member.identifiers.vat_number if member.identifiers else None
        if number is not None:
            groups.setdefault(number.removeprefix("IT"), []).append((slug, member))
    return groups


def _italian(member: Member) -> bool:
    return member.address is None or member.address.country == "IT"
