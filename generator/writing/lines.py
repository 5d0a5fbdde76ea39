"""Lines of a text that is changed in place: where they begin and end, whatever ends them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAK = re.compile("\r\n?|\n")
_FIRST = re.compile("[^ ]")


def line_start(text: str, at: int) -> int:
    """Return where the line begins that holds the position `at`."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line that holds `at` ends, before what breaks it."""
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def after_break(text: str, at: int) -> int:
    """Return the first position of the next line, `at` being the end of this one."""
    found = _BREAK.match(text, at)
    return found.end() if found else at


def line_before(text: str, at: int) -> int:
    """Return where the line begins that stands before the one that begins at `at`."""
    return line_start(text, at - (2 if text.startswith("\r\n", at - 2) else 1))


def line_break(text: str) -> str:
    """Return what breaks the text's lines."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def unbroken(text: str) -> str:
    """Return the text without the break at its end."""
    return text[: -len(found[0])] if (found := re.search("(\r\n?|\n)$(?![\r\n])", text)) else text


def column(text: str, at: int) -> int:
    """Return how many characters stand before `at` on its line."""
    return at - line_start(text, at)


def indent(text: str, at: int) -> int | None:
    """Return how many spaces the line that begins at `at` begins with, None where nothing follows them."""
    found = _FIRST.search(text, at, line_end(text, at))
    return found.start() - at if found else None


def extent(text: str, end: int, beside: int) -> int:
    """Return where an entry ends that stands in the column `beside` and whose value ends at `end`.

    The rest of the line belongs to it, and comments below it that are indented deeper.
    """
    last = at = line_end(text, end)
    while at < len(text):
        begin = after_break(text, at)
        spaces = indent(text, begin)
        at = line_end(text, begin)
        if spaces is None:
            continue
        if spaces <= beside or text[begin + spaces] != "#":
            break
        last = at
    return last


def block_end(text: str, start: int, beside: int, header: str) -> int:
    """Return where the last line of a block text ends that begins with `header` at `start`.

    `beside` is the column of the key or the dash that it belongs to. Empty lines at the end belong to it where the
    header keeps them, and so do blank lines that are longer than the block is indented.
    """
    end = line_end(text, start)
    digits = [letter for letter in header if letter.isdigit()]
    margin = beside + int(digits[0]) if digits else None
    for begin, stop in _lines(text, end):
        spaces = indent(text, begin)
        if spaces is None:
            if "+" in header or (margin is not None and stop - begin > margin):
                end = stop
            continue
        margin = spaces if margin is None and spaces > beside else margin
        if margin is None or spaces < margin:
            break
        end = stop
    return end


def _lines(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each line begins and ends after the one that ends at `end`."""
    while (begin := after_break(text, end)) < len(text):
        end = line_end(text, begin)
        yield begin, end
