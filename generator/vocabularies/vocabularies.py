"""All vocabularies together, each read when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.vocabularies import places, tables
from generator.vocabularies.activities import Activities
from generator.vocabularies.extending import extended
from generator.vocabularies.labels import Term
from generator.vocabularies.municipalities import Municipalities
from generator.vocabularies.places import Province, Region
from generator.vocabularies.services import Service, ServiceGroup, service_groups, services
from generator.vocabularies.terms import goals, terms
from generator.vocabularies.vocabulary import Vocabulary


def no_services() -> Vocabulary[str, Service]:
    """Return an empty list."""
    return Vocabulary.of({})


@dataclass(frozen=True, eq=False)
class Vocabularies:
    """Everything that codes in records come from.

    Loading costs nothing: each table is read when it is first used, and kept.
    """

    services: Vocabulary[str, Service] = field(default_factory=services)
    """Goods and services that members may choose."""
    service_groups: Vocabulary[str, ServiceGroup] = field(default_factory=service_groups)
    """Their groups, in the order in which they are shown."""
    hidden_services: Vocabulary[str, Service] = field(default_factory=no_services)
    """Those that the federation took out of its list, so that an error can say so."""

    @classmethod
    def load(cls) -> Vocabularies:
        """Return the package's vocabularies."""
        return cls()

    def extended(self, services: Mapping[str, object]) -> Vocabularies:
        """Return these vocabularies with a federation's own services, plain data as its YAML file holds it.

        The shape is told in `generator.vocabularies.extending`. Raise VocabularyError when it is another.
        """
        own = extended(self.services, self.service_groups, services, self.ateco)
        return replace(
            self,
            services=Vocabulary.of(own.services),
            service_groups=Vocabulary.of(own.groups),
            hidden_services=Vocabulary.of({**self.hidden_services, **own.hidden}),
        )

    @cached_property
    def municipalities(self) -> Municipalities:
        """Every *comune* by ISTAT code."""
        return Municipalities()

    @cached_property
    def provinces(self) -> Vocabulary[str, Province]:
        """Provinces by sigla, in the order of ISTAT's codes."""
        return places.provinces()

    @cached_property
    def regions(self) -> Vocabulary[str, Region]:
        """Regions by ISTAT's two digits."""
        return places.regions()

    @cached_property
    def countries(self) -> Vocabulary[str, Term]:
        """Countries by ISO 3166-1 code."""
        return terms("countries")

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
        return goals()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that is in it: a cache made with another digest is stale."""
        # Imported here: a fifth of what loading this package costs.
        from hashlib import sha256
        from importlib.metadata import version

        content = sha256(f"{version('ateco')} {version('babel')}".encode())
        for name in tables.NAMES:
            content.update(tables.text(name).encode())
        for entry in (*self.services.values(), *self.service_groups.values(), *self.hidden_services):
            content.update(repr(entry).encode())
        return content.hexdigest()
