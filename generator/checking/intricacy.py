"""Markdown that would take its reader too long or too deep: such a text is shown as it was typed.

Python-Markdown looks from each bracket to the end of its paragraph and begins anew after each sign that it has read, so
that some texts take the square of their length; and it calls itself for each list, quotation or definition in another,
until Python's stack ends. What is allowed here takes at most some 0.1 ms for a character and 300 calls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.finding import Finding, Spot, warning
from generator.checking.inspection import Inspection
from generator.checking.texts import PROSE
from generator.languages import N_, Message

DEEPEST = 20
"""So many lists, quotations and definitions may lie in one another."""
SPARE = 20
"""So many brackets, backslashes or lines any text may have, and one more for each of these numbers of characters."""
A_BRACKET, A_BACKSLASH, A_LINE = 60, 20, 10

# A level is a marker, or the indent of a line that goes on with one.
_LEVEL = r"[ ]{0,3}(?:>|[-*+:](?=[ \t])|[0-9]{1,9}\.(?=[ \t]))|[ ]{4}|[ ]{0,3}\t"
_DEEP = re.compile(rf"(?:{_LEVEL}){{{DEEPEST + 1}}}")
# Definitions without an empty line between them are read as one within the other.
_DEFINITION = re.compile(r"[ \t>*+.0-9-]*:[ \t]")


def intricate(inspection: Inspection) -> Iterator[Finding]:
    """Texts that are shown without their Markdown (warning)."""
    for key, record in inspection.records:
        for path, text in PROSE.of(record):
            message = intricacy(text)
            if message is not None:
                yield warning("intricate", Spot(key, path), message)


def intricacy(text: str) -> Message | None:
    """Return why a text in Markdown is shown as it was typed, None where it is not."""
    if _is_busy(text):
        return Message(_BUSY)
    return Message(_NESTED, {"limit": DEEPEST}) if _is_deep(text) else None


def _is_busy(text: str) -> bool:
    length, count = len(text), text.count
    return (
        count("[") + count("<") > SPARE + length // A_BRACKET
        or count("\\") + count("`") > SPARE + length // A_BACKSLASH
        or count("\n") > SPARE + length // A_LINE
    )


def _is_deep(text: str) -> bool:
    definitions = 0
    for line in text.split("\n"):
        if not line.strip(" \t"):
            definitions = 0
        elif _DEFINITION.match(line):
            definitions += 1
        if definitions > DEEPEST or _DEEP.match(line):
            return True
    return False


_BUSY = N_("this is shown without its Markdown: it has too many brackets, '<', backslashes, backticks or short lines")
_NESTED = N_("this is shown without its Markdown: lists, quotations or definitions lie more than {limit} deep in it")
