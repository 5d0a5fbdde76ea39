"""All vocabularies together, each read when it is first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version

from generator.vocabularies import places, tables
from generator.vocabularies.activities import Activities
from generator.vocabularies.labels import Term
from generator.vocabularies.places import Municipalities, Province, Region
from generator.vocabularies.services import Service, ServiceGroup, service_groups, services
from generator.vocabularies.vocabulary import Vocabulary


def terms(table: str) -> Vocabulary[str, Term]:
    """Return a table of codes and labels, read on first use."""
    return Vocabulary(lambda: _terms(table))


def _terms(table: str) -> Iterator[tuple[str, Term]]:
    for row in tables.rows(table):
        yield row["code"], Term(row["code"], tables.labels(row))


@dataclass(frozen=True)
class Vocabularies:
    """Everything that codes in records come from.

    Loading costs nothing: each table is read when it is first used, and kept.
    """

    services: Vocabulary[str, Service] = field(default_factory=services)
    service_groups: Vocabulary[str, ServiceGroup] = field(default_factory=service_groups)

    @classmethod
    def load(cls) -> Vocabularies:
        """Return the package's vocabularies."""
        return cls()

    @cached_property
    def municipalities(self) -> Municipalities:
        """Every *comune* by ISTAT code."""
        return places.municipalities()

    @cached_property
    def provinces(self) -> Vocabulary[str, Province]:
        """Provinces by sigla, in the order of ISTAT's codes."""
        return places.provinces()

    @cached_property
    def regions(self) -> Vocabulary[str, Region]:
        """Regions by ISTAT's two digits."""
        return places.regions()

    @cached_property
    def ateco(self) -> Activities:
        """Activities of ATECO 2025."""
        return Activities()

    @cached_property
    def legal_forms(self) -> Vocabulary[str, Term]:
        """ISTAT's legal forms: `1.4.30`."""
        return terms("legal_forms")

    @cached_property
    def register_sections(self) -> Vocabulary[str, Term]:
        """Sections of the national register of co-operatives."""
        return terms("register_sections")

    @cached_property
    def register_categories(self) -> Vocabulary[str, Term]:
        """Categories of the national register of co-operatives."""
        return terms("register_categories")

    @cached_property
    def sdgs(self) -> Vocabulary[int, Term]:
        """The seventeen goals by number."""
        return Vocabulary(lambda: ((int(code), term) for code, term in _terms("sdgs")))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that is in it: a cache made with another digest is stale."""
        content = hashlib.sha256(version("ateco").encode())
        for name in tables.NAMES:
            content.update(tables.text(name).encode())
        for entry in (*self.services.values(), *self.service_groups.values()):
            content.update(repr(entry).encode())
        return content.hexdigest()
