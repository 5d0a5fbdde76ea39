"""Changes in the lines of a block: only the lines of the entry that is meant differ."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.writing.flow_style import Splice, flow
from generator.writing.lines import after_break, extent, indent, line_before, line_end, line_start
from generator.writing.record_file import Layout, entry, item
from generator.writing.scalars import TYPED, block, double_quoted, scalar, single_quoted

if TYPE_CHECKING:
    from generator.writing.nodes import Entry, Node
    from generator.writing.record_file import Tree
    from generator.writing.template import Field

_NEXT = re.compile(r"\s*")


class Place(NamedTuple):
    """Where a change happens: the block `around`, the field that `one` describes, and how the file is laid out."""

    text: str
    around: Node
    one: Field
    layout: Layout


def put(place: Place, one: Entry, value: Tree) -> list[Splice]:
    """Return the splice that puts a value in the place of an entry's; a remark on its line stays."""
    lead, remark, end = _around(place, one)
    # A block text would take the remarks below it, where they are indented deeper, for its own lines.
    blocks = extent(place.text, end, place.around.column) == end
    first, *more = _restyled(value, one.value, place, blocks) if isinstance(value, str) else _bare(place, one, value)
    if not blocks and any(line.endswith(("|", "|-")) for line in [first, *more]):
        first, more = flow(value, place.one), []
    if not lead or not isinstance(value, str):
        lead = " " * (place.layout.inside - 1) if place.around.kind == "list" else " "
    head = lead + first if first else ""
    return [Splice(one.after, end, "\n".join([head + remark, *more]))]


def add(place: Place, at: int, name: str, value: Tree) -> list[Splice]:
    """Return the splice that puts a new entry in front of the entry number `at`, or behind the last."""
    text, entries = place.text, place.around.entries
    lines = _lines(place, name, value)
    if at == 0 and text[line_start(text, entries[0].start) : entries[0].start].strip(" "):
        # The first key stands beside a dash; its line should not change.
        if place.around.kind == "list":
            return [Splice(entries[0].start, entries[0].start, _beside(lines, place))]
        at = 1
    if at == 0:
        begin = _before(place)
        return [Splice(begin, begin, "\n".join([*lines, ""]))]
    previous = entries[at - 1]
    end = extent(text, previous.end, place.around.column)
    return [Splice(end, end, "".join(f"\n{line}" for line in lines))]


def remove(place: Place, at: int) -> list[Splice]:
    """Return the splice that takes the lines of the entry number `at` away; one of several must stay."""
    text, one = place.text, place.around.entries[at]
    end = extent(text, one.end, place.around.column)
    begin = line_start(text, one.start)
    if text[begin : one.start].strip(" "):
        # What comes next moves up beside the dash.
        following = _NEXT.match(text, end)
        return [Splice(one.start, following.end() if following else end, "")]
    end = after_break(text, end)
    if at and "+" in place.around.entries[at - 1].value.last().style:
        # The block above would keep the empty lines that follow.
        while end < len(text) and indent(text, end) is None:
            end = after_break(text, line_end(text, end))
    return [Splice(begin, end, "")]


def _around(place: Place, one: Entry) -> tuple[str, str, int]:
    """Return what stands between an entry's colon or dash and its value, the remark after it, and where all ends."""
    text, old = place.text, one.value
    beside = line_end(text, one.after)
    if old.kind != "text" and not old.is_flow:
        end = extent(text, old.end, place.around.column)
        return "", "" if old.start < beside else _remark(text, one.after, beside), end
    end = line_end(text, one.end)
    if old.is_block_text:
        return text[one.after : old.start], _remark(text, old.start + len(old.style), beside), end
    if old.is_empty:
        return "", _remark(text, one.after, beside), end
    if old.start > beside:
        return "", _remark(text, one.after, beside) or _remark(text, old.end, end), end
    return text[one.after : old.start], _remark(text, old.end, end), end


def _remark(text: str, start: int, end: int) -> str:
    return text[start:end] if text[start:end].strip(" \t") else ""


def _lines(place: Place, name: str, value: Tree) -> list[str]:
    margin = " " * place.around.column
    if place.around.kind == "list":
        return "\n".join(item(value, place.one, margin, place.layout)).split("\n")
    return "\n".join(entry(name, value, place.one, margin, place.layout)).split("\n")


def _bare(place: Place, one: Entry, value: Tree) -> list[str]:
    """Return the lines of an entry without its key or dash."""
    first, *more = _lines(place, one.name, value)
    head = "-" if place.around.kind == "list" else f"{scalar(one.name)}:"
    return [first[place.around.column + len(head) :].lstrip(" "), *more]


def _beside(lines: list[str], place: Place) -> str:
    return "\n".join([*lines, " " * place.around.column]).lstrip(" ")


def _before(place: Place) -> int:
    """Return where something new begins in front of the first entry: above the remarks on it, below a file's head."""
    text, beside = place.text, place.around.column
    begin = above = line_start(text, place.around.entries[0].start)
    while above and text[line_before(text, above) + beside :].startswith("#"):
        if indent(text, line_before(text, above)) != beside:
            break
        above = line_before(text, above)
    return above or begin


def _restyled(text: str, old: Node, place: Place, blocks: bool) -> list[str]:
    """Return the lines of a text in the manner of the one it replaces, as far as that can hold it."""
    if old.style in ("'", '"') and "\n" not in text:
        return [(single_quoted(text) if old.style == "'" else None) or double_quoted(text)]
    deeper = place.layout.inside if place.around.kind == "list" else place.layout.step
    margin = (_margin(place.text, old) if old.is_block_text else "") or " " * (place.around.column + deeper)
    was_typed = old.kind == "text" and not old.style and bool(TYPED.fullmatch(old.value))
    literal = block(text, margin) if blocks else None
    return (literal or scalar(text, typed=place.one.typed or was_typed)).split("\n")


def _margin(text: str, old: Node) -> str:
    """Return how a block's lines are indented, "" where its header says so or no line tells it."""
    at = line_end(text, old.start) if not any(map(str.isdigit, old.style)) else old.end
    while at < old.end:
        begin = after_break(text, at)
        if (spaces := indent(text, begin)) is not None:
            return " " * spaces
        at = line_end(text, begin)
    return ""
