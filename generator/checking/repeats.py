"""Lists that say the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_origin

from pydantic.fields import FieldInfo

from generator.checking.fields import Fields
from generator.checking.finding import FieldPath, Finding, RecordKey, Spot
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.reading.problem import Severity

KEYWORDS = "keywords"


def repeats(inspection: Inspection) -> Iterator[Finding]:
    """Items of lists that stood there before: a page would show them twice. Keywords are only searched: a warning."""
    for key, record in inspection.records:
        # What an issue lists was written by the digest: two milestones may well have one title.
        if key[0] != "issue":
            for path, items in LISTS.of(record):
                if len(set(items)) < len(items):
                    yield from _each(key, path, items)


def _each(key: RecordKey, path: FieldPath, items: tuple[object, ...]) -> Iterator[Finding]:
    severity = Severity.WARNING if path[-1] == KEYWORDS else Severity.ERROR
    for at, item in enumerate(items):
        if item in items[:at]:
            message = Message(N_("'{value}' stands here already: once is enough"), {"value": item})
            yield Finding("repeated", Spot(key, (*path, at)), message, severity)


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


LISTS = Fields(_is_list)
"""Lists of plain values."""
