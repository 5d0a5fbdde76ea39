"""Change single values in a record's file: remarks, order, quotes, line ends and unknown parts stay as they are.

The places come from the parser's marks and the changes go into the text itself, so that a line that nobody meant to
change is never written again. The browser does the same in `theme/editing/`, with the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_, Message
from generator.reading.fault import dotted
from generator.writing import block_style, flow_style
from generator.writing.changing import changed
from generator.writing.composing import composed
from generator.writing.differences import Path, Step, steps
from generator.writing.flow_style import Splice, in_order
from generator.writing.groups import closed_up, set_apart
from generator.writing.laying_out import layout
from generator.writing.lines import line_break, unbroken
from generator.writing.nodes import EditError, Entry, Node
from generator.writing.record_file import UNKNOWN, Tree

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree as Read
    from generator.writing.template import Field

__all__ = ["Edit", "EditError", "brought_to", "edited"]

_MARK = "\ufeff"


class Edit(NamedTuple):
    """What shall stand at `path`: keys, and positions in lists from 0; the position after the last one appends.

    None removes what is there. Mappings and lists that are missing on the way are made.
    """

    path: Path
    value: Tree


def edited(text: str, edits: Iterable[Edit], fields: Mapping[str, Field]) -> str:
    """Return the text of a record's file with the edits made, one after the other.

    `fields` is the template: new keys come where it has them, written as new records are. Raise `EditError` for a
    text that cannot be read, an edit that fits nowhere, and wherever the result would not say what it should.
    """
    return brought_to(text, changed(composed(text.removeprefix(_MARK)).tree(), edits), fields)


def brought_to(text: str, new: Read, fields: Mapping[str, Field]) -> str:
    """Return the text of a record's file with the fewest edits after which it says `new`. Raise `EditError`."""
    mark = _MARK if text.startswith(_MARK) else ""
    body = text.removeprefix(_MARK)
    old = composed(body).tree()
    if new == old:
        return text
    for start in _starts(body):
        result = start
        for step in steps(old, new):
            result = _taken(result, step, fields)
        for end in (result, unbroken(result)) if start == body else (unbroken(result), result):
            if _says(end, new):
                return mark + end
    raise EditError(Message(_NOT_SO))


def _starts(text: str) -> Iterator[str]:
    """Yield the text with an end to its last line; a block text that would thereby change is told not to."""
    if unbroken(text) != text:
        yield text
        return
    yield text + line_break(text)
    last = composed(text).last()
    if last.is_block_text:
        header = last.style.replace("+", "") + "-"
        yield text[: last.start] + header + text[last.start + len(last.style) :] + line_break(text)


def _says(text: str, tree: Read) -> bool:
    try:
        return composed(text).tree() == tree
    except EditError:
        return False


def _taken(text: str, step: Step, fields: Mapping[str, Field]) -> str:
    root = composed(text)
    splices = _Editor(text, root, fields).splices(step)
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new.replace("\n", line_break(text)) + text[end:]
    return text


class _Editor(NamedTuple):
    """Finds out what to put where for one step."""

    text: str
    root: Node
    fields: Mapping[str, Field]

    def splices(self, step: Step) -> list[Splice]:
        if not step.path:
            raise EditError(Message(_EMPTY))
        around, one = self._around(step.path[:-1]), self._field(step.path)
        if step.kind == "add":
            return self._added(step, around, one)
        at = step.path[-1] if isinstance(step.path[-1], int) else _number(around, step.path[-1])
        self._refuse_marked(around.entries[at], step.path)
        if step.kind == "put":
            return self._put(around, around.entries[at], step.value, one)
        if len(around.entries) == 1:
            return self._emptied(step.path[:-1], around)
        if around.is_flow:
            return flow_style.remove(self.text, around, at)
        splices = block_style.remove(self._place(around, one), at)
        return [closed_up(self.text, around, at, splices[0], one)] if around is self.root else splices

    def _added(self, step: Step, around: Node, one: Field) -> list[Splice]:
        last, value = step.path[-1], step.value
        name = "" if isinstance(last, int) else last
        siblings = self.fields if around is self.root else self._field(step.path[:-1]).fields
        at = last if isinstance(last, int) else in_order(around, last, list(siblings))
        if around.is_flow:
            new = flow_style.flow(value, one) if isinstance(last, int) else flow_style.pair(name, value, one)
            return flow_style.add(self.text, around, at, new)
        splices = block_style.add(self._place(around, one), at, name, value)
        return [set_apart(self.text, around, at, splices[0], one, self.fields)] if around is self.root else splices

    def _put(self, around: Node, entry: Entry, value: Read, one: Field) -> list[Splice]:
        if around.is_flow:
            return flow_style.put(self.text, entry, value, one)
        return block_style.put(self._place(around, one), entry, value)

    def _emptied(self, path: Path, around: Node) -> list[Splice]:
        """Return what makes an empty mapping or list of one whose last entry goes."""
        empty: Read = {} if around.kind == "mapping" else []
        if not path:
            raise EditError(Message(_EMPTY))
        outer = self._around(path[:-1])
        at = path[-1] if isinstance(path[-1], int) else _number(outer, path[-1])
        return self._put(outer, outer.entries[at], empty, UNKNOWN)

    def _around(self, path: Path) -> Node:
        node = self.root
        for part in path:
            node = node.entries[part if isinstance(part, int) else _number(node, part)].value
        return node

    def _field(self, path: Path) -> Field:
        one, fields = UNKNOWN, self.fields
        for part in path:
            if isinstance(part, str):
                one = fields.get(part, UNKNOWN)
                fields = one.fields
        return one

    def _place(self, around: Node, one: Field) -> block_style.Place:
        return block_style.Place(self.text, around, one, layout(self.root, self.text))

    def _refuse_marked(self, entry: Entry, path: Path) -> None:
        if entry.value.any_marked():
            raise EditError(Message(_MARKED, {"field": dotted(path)}))


def _number(node: Node, name: str) -> int:
    return next(at for at, entry in enumerate(node.entries) if entry.name == name)


_EMPTY = N_("a record cannot be emptied: delete its file instead")
_MARKED = N_("{field} has a tag or an anchor, or repeats a value from elsewhere: change it by hand")
_NOT_SO = N_("the change would not be read as it is meant: make it by hand")
