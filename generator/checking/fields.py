"""Fields of a certain sort, wherever in a record they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, get_args

from pydantic.fields import FieldInfo

from generator.checking.finding import FieldPath
from generator.records.record import Record

Way: TypeAlias = tuple[str, str, bool]
"""A field's name, its key in the file, and whether it holds records in which the search goes on."""


@dataclass(frozen=True)
class Fields:
    """Finds the filled fields that are `wanted` by their types.

    All records are gone through at every build: which of a class's fields lead anywhere is found once.
    """

    wanted: Callable[[FieldInfo], bool]
    _known: dict[type[Record], list[Way]] = field(default_factory=dict)

    def of(self, record: Record, above: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
        """Yield path in the file and value of each, in the order of the fields."""
        for name, key, holds_records in self._ways(type(record)):
            value = getattr(record, name)
            if not value:
                continue
            if not holds_records:
                yield (*above, key), value
            elif isinstance(value, Record):
                yield from self.of(value, (*above, key))
            else:
                for at, item in enumerate(value):
                    yield from self.of(item, (*above, key, at))

    def _ways(self, model: type[Record]) -> list[Way]:
        known = self._known.get(model)
        if known is None:
            known = self._known[model] = list(self._found(model))
        return known

    def _found(self, model: type[Record]) -> Iterator[Way]:
        for name, info in model.model_fields.items():
            inner = [one for one in parts(info.annotation) if isinstance(one, type) and issubclass(one, Record)]
            if any(map(self._ways, inner)) or (not inner and self.wanted(info)):
                yield name, info.alias or name, bool(inner)


def parts(annotation: Any) -> Iterator[Any]:
    """Yield an annotation and all that it is made up of."""
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)
