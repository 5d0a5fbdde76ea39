"""The plainest of YAML read line by line, in a third of the time that libyaml's events take.

Most record files hold nothing but keys, short values, lists and literal blocks. Each form known here can mean only one
thing in YAML; a text with any other form is left, whole and with all its faults, to the reader of events.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree

_DEEPEST = 16
"""Far below what the reader of events allows, so that the two never disagree about a limit."""

# Atomic groups, which say the same as possessive quantifiers: with these, Python 3.11.2 finds `null` to be a word.
_NO_NULL = r"(?!null\b|Null\b|NULL\b)"
_SKIPPED = r"(?>(?:\n|[ ]*\#[^\n]*(?:\n|\Z))*)"
# What ends a value: perhaps a comment, the line, and all lines after it that hold nothing but comments.
_END = rf"(?>(?:[ ]+\#[^\n]*)?)(?:\n{_SKIPPED}|\Z)"
_WORD = rf"{_NO_NULL}\w(?>(?:[-\w.+'’/()]|[ ](?=[^ ,\]]))*)"
_FIRST = re.compile(_SKIPPED, re.VERBOSE)
_LINE = re.compile(
    rf"""
    (?P<lead>[ ]*)(?P<dash>-[ ])?
    (?:(?P<key>[a-z_]{{1,64}}):(?:[ ]|(?=\n|\Z))|(?<=-[ ]))
    (?:
        (?P<short>
            {_NO_NULL}(?:[^\s\-?:,\[\]{{}}\#&*!|>'"%@`~]|-[0-9])
            [^\n:\#]*(?:(?::(?=[^ \n])|(?<=[^ ])\#)[^\n:\#]*)*(?<![ ])
        ){_END}
      | (?P<marked>"[^"\\\n]*"|'[^'\n]*(?>(?:''[^'\n]*)*)'|\[{_WORD}(?>(?:,[ ]{_WORD})*)\]){_END}
      | (?P<block>\|-?\n(?P<margin>[ ]+)[^ \n][^\n]*\n(?>(?:(?P=margin)[ ]*[^ \n][^\n]*\n|\n)*))
        (?!(?P=margin)){_SKIPPED}
      | (?<=:)(?:\n{_SKIPPED}|\Z)
    )
    | (?P<beyond>[\s\S]+)
    """,
    re.VERBOSE,
)


class _Beyond(Exception):
    """The text has a form that is not read here."""


def plain(text: str) -> dict[str, Tree] | None:
    """Return the tree that the reader of events would make, without any fault; None unless all forms are known here."""
    # Neither a tab, nor a carriage return, nor anything else that is not seen.
    if not text.replace("\n", "").isprintable():
        return None
    start = _FIRST.match(text)
    lines = _LINE.findall(text, start.end() if start else 0)
    if not lines or lines[-1][-1]:
        return None
    try:
        return _Tree().read(lines)
    except _Beyond:
        return None


class _Tree:
    """Puts each line's value in its place.

    `here` is the list or mapping that is open, `at` the column where its lines begin; `waiting` is the key of the
    line before when it stood alone: what is indented now is its value.
    """

    def __init__(self) -> None:
        self.here: Any = {}
        self.at = 0
        self.outer: list[tuple[Any, int]] = []
        self.waiting = ""

    def read(self, lines: list[tuple[str, ...]]) -> dict[str, Tree]:
        root: dict[str, Tree] = self.here
        for lead, dash, key, short, marked, block, margin, _ in lines:
            if dash or self.waiting or len(lead) != self.at or self.here.__class__ is list:
                self._move(len(lead), dash, key)
            value = short or (_unmarked(marked) if marked else self._text(block, margin) if block else None)
            if not key:
                self.here.append(value)
            elif key in self.here:
                raise _Beyond
            else:
                self.here[key] = value
                if value is None:
                    self.waiting = key
        return root

    def _move(self, column: int, dash: str, key: str) -> None:
        """Open and close lists and mappings until a line that begins at `column` belongs to the innermost."""
        if self.waiting and (column > self.at or (dash and column == self.at)):
            mapping, name = self.here, self.waiting
            self._open([] if dash else {}, column)
            mapping[name] = self.here
        self.waiting = ""
        while column < self.at or (column == self.at and not dash and self.here.__class__ is list):
            self.here, self.at = self.outer.pop()
        if column != self.at or (self.here.__class__ is list) is not bool(dash):
            raise _Beyond
        if dash and key:
            items = self.here
            self._open({}, column + len(dash))
            items.append(self.here)

    def _open(self, new: Any, column: int) -> None:
        self.outer.append((self.here, self.at))
        if len(self.outer) > _DEEPEST:
            raise _Beyond
        self.here, self.at = new, column

    def _text(self, block: str, margin: str) -> str:
        if len(margin) <= self.at:
            raise _Beyond
        mark, _, text = block.replace("\n" + margin, "\n").partition("\n")
        return text.rstrip("\n") + ("\n" if mark == "|" else "")


def _unmarked(marked: str) -> str | list[Tree]:
    inside = marked[1:-1]
    if marked[0] == "[":
        return [*inside.split(", ")]
    return inside.replace("''", "'") if marked[0] == "'" else inside
