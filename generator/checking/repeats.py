"""Lists that say the same thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeAlias, get_args, get_origin

from generator.checking.finding import FieldPath, Finding, RecordKey, Spot
from generator.checking.inspection import Inspection
from generator.languages import N_, Message
from generator.reading.problem import Severity
from generator.records.record import Record

KEYWORDS = "keywords"
_List: TypeAlias = tuple[FieldPath, tuple[object, ...]]


def repeats(inspection: Inspection) -> Iterator[Finding]:
    """Items of lists that stood there before: a page would show them twice. Keywords are only searched: a warning."""
    for key, record in inspection.records:
        # What an issue lists was written by the digest: two milestones may well have one title.
        if key[0] != "issue":
            for path, items in _repetitive(record, ()):
                yield from _each(key, path, items)


def _each(key: RecordKey, path: FieldPath, items: tuple[object, ...]) -> Iterator[Finding]:
    severity = Severity.WARNING if path[-1] == KEYWORDS else Severity.ERROR
    for at, item in enumerate(items):
        if item in items[:at]:
            message = Message(N_("'{value}' stands here already: once is enough"), {"value": item})
            yield Finding("repeated", Spot(key, (*path, at)), message, severity)


def _repetitive(record: Record, above: FieldPath) -> Iterator[_List]:
    """Yield way and items of the lists of plain values in which any stands twice."""
    values = record.__dict__
    for name, written, holds_records in _listing(type(record)):
        value = values[name]
        if not value:
            continue
        if not holds_records:
            if len(value) > 1 and len(set(value)) < len(value):
                yield (*above, written), value
        elif type(value) is tuple:
            for at, item in enumerate(value):
                yield from _repetitive(item, (*above, written, at))
        else:
            yield from _repetitive(value, (*above, written))


@cache
def _listing(record: type[Record]) -> list[tuple[str, str, bool]]:
    """Return the fields of a class in which lists of plain values can stand: name, key in the file, whether deeper.

    All records are gone through at every build: most of their fields need not be looked at.
    """
    found = []
    for name, field in record.model_fields.items():
        inner = [one for one in _classes(field.annotation) if issubclass(one, Record)]
        if any(_listing(one) for one in inner) or (not inner and get_origin(field.annotation) is tuple):
            found.append((name, field.alias or name, bool(inner)))
    return found


def _classes(annotation: object) -> Iterator[type]:
    """Yield the classes of which an annotation is made up."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _classes(part)
