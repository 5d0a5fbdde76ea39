"""A dotted path of a change becomes an edit, where it can mean something in a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.writing.editing import Edit

if TYPE_CHECKING:
    from generator.writing.record_file import Tree

_POSITION = re.compile(r"0|[1-9][0-9]{0,3}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
DEEPEST = 8


class NoPath(Exception):
    """A text that is no path of a field; it is the exception's only argument."""


def edits(changes: Mapping[str, Tree | None]) -> Iterator[Edit]:
    """Yield the edits that changes ask for, in their order. Raise NoPath."""
    for dotted, value in changes.items():
        yield Edit(tuple(_parts(dotted)), value)


def touched(edits_: Iterable[Edit]) -> tuple[str, ...]:
    """Return the names of the record's own fields that edits change, each once."""
    return tuple(dict.fromkeys(str(edit.path[0]) for edit in edits_))


def _parts(dotted: str) -> Iterator[str | int]:
    parts = dotted.split(".")
    if len(parts) > DEEPEST or not _NAME.fullmatch(parts[0]):
        raise NoPath(dotted)
    for part in parts:
        if _POSITION.fullmatch(part):
            yield int(part)
        elif _NAME.fullmatch(part):
            yield part
        else:
            raise NoPath(dotted)
