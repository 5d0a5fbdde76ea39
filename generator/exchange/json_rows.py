"""Rows from JSON: one object a line, or a list of objects. Numbers stay the texts that they were written as."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from generator.exchange.table import Row, Table, TableError, filled
from generator.languages import N_, Message
from generator.reading.quoting import shown


class _Twice(ValueError):
    """An object has a name twice."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(name)


NO_OBJECT = N_("expected an object with names and values")


def read_json_lines(path: Path) -> Table:
    """Return one row a line; a row's number is its line."""
    lines = _text(path).split("\n")
    return Table(filled(_line(number, line) for number, line in enumerate(lines, 1) if line.strip()), None, len(lines))


def read_json(path: Path) -> Table:
    """Return one row an object of the list, counted from 1. Raise `TableError` for anything else than a list."""
    try:
        found = _parsed(_text(path))
    except (ValueError, RecursionError) as problem:
        raise TableError(_wrong(problem)) from None
    if not isinstance(found, list):
        raise TableError(Message(N_("expected a list of objects")))
    return Table(filled(_row(number, one) for number, one in enumerate(found, 1)), None, len(found))


def cells(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield name and text of each value inside an object; a nested name has dots, a list one line an item."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from cells(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        yield name, "\n".join(_said(one) for one in value)
    else:
        yield name, _said(value)


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _line(number: int, line: str) -> Row:
    try:
        return _row(number, _parsed(line))
    except (ValueError, RecursionError) as problem:
        return Row(number, {}, (("", _wrong(problem, number)),))


def _wrong(problem: ValueError | RecursionError, line: int | None = None) -> Message:
    """Return what is wrong, in the catalogue's words; `line` is where the text stands that was read."""
    if isinstance(problem, _Twice):
        return Message(N_("an object has the name '{name}' twice: keep one"), {"name": shown(problem.name)})
    if isinstance(problem, json.JSONDecodeError):
        values = {"line": line or problem.lineno, "column": problem.colno}
        return Message(N_("this is no JSON: it cannot be read from line {line}, column {column} on"), values)
    return Message(N_("this is no JSON that can be read: it is nested too deeply, or a number is too long"))


def _row(number: int, value: Any) -> Row:
    if not isinstance(value, dict):
        return Row(number, {}, (("", Message(NO_OBJECT)),))
    try:
        found = {name: text for name, text in cells(value) if text.strip()}
        # JSON can escape halves of characters, which are no text: no file could hold them.
        "".join([*found, *found.values()]).encode()
    except (UnicodeEncodeError, RecursionError):
        return Row(number, {}, (("", Message(N_("it holds what no text can hold, or is nested too deeply"))),))
    return Row(number, found)


def _parsed(text: str) -> Any:
    return json.loads(text, parse_float=str, parse_int=str, object_pairs_hook=_without_repeats)


def _without_repeats(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Twice(name)
        found[name] = value
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise TableError(Message(N_("the file is not UTF-8 at byte {byte}"), {"byte": problem.start})) from None
