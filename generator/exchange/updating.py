"""Bring a record that is already there up to date, keeping what the table knows nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def updated(old: Mapping[str, Any], new: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Return `old` with all that the mapping fills, `paths`, as in `new`.

    A field that the table no longer fills goes; fields that no path names, such as offers written by hand, stay.
    A list of mappings (`deadlines[].at`) is replaced whole.
    """
    kept: dict[str, Any] = dict(old)
    for path in paths:
        kept = _without(kept, path.partition("[]")[0].split("."))
    return _merged(kept, new)


def _without(record: Mapping[str, Any], path: list[str]) -> dict[str, Any]:
    name, *rest = path
    inner = record.get(name)
    others = {key: value for key, value in record.items() if key != name}
    if not rest or not isinstance(inner, dict):
        return others
    left = _without(inner, rest)
    return {**others, name: left} if left else others


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    both = {name: _merged(old[name], new[name]) for name in new if isinstance(old.get(name), dict)}
    return {**old, **new, **both}
