"""All texts of a record, wherever in it they stand."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic.fields import FieldInfo

from generator.checking.fields import Fields, parts
from generator.checking.finding import FieldPath
from generator.records.patterns import PROSE_PATTERN
from generator.records.record import Record


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


def _is_prose(field: FieldInfo) -> bool:
    found = (*field.metadata, *parts(field.annotation))
    return any(getattr(one, "pattern", None) == PROSE_PATTERN for one in found)


PROSE = Fields(_is_prose)
"""Texts that are Markdown."""
