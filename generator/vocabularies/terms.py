"""The tables of nothing but codes and labels: legal forms, the register, goals, sectors, countries, languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.vocabularies.labels import Term
from generator.vocabularies.tables import labels, rows
from generator.vocabularies.vocabulary import Vocabulary


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
