"""Groups of fields at a record's top level: set apart by empty lines, with a word of explanation above them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.writing.flow_style import Splice
from generator.writing.lines import after_break, line_before, line_break, line_end
from generator.writing.record_file import UNKNOWN, explained

if TYPE_CHECKING:
    from generator.writing.nodes import Node
    from generator.writing.template import Field


def set_apart(text: str, root: Node, at: int, new: Splice, one: Field, fields: Mapping[str, Field]) -> Splice:
    """Return the splice of a new entry in front of the entry number `at` with what a group has around it."""
    said = f"# {explained(one)}\n" if one.fields and explained(one) else ""
    if at == 0:
        return Splice(new.start, new.end, said + new.text + ("\n" if one.fields else ""))
    previous = root.entries[at - 1]
    # Empty lines after a block that keeps them would become part of it.
    apart = bool(one.fields or fields.get(previous.name, UNKNOWN).fields) and "+" not in previous.value.last().style
    rest = text[after_break(text, new.end) : line_end(text, after_break(text, new.end))]
    closing = "\n" if one.fields and rest.strip() else ""
    return Splice(new.start, new.end, ("\n" if apart else "") + (f"\n{said}"[:-1] if said else "") + new.text + closing)


def closed_up(text: str, root: Node, at: int, old: Splice, one: Field) -> Splice:
    """Return the splice that removes the entry number `at` with its own explanation, and no gap of two empty lines."""
    begin, floor = old.start, root.entries[at - 1].end if at else 0
    if one.fields and _line_above(text, begin, floor) == f"# {explained(one)}":
        begin = line_before(text, begin)
    at_end = old.end >= len(text)
    if at and (at_end or text.startswith(line_break(text), old.end)) and _line_above(text, begin, floor) == "":
        begin = line_before(text, begin)
    return Splice(begin, old.end, "")


def _line_above(text: str, begin: int, floor: int) -> str | None:
    """Return the line above `begin`, None where it belongs to what ends at `floor`."""
    if not begin or line_before(text, begin) <= floor:
        return None
    above = line_before(text, begin)
    return text[above : line_end(text, above)]
