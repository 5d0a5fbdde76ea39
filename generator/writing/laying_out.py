"""How a file is laid out already: new lines are indented as its own are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.writing.lines import column, line_end
from generator.writing.record_file import USUAL, Layout

if TYPE_CHECKING:
    from generator.writing.nodes import Node


def layout(root: Node, text: str) -> Layout:
    """Return the layout of the first list and the first mapping of the file that show one."""
    found = dict[str, int]()
    for name, spaces in _shown(root, text):
        found.setdefault(name, spaces)
    step = found.get("step") or found.get("dash") or USUAL.step
    return Layout(step, found.get("dash", step if "step" in found else USUAL.dash), found.get("inside", USUAL.inside))


def _shown(node: Node, text: str) -> Iterator[tuple[str, int]]:
    for entry in node.entries:
        inner = entry.value
        if node.is_flow:
            return
        if node.kind == "list" and not inner.is_empty and inner.start < line_end(text, entry.after):
            yield "inside", column(text, inner.start) - node.column
        elif node.kind == "mapping" and inner.kind != "text" and not inner.is_flow:
            yield "step" if inner.kind == "mapping" else "dash", inner.column - node.column
        yield from _shown(inner, text)
