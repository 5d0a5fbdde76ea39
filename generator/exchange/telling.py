"""What an import tells of the changes to a file: field by field, what stood there and what stands there now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.reading.fault import dotted
from generator.reading.quoting import shown
from generator.writing.record_file import UNKNOWN

if TYPE_CHECKING:
    from generator.exchange.filed import Filed
    from generator.reading.yaml_text import Tree
    from generator.writing.differences import Path
    from generator.writing.template import Field

_PUT = N_("{field}: {old} → {new}")
_ADDED = N_("{field}: {new} (new)")
_REMOVED = N_("{field}: {old} (taken out)")


def told(filed: Filed, fields: Mapping[str, Field]) -> Iterator[Message]:
    """Yield a line for each value that differs now, in the order of the template."""
    rank = {name: number for number, name in enumerate(fields)}
    for step in sorted(filed.steps, key=lambda one: (rank.get(str(one.path[0]), len(rank)), dotted(one.path))):
        old = "" if step.kind == "add" else _said(_at(filed.old, step.path))
        values = {"field": _label(step.path, fields), "old": old, "new": _said(step.value)}
        yield Message({"put": _PUT, "add": _ADDED, "remove": _REMOVED}[step.kind], values)


def _label(path: Path, fields: Mapping[str, Field]) -> str:
    """Return what people call the field, and its name in the file."""
    one = UNKNOWN
    for part in path:
        if isinstance(part, str):
            one = fields.get(part, UNKNOWN)
            fields = one.fields
    title = one.help.partition(": ")[0]
    return f"{title} ({dotted(path)})" if title else dotted(path)


def _at(tree: Tree, path: Path) -> Tree:
    for part in path:
        tree = tree[part]  # type: ignore[index]
    return tree


def _said(value: Tree) -> str:
    return shown(", ".join(_texts(value))) or "–"


def _texts(value: Tree) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif value:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
