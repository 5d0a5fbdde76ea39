"""The tables of nothing but codes and labels: legal forms, the register, goals, sectors, countries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.vocabularies.labels import Labels, Term
from generator.vocabularies.tables import labels, rows
from generator.vocabularies.vocabulary import Vocabulary

LANGUAGES = ("it", "en", "de", "fr")
# Two-letter codes of CLDR that are no country of ISO 3166-1.
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})


def terms(table: str) -> Vocabulary[str, Term]:
    """Return a table of codes and labels, read on first use."""
    return Vocabulary(partial(_terms, table))


def _terms(table: str) -> Iterator[tuple[str, Term]]:
    for row in rows(table):
        yield row["code"], Term(row["code"], labels(row))


def goals() -> Vocabulary[int, Term]:
    """Return the seventeen goals by number, read on first use."""
    return Vocabulary(_goals)


def _goals() -> Iterator[tuple[int, Term]]:
    for code, term in _terms("sdgs"):
        yield int(code), term


def countries() -> Vocabulary[str, Term]:
    """Return the countries by ISO 3166-1 code, named as in Unicode's CLDR; read on first use, 60 ms."""
    return Vocabulary(_countries)


def _countries() -> Iterator[tuple[str, Term]]:
    # Imported here: few commands need a country's name.
    from babel import Locale

    territories = {language: Locale(language).territories for language in LANGUAGES}
    for code in sorted(territories["en"]):
        if len(code) == 2 and code not in NO_COUNTRIES:
            yield code, Term(code, Labels.of({language: territories[language][code] for language in LANGUAGES}))
