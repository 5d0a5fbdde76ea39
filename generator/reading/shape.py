"""The shape that records must have: which keys are allowed where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, get_args

from generator.records.record import Record

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

    from generator.reading.places import Location


@cache
def keys(model: type[Record]) -> Mapping[str, FieldInfo]:
    """Return the fields of a record by the keys that stand in files."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def inner(annotation: object) -> type[Record] | None:
    """Return the record inside of an annotation: `Offer` for `tuple[Offer, ...]`, None when there is none."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner(part))), None)


def record_at(model: type[Record], location: Location) -> type[Record] | None:
    """Return the record that stands at a location below `model`, None where the way is not one of records."""
    here: type[Record] | None = model
    for part in location:
        if isinstance(part, str):
            field = keys(here).get(part) if here else None
            here = inner(field.annotation) if field else None
    return here


def homes(model: type[Record], key: str) -> tuple[str, ...]:
    """Return where below `model` a key belongs: `contacts`, `offers`; "" is the top level."""
    return _homes(model).get(key, ())


@cache
def _homes(model: type[Record]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, way in _ways(model, ""):
        found[key][way] = None
    return {key: tuple(ways) for key, ways in found.items()}


def _ways(model: type[Record], way: str) -> Iterator[tuple[str, str]]:
    for key, field in keys(model).items():
        yield key, way
        below = inner(field.annotation)
        if below is not None:
            yield from _ways(below, f"{way}.{key}".removeprefix("."))
