"""Texts as cells of a table: lists in one cell, nothing that a spreadsheet takes for a formula, and back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.publishing.office.cells import FORMULA

LONGEST = 32_767
"""The most characters that a cell of a spreadsheet holds."""

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;\n]*))(?:[;\n]|\Z)')
# Neither XML nor spreadsheets know these.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NUMBER = re.compile(r"0*([0-9]+)(?:\.([0-9]+))?")


def listed(items: Iterable[str]) -> str:
    """Return a list in one cell: `pane; dolci`; an item that holds what separates stands between double quotes."""
    return "; ".join(map(_item, items))


def unlisted(text: str) -> list[str]:
    """Return the items of a cell, also of one whose items stand on lines of their own."""
    found: list[str] = []
    at = 0
    while at < len(text):
        one = _ITEM.match(text, at)
        if one is None:
            return [*found, text[at:].strip()]
        at = one.end()
        if one[1] is not None:
            found.append(one[1].replace('""', '"'))
        elif one[2].strip():
            found.append(one[2].strip())
    return found


def fitting(text: str) -> str:
    """Return as much of a text as a cell can hold: what does not fit is changed beyond repair."""
    return _UNFIT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))[:LONGEST]


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe in front of `=`, `+`, `-` and `@`."""
    return f"'{text}" if text.startswith(FORMULA) or needs_mark(text) else text


def needs_mark(text: str) -> bool:
    """Return whether a text looks as if it had been guarded already."""
    return text.startswith("'") and text[1:].startswith((*FORMULA, "'"))


def unguarded(text: str) -> str:
    """Return the text that `guarded` got."""
    return text[1:] if needs_mark(text) else text


def is_same(cell: str, exported: str) -> bool:
    """Return whether a cell says what was exported: blanks around aside, and zeros that a spreadsheet takes away."""
    cell, exported = fitting(cell).strip(), exported.strip()
    number = _NUMBER.fullmatch(exported)
    if cell == exported or number is None:
        return cell == exported
    decimals = (number[2] or "").rstrip("0")
    bare = number[1] + (f".{decimals}" if decimals else "")
    return cell in (bare, bare.replace(".", ","))


def _item(text: str) -> str:
    if text and text == text.strip() and not re.search(r'[;\n]|^"', text):
        return text
    return '"' + text.replace('"', '""') + '"'
