"""Changes to a tree: what a record says after its edits, whatever its file looks like."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.reading.fault import dotted
from generator.reading.places import DEEPEST
from generator.reading.quoting import shown
from generator.writing.nodes import EditError

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree
    from generator.writing.differences import Path
    from generator.writing.record_file import Tree as Value


def changed(tree: Tree, edits: Iterable[tuple[Path, Value]]) -> Tree:
    """Return the tree after the edits, one after the other. Raise `EditError` for one that fits nowhere."""
    for path, value in edits:
        if len(path) > DEEPEST:
            raise EditError(Message(_TOO_DEEP, {"limit": DEEPEST}))
        if value is not None:
            tree = _put(tree, path, _plain(value), path)
        elif _is_in(tree, path):
            tree = _removed(tree, path)
    return tree


def _put(tree: Tree, rest: Path, value: Tree, path: Path) -> Tree:
    if not rest:
        return value
    part, below = rest[0], rest[1:]
    if isinstance(part, str):
        inside = {} if tree is None else tree
        if isinstance(inside, dict):
            return {**inside, part: _put(inside.get(part), below, value, path)}
    else:
        items = [] if tree is None else tree
        if isinstance(items, list) and 0 <= part <= len(items):
            old = items[part] if part < len(items) else None
            return [*items[:part], _put(old, below, value, path), *items[part + 1 :]]
    raise EditError(Message(_NOWHERE, {"field": dotted(path)}))


def _is_in(tree: Tree, path: Path) -> bool:
    for part in path:
        if isinstance(tree, dict) and part in tree:
            tree = tree[str(part)]
        elif isinstance(tree, list) and isinstance(part, int) and 0 <= part < len(tree):
            tree = tree[part]
        else:
            return False
    return bool(path)


def _removed(tree: Tree, path: Path) -> Tree:
    part, below = path[0], path[1:]
    if isinstance(tree, dict):
        if not below:
            return {name: value for name, value in tree.items() if name != part}
        return {name: _removed(value, below) if name == part else value for name, value in tree.items()}
    items = tree if isinstance(tree, list) else []
    at = int(part)
    return [*items[:at], *([_removed(items[at], below)] if below else []), *items[at + 1 :]]


def _plain(value: Value, depth: int = 0) -> Tree:
    """Return lists and dictionaries for whatever sequences and mappings came; nobody else's depth is trusted."""
    if depth > DEEPEST:
        raise EditError(Message(_TOO_DEEP, {"limit": DEEPEST}))
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {name: _plain(each, depth + 1) for name, each in value.items()}
    if isinstance(value, Sequence):
        return [_plain(each, depth + 1) for each in value]
    raise EditError(Message(_NO_TEXT, {"found": shown(str(value))}))


_NOWHERE = N_("there is no place for {field}: what is above it is of another kind")
_TOO_DEEP = N_("too deep: more than {limit} levels inside each other")
_NO_TEXT = N_("'{found}' is neither a text nor a list nor keys with values")
