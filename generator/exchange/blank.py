"""A new record's file: what is known filled in, everything else commented out with a word of help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.writing.record_file import Tree, entry
from generator.writing.template import Field


def blank(filled: Mapping[str, Tree], fields: Mapping[str, Field], header: str) -> str:
    """Return a file in the template's order; whoever takes the `# ` in front away has the next field."""
    lines = [header, ""]
    for name, one in fields.items():
        if name in filled:
            lines += [f"# {_help(one)}", *entry(name, filled[name], one)]
        else:
            lines += [f"# {line}" for line in _commented(name, one, "")]
    return "\n".join(lines) + "\n"


def _commented(name: str, one: Field, indent: str) -> Iterator[str]:
    yield f"{indent}{name}:{' []' if one.many and not one.fields else ''}  # {_help(one)}"
    if not one.fields:
        return
    inner = [line for key, field in one.fields.items() for line in _commented(key, field, indent + "  ")]
    if not one.many:
        yield from inner
        return
    dashed, *rest = inner
    yield f"{indent}  - {dashed.lstrip()}"
    yield from (f"  {line}" for line in rest)


def _help(one: Field) -> str:
    return f"{one.help} ({', '.join(one.codes)})" if one.codes else one.help
