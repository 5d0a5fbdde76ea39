"""All texts of a record, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from generator.checking.finding import FieldPath
from generator.records.record import Record
from generator.records.scalars import PROSE_PATTERN


def gather(record: Record, into: list[str]) -> None:
    """Append every text of the record, in the order of its fields.

    It runs over all records at every build, hence by plain types and without paths; `paths` gives those in the
    same order. Words out of a fixed list (`Code`) are not texts.
    """
    for value in record.__dict__.values():
        if not value:
            continue
        kind = type(value)
        if kind is str:
            into.append(value)
        elif kind is tuple:
            for item in value:
                if type(item) is str:
                    into.append(item)
                elif isinstance(item, Record):
                    gather(item, into)
        elif isinstance(value, Record):
            gather(value, into)


def paths(record: Record, above: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the path in the file of every text that `gather` appends, in the same order."""
    fields = type(record).model_fields
    for name, value in record.__dict__.items():
        yield from _paths(value, (*above, fields[name].alias or name))


def _paths(value: object, path: FieldPath) -> Iterator[FieldPath]:
    if type(value) is str:
        yield path
    elif isinstance(value, Record):
        yield from paths(value, path)
    elif type(value) is tuple:
        for at, item in enumerate(value):
            yield from _paths(item, (*path, at))


def prose(record: Record, above: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    """Yield path and value of every text that is Markdown, in the order of the fields."""
    for name, key, holds_records in _ways_to_prose(type(record)):
        value = getattr(record, name)
        if not value:
            continue
        if not holds_records:
            yield (*above, key), value
        elif isinstance(value, Record):
            yield from prose(value, (*above, key))
        else:
            for at, item in enumerate(value):
                yield from prose(item, (*above, key, at))


@cache
def _ways_to_prose(model: type[Record]) -> tuple[tuple[str, str, bool], ...]:
    """Return name and key of the fields that are Markdown, or hold records that have some."""
    ways = []
    for name, field in model.model_fields.items():
        parts = [*field.metadata, *_parts(field.annotation)]
        inner = [one for one in parts if isinstance(one, type) and issubclass(one, Record) and _ways_to_prose(one)]
        if inner or any(getattr(one, "pattern", None) == PROSE_PATTERN for one in parts):
            ways.append((name, field.alias or name, bool(inner)))
    return tuple(ways)


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
