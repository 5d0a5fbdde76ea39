"""The project's own two-level list of goods and services: groups, and services within them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.vocabularies.labels import Labels
from generator.vocabularies.tables import labels, rows
from generator.vocabularies.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """The first level: `code` is the part of its services' codes before the dot."""

    code: str
    labels: Labels

    def names(self) -> tuple[str, ...]:
        """Return the labels in every language."""
        return self.labels.values()


@dataclass(frozen=True, slots=True)
class Service:
    """A good or service that members offer, need and are found by.

    code: `group.name`. synonyms: pairs of language and words that people type. divisions: of ATECO, two digits.
    """

    code: str
    group: str
    labels: Labels
    synonyms: tuple[tuple[str, tuple[str, ...]], ...]
    divisions: tuple[str, ...]

    def synonyms_in(self, language: str) -> tuple[str, ...]:
        """Return the synonyms in a language, none when there are none: a label's fallback would not help here."""
        return dict(self.synonyms).get(language, ())

    def names(self) -> tuple[str, ...]:
        """Return labels and synonyms in every language."""
        return (*self.labels.values(), *(word for _, words in self.synonyms for word in words))


def services() -> Vocabulary[str, Service]:
    """Return the package's services by code, read on first use."""
    return Vocabulary(_services)


def service_groups() -> Vocabulary[str, ServiceGroup]:
    """Return the package's groups by code, read on first use."""
    return Vocabulary(_service_groups)


def _service_groups() -> Iterator[tuple[str, ServiceGroup]]:
    for row in rows("service_groups"):
        yield row["code"], ServiceGroup(row["code"], labels(row))


def _services() -> Iterator[tuple[str, Service]]:
    for row in rows("services"):
        synonyms = {
            column.removesuffix("_synonyms"): tuple(word.strip() for word in cell.split(";") if word.strip())
            for column, cell in row.items()
            if column.endswith("_synonyms")
        }
        yield (
            row["code"],
            Service(
                code=row["code"],
                group=row["code"].partition(".")[0],
                labels=labels(row),
                synonyms=tuple(synonyms.items()),
                divisions=tuple(row["divisions"].split()),
            ),
        )
