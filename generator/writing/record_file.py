"""Write a record as the YAML file that a careful person would have written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from generator.writing.scalars import block, scalar
from generator.writing.template import Field

if TYPE_CHECKING:
    from typing import TypeAlias

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree] | None"
"""What a record is made of before it has types: texts, lists and mappings; None where a value is left empty."""

UNKNOWN = Field(name="", help="")


class Layout(NamedTuple):
    """How far what is inside stands from what it is inside of, in spaces.

    step: a mapping's keys from their key. dash: a list's dashes from their key. inside: an item from its dash.
    """

    step: int = 2
    dash: int = 2
    inside: int = 2


USUAL = Layout()


def written(record: Mapping[str, Tree], fields: Mapping[str, Field], header: str) -> str:
    """Return a file: the header, then the filled fields in the template's order, groups set apart and explained.

    Read back it gives `record` again, whatever its texts hold.
    """
    lines = [header]
    after_group = False
    for name in _in_order(record, fields):
        one = fields.get(name, UNKNOWN)
        if one.fields:
            lines += ["", f"# {explained(one)}"]
        elif after_group:
            lines.append("")
        after_group = bool(one.fields)
        lines += entry(name, record[name], one)
    return "\n".join(lines) + "\n"


def explained(one: Field) -> str:
    """Return what stands as a comment above a group of fields, "" where there is nothing to say."""
    return one.help.partition(": ")[2]


def _in_order(record: Mapping[str, Tree], fields: Mapping[str, Field]) -> list[str]:
    known = [name for name in fields if name in record]
    return known + [name for name in record if name not in fields]


def entry(name: str, value: Tree, one: Field, indent: str = "", layout: Layout = USUAL) -> Iterator[str]:
    """Yield the lines of one field."""
    start = f"{indent}{scalar(name)}:"
    deeper = indent + " " * layout.step
    if isinstance(value, str):
        yield f"{start} {block(value, deeper) or scalar(value, typed=one.typed)}"
    elif value is None:
        yield start
    elif not value:
        yield f"{start} {_empty(value)}"
    else:
        yield start
        yield from _inner(value, one, deeper if isinstance(value, Mapping) else indent + " " * layout.dash, layout)


def item(value: Tree, one: Field, indent: str, layout: Layout = USUAL) -> Iterator[str]:
    """Yield the lines of one item of a list, whose dash stands after `indent`."""
    deeper = indent + " " * layout.inside
    dash = indent + "-".ljust(layout.inside)
    if isinstance(value, str):
        yield dash + (block(value, deeper) or scalar(value, typed=one.typed))
    elif value is None:
        yield dash.rstrip(" ")
    elif not value:
        yield dash + _empty(value)
    else:
        # The first line of what is inside stands beside the dash.
        first, *rest = _inner(value, one, deeper, layout)
        yield dash + first.lstrip(" ")
        yield from rest


def _inner(value: Sequence[Tree] | Mapping[str, Tree], one: Field, indent: str, layout: Layout) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name in _in_order(value, one.fields):
            yield from entry(name, value[name], one.fields.get(name, UNKNOWN), indent, layout)
    else:
        for each in value:
            yield from item(each, one, indent, layout)


def _empty(value: Sequence[Tree] | Mapping[str, Tree]) -> str:
    return "{}" if isinstance(value, Mapping) else "[]"
