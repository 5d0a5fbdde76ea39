"""Names and old codes become the codes of today's vocabularies."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from generator.exchange.refusal import Refused
from generator.languages import N_, Message
from generator.vocabularies.guessing import folded

if TYPE_CHECKING:
    from generator.vocabularies import Municipality, Vocabularies

IN_BRACKETS = re.compile(r"(?P<name>.*\S)\s*\((?P<sigla>[A-Za-z]{2})\)")
WHOLE_CLASS = 4
DIVISION = 2


def municipality(text: str, province: str, vocabularies: Vocabularies) -> str:
    """Return the ISTAT code of a municipality given by name or code; the province may be a code, a name or "".

    Raise `Refused`, with the candidates, when there is none or more than one.
    """
    table = vocabularies.municipalities
    if text.isascii() and text.isdigit():
        padded = text.zfill(6)
        if table.former.get(padded, padded) in table:
            return table.former.get(padded, padded)
    bracketed = IN_BRACKETS.fullmatch(text)
    name, province = (bracketed["name"], bracketed["sigla"]) if bracketed else (text, province)
    found = table.by_name(name, sigla(province, vocabularies) if province else None)
    if len(found) == 1:
        return found[0].code
    if found:
        values = {"name": name, "candidates": _named(found)}
        raise Refused(Message(N_("several municipalities are called {name}: {candidates}; add the province"), values))
    raise Refused(_unknown(text, name, vocabularies))


def sigla(text: str, vocabularies: Vocabularies) -> str:
    """Return the two letters of a province given by them or by its name. Raise `Refused`."""
    bare = text.strip("() ")
    if bare.upper() in vocabularies.provinces:
        return bare.upper()
    for province in vocabularies.provinces.search(bare, 3):
        if folded(bare) in map(folded, province.names()):
            return province.sigla
    raise Refused(Message(N_("there is no province '{found}'"), {"found": text}))


def ateco(text: str, edition: str, vocabularies: Vocabularies) -> tuple[str, bool]:
    """Return the code of ATECO 2025 for one of an older edition, and whether it is as precise as the old one.

    Only the class (four digits), which ATECO shares with NACE and the codes of other countries, is looked at;
    zeros at its end may stand for a whole group or division (`01000` is division 01). Where ISTAT's table splits
    a class, what its parts have in common is taken, at least the division. Raise `Refused` when there is none.
    """
    digits = re.sub(r"\D", "", text)[:WHOLE_CLASS]
    found = [one.code for one in vocabularies.ateco.convert(digits, edition)]
    while not found and len(digits) > DIVISION and digits.endswith("0"):
        digits = digits[:-1]
        found = [one.code for one in vocabularies.ateco.convert(digits, edition)]
    if len(found) == 1:
        return found[0], True
    shared = vocabularies.ateco.get(_common_start(found).rstrip("."))
    if shared is not None and shared.division:
        return shared.code, False
    if any(code.startswith(digits[:DIVISION]) for code in found):
        return digits[:DIVISION], False
    raise Refused(
        Message(N_("ATECO 2025 has nothing for the code {found} of {edition}"), {"found": text, "edition": edition})
    )


def _common_start(texts: list[str]) -> str:
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in alike)


def _named(places: tuple[Municipality, ...] | list[Municipality]) -> str:
    return ", ".join(f"{place.name} ({place.province}): {place.code}" for place in places)


def _unknown(text: str, name: str, vocabularies: Vocabularies) -> Message:
    near = vocabularies.municipalities.search(name, 3)
    if not near:
        return Message(N_("no municipality is called '{found}'"), {"found": text})
    return Message(
        N_("no municipality is called '{found}'; did you mean {candidates}?"),
        {"found": text, "candidates": _named(near)},
    )
