"""The tables that the form's pickers search and its script looks codes up in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import to_json

from generator.vocabularies.areas import ITALY, REGIONS
from generator.vocabularies.tables import rows
from generator.vocabularies.terms import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from generator.vocabularies import Vocabularies

DIGITS = 4
"""Decimals of degrees: eleven metres."""

_STRUCTURE = re.compile("([1-9][0-9]*)!([nac])")
_SIGNS = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Za-z0-9]"}

Option = tuple[str, ...]
"""A code, what it is called, and then what else it is found by or stands under."""


def places(vocabularies: Vocabularies) -> bytes:
    """Return `municipalities` (code, names, province, postcodes, latitude, longitude, 1 if exact) and `former`."""
    known = vocabularies.municipalities
    listed = [
        (
            place.code, place.name, place.other_name, place.province, " ".join(place.postcodes),
            round(place.latitude, DIGITS), round(place.longitude, DIGITS), int(place.exact),
        )
        for place in map(known.__getitem__, known)
    ]  # fmt: skip
    return compact({"municipalities": listed, "former": [*known.former.items()]})


def activities(vocabularies: Vocabularies) -> bytes:
    """Return code and title of every activity of ATECO 2025."""
    return compact([(one.code, one.title) for one in vocabularies.ateco])


def options(vocabularies: Vocabularies, language: str) -> dict[str, list[Option]]:
    """Return by the names of the vocabularies the codes of the short ones, in the order in which they are offered."""
    groups = vocabularies.service_groups
    services = sorted(vocabularies.services.values(), key=lambda one: list(groups).index(one.group))
    return {
        "services": [
            (
                one.code, one.labels.get(language), groups[one.group].labels.get(language),
                "; ".join(one.synonyms_in(language)),
            )
            for one in services
        ],
        "areas": [*_areas(vocabularies, language)],
        "countries": _terms(vocabularies.countries, language),
        "languages": _terms(terms("languages"), language),
        "legal_forms": _terms(vocabularies.legal_forms, language),
        "register_sections": _terms(vocabularies.register_sections, language),
        "register_categories": _terms(vocabularies.register_categories, language),
        "sdg": [(str(number), goal.labels.get(language)) for number, goal in vocabularies.sdgs.items()],
    }  # fmt: skip


def compact(value: Any) -> bytes:
    """Return JSON without spaces."""
    return to_json(value)


def accounts() -> dict[str, str]:
    """Return by country what follows the check digits of an IBAN, as a pattern: the registry that `stdnum` ships."""
    # Imported where it is asked, which most builds do not: it brings much of the standard library along.
    from stdnum import numdb

    return {
        country: _STRUCTURE.sub(lambda found: f"{_SIGNS[found[2]]}{{{found[1]}}}", properties["bban"])
        for _, country, _, properties, _ in numdb.get("iban").prefixes
    }


def _areas(vocabularies: Vocabularies, language: str) -> Iterable[Option]:
    yield ITALY, vocabularies.countries[ITALY].labels.get(language)
    for code, istat in REGIONS.items():
        yield f"{ITALY}-{code}", vocabularies.regions[istat].name
    for row in rows("provinces"):
        yield f"{ITALY}-{row['sigla']}", f"{row['name']} ({row['sigla']})"


def _terms(vocabulary: Mapping[str, Any], language: str) -> list[Option]:
    return [(code, term.labels.get(language)) for code, term in vocabulary.items()]
