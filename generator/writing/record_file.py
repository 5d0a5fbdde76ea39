"""Write a record as the YAML file that a careful person would have written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from generator.writing.scalars import block, scalar
from generator.writing.template import Field

if TYPE_CHECKING:
    from typing import TypeAlias

Tree: TypeAlias = "str | Sequence[Tree] | Mapping[str, Tree]"
"""What a record is made of before it has types: texts, lists and mappings."""

UNKNOWN = Field(name="", help="")


def written(record: Mapping[str, Tree], fields: Mapping[str, Field], header: str) -> str:
    """Return a file: the header, then the filled fields in the template's order, groups set apart and explained.

    Read back it gives `record` again, whatever its texts hold.
    """
    lines = [header]
    after_group = False
    for name in _in_order(record, fields):
        one = fields.get(name, UNKNOWN)
        if one.fields:
            lines += ["", f"# {_explained(one)}"]
        elif after_group:
            lines.append("")
        after_group = bool(one.fields)
        lines += entry(name, record[name], one)
    return "\n".join(lines) + "\n"


def _explained(one: Field) -> str:
    return one.help.partition(": ")[2]


def _in_order(record: Mapping[str, Tree], fields: Mapping[str, Field]) -> list[str]:
    known = [name for name in fields if name in record]
    return known + [name for name in record if name not in fields]


def entry(name: str, value: Tree, one: Field, indent: str = "") -> Iterator[str]:
    """Yield the lines of one field."""
    start = f"{indent}{scalar(name)}:"
    if isinstance(value, str):
        yield f"{start} {block(value, indent + '  ') or scalar(value, typed=one.typed)}"
    elif not value:
        yield f"{start} {_empty(value)}"
    else:
        yield start
        yield from _inner(value, one, indent + "  ")


def _inner(value: Sequence[Tree] | Mapping[str, Tree], one: Field, indent: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name in _in_order(value, one.fields):
            yield from entry(name, value[name], one.fields.get(name, UNKNOWN), indent)
    else:
        for item in value:
            yield from _item(item, one, indent)


def _item(item: Tree, one: Field, indent: str) -> Iterator[str]:
    if isinstance(item, str):
        yield f"{indent}- {block(item, indent + '  ') or scalar(item, typed=one.typed)}"
    elif not item:
        yield f"{indent}- {_empty(item)}"
    else:
        # The first line of what is inside stands beside the dash.
        first, *rest = _inner(item, one, indent + "  ")
        yield f"{indent}- {first.lstrip(' ')}"
        yield from rest


def _empty(value: Sequence[Tree] | Mapping[str, Tree]) -> str:
    return "{}" if isinstance(value, Mapping) else "[]"
