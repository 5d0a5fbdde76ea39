"""A finding: what a rule has to say about a record, before anybody knows where in its file that stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.languages import Message
from generator.reading.problem import Severity
from generator.records.federation import Kind

FieldPath = tuple[str | int, ...]
"""Keys and positions from the top of a file: `("offers", 0, "expires")`."""

RecordKey = tuple[Kind, str]
"""A record's kind and slug; an initiative's slug is `year/slug`."""

Locate = Callable[[str, FieldPath], tuple[int, int]]
"""Gives line and column, from 1, of a field in the file at a path; of what is nearest above it when it is absent."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A field of a record. As a value of a message it is said as `path:line`."""

    record: RecordKey
    field: FieldPath = ()


@dataclass(frozen=True, slots=True)
class Spots:
    """Several fields, said as `path:line, path:line`; of a crowd only the first three, then `…`."""

    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at `at`: a field of a record, or the path of a file that is no record."""

    rule: str
    at: Spot | str
    message: Message
    severity: Severity = Severity.ERROR


def warning(rule: str, at: Spot | str, message: Message) -> Finding:
    """Return a finding that does not stop the build."""
    return Finding(rule, at, message, Severity.WARNING)
