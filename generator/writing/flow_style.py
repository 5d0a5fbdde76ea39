"""Changes inside brackets and braces: the line stays one line, and what else stands on it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_, Message
from generator.writing.lines import after_break, line_end, line_start
from generator.writing.nodes import EditError, Entry, Node
from generator.writing.scalars import double_quoted, scalar, single_quoted

if TYPE_CHECKING:
    from generator.writing.record_file import Tree
    from generator.writing.template import Field

_INDICATORS = re.compile(r"[\[\]{},]")
_ALONE = re.compile(r"[ \t]*,?[ \t]*(#.*)?")


class Splice(NamedTuple):
    """What comes into the text in the place of all from `start` to `end`."""

    start: int
    end: int
    text: str


def flow(value: Tree, one: Field | None, style: str = "") -> str:
    """Return a value on one line, as it may stand between brackets; `style` is the quote of the text it replaces."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value, typed=one is not None and one.typed, style=style)
    if isinstance(value, Mapping):
        inner = one.fields if one else {}
        return "{" + ", ".join(pair(name, each, inner.get(name)) for name, each in value.items()) + "}"
    return "[" + ", ".join(flow(each, one) for each in value) + "]"


def pair(name: str, value: Tree, one: Field | None) -> str:
    """Return a key with its value, as it may stand between braces."""
    return f"{_text(name)}: {flow(value, one)}"


def put(text: str, entry: Entry, value: Tree, one: Field | None) -> list[Splice]:
    """Return the splice that puts a value in the place of an entry's."""
    old = entry.value
    new = flow(value, one, old.style if old.kind == "text" else "")
    if not old.is_empty:
        return [Splice(old.start, old.end, new)]
    return [Splice(entry.after, entry.after, f" {new}" if text[entry.after - 1] == ":" else f": {new}")]


def add(text: str, around: Node, at: int, new: str) -> list[Splice]:
    """Return the splice that puts `new` in front of the entry number `at`, or behind the last."""
    _refuse_pair(text, around)
    if not around.entries:
        return [Splice(around.start + 1, around.start + 1, new)]
    if at == 0:
        return [Splice(around.entries[0].start, around.entries[0].start, f"{new}, ")]
    end = around.entries[at - 1].end
    return [Splice(end, end, f", {new}")]


def remove(text: str, around: Node, at: int) -> list[Splice]:
    """Return the splice that takes the entry number `at` away, with its comma; one of several must stay."""
    _refuse_pair(text, around)
    entry, entries = around.entries[at], around.entries
    end = line_end(text, entry.end)
    if not text[line_start(text, entry.start) : entry.start].strip(" ") and _ALONE.fullmatch(text, entry.end, end):
        # Alone on its line; a comma that is left behind the last one does no harm.
        return [Splice(line_start(text, entry.start), after_break(text, end), "")]
    if at + 1 < len(entries):
        return [Splice(entry.start, entries[at + 1].start, "")]
    return [Splice(entries[at - 1].end, entry.end, "")]


def _text(text: str, *, typed: bool = False, style: str = "") -> str:
    if style == "'" and (single := single_quoted(text)) is not None:
        return single
    plain = scalar(text, typed=typed)
    return double_quoted(text) if style == '"' or _INDICATORS.search(plain) else plain


def _refuse_pair(text: str, around: Node) -> None:
    if text[around.start] not in "[{":
        raise EditError(Message(_PAIR))


def in_order(around: Node, name: str, fields: Sequence[str]) -> int:
    """Return before which entry a key comes that is new, by the template's order: after the nearest one before it."""
    names = [entry.name for entry in around.entries]
    if name not in fields:
        return len(names)
    rank = {each: number for number, each in enumerate(fields)}
    before = [each for each in names if rank.get(each, len(rank)) < rank[name]]
    if before:
        return names.index(max(before, key=rank.__getitem__)) + 1
    behind = [each for each in names if rank.get(each, -1) > rank[name]]
    return names.index(min(behind, key=rank.__getitem__)) if behind else len(names)


_PAIR = N_("a key inside a list without braces is not edited here")
