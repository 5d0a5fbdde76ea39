"""A tree of texts becomes a record, or problems that say where and what to mend."""

from __future__ import annotations

from dataclasses import dataclass
from json import loads
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import to_json

from generator.languages import N_, Message
from generator.reading.fault import Fault, dotted
from generator.reading.italian import Named, misnamed
from generator.reading.places import Places
from generator.reading.shape import inner, keys, record_at
from generator.reading.wording import Wrong, worded
from generator.records.federation import MODELS, Kind
from generator.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.reading.codes import Codes
    from generator.reading.places import Location, Place
    from generator.reading.yaml_text import Tree
    from generator.records.federation import AnyRecord

MOST_FAULTS = 50
"""So many faults of one file are told; then how many more there are."""


def encoded(tree: dict[str, Tree]) -> bytes:
    """Return the tree as JSON on one line, the form in which trees are validated and kept."""
    return to_json(tree)


def validated(kind: Kind, tree: bytes, codes: Codes) -> AnyRecord | None:
    """Return the record of a tree in JSON, None when something is wrong with it."""
    record = _record(kind, tree, codes)
    if record is None and b":null" in tree:
        record = _record(kind, _without_empty(kind, tree), codes)
    if record is None or any(misnamed(Named.of(record), codes)):
        return None
    return record


def _without_empty(kind: Kind, tree: bytes) -> bytes:
    try:
        return encoded(_filled(MODELS[kind], loads(tree)))
    except ValueError:
        return tree


def _record(kind: Kind, tree: bytes, codes: Codes) -> AnyRecord | None:
    try:
        return MODELS[kind].model_validate_json(tree, context=codes.context)
    except ValidationError:
        return None


def faults(kind: Kind, tree: dict[str, Tree], text: str, codes: Codes) -> tuple[Fault, ...]:
    """Return all that is wrong with a tree; `text` is the YAML that it was read from."""
    return _Finding(kind, _filled(MODELS[kind], tree), tree, Places(text), codes).faults()


def shortened(found: Sequence[Fault], untold: int = 0) -> tuple[Fault, ...]:
    """Return the faults in their order, of very many only the first ones and a word about the rest."""
    ordered = sorted(found, key=lambda one: (one.line, one.column, one.field, one.rule))
    more = len(ordered[MOST_FAULTS:]) + untold
    if not more:
        return tuple(ordered)
    last = ordered[:MOST_FAULTS][-1]
    return (*ordered[:MOST_FAULTS], Fault(last.line, last.column + 1, "more", Message(_MORE, {"number": more})))


def _filled(model: type[Record] | None, tree: Any) -> Any:
    """Return the tree without the known keys whose value was left empty: they are not given."""
    if isinstance(tree, list):
        return [_filled(model, item) for item in tree]
    if not isinstance(tree, dict) or model is None:
        return tree
    fields = keys(model)
    given = {key: value for key, value in tree.items() if value is not None or key not in fields}
    return {
        key: _filled(inner(fields[key].annotation) if key in fields else None, value) for key, value in given.items()
    }


@dataclass(frozen=True)
class _Finding:
    """Everything at hand while the faults of one tree are sought; `whole` has the keys without value too."""

    kind: Kind
    tree: dict[str, Any]
    whole: dict[str, Any]
    places: Places
    codes: Codes

    def faults(self) -> tuple[Fault, ...]:
        errors = sorted(self._errors(), key=lambda one: self.places.value(one["loc"]))
        # Guesses take their time: of thousands of errors, only those that will be told are worded.
        found = [self._fault(one) for one in errors[:MOST_FAULTS]]
        for location, message in misnamed(Named.of_tree(self.kind, self.tree), self.codes):
            found.append(Fault(*self.places.value(location), "unknown-code", message, dotted(location)))
        return shortened(found, len(errors[MOST_FAULTS:]))

    def _errors(self) -> list[Any]:
        try:
            MODELS[self.kind].model_validate_json(encoded(self.tree), context=self.codes.context)
        except ValidationError as error:
            return list(error.errors(include_url=False))
        return []

    def _fault(self, error: Any) -> Fault:
        location: Location = error["loc"]
        wrong = Wrong(
            MODELS[self.kind],
            record_at(MODELS[self.kind], location[:-1]),
            location,
            error["type"],
            error.get("ctx", {}),
            error["input"],
            self.codes,
        )
        told = worded(wrong)
        return Fault(*self._place(wrong, told.below), told.rule, told.message, dotted(location + told.below))

    def _place(self, wrong: Wrong, below: Location) -> Place:
        of_key = wrong.type in ("missing", "extra_forbidden")
        location = wrong.location + below
        return self.places.key(location) if of_key else self.places.value(location)


_MORE = N_("{number} more problems in this file")
