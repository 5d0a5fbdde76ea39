"""What libyaml could not read, in plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.reading.fault import Fault
from generator.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import MarkedYAMLError

_KEY = re.compile(r"\s*(- +)*[^\s:#'\"\[\]{},-][^:#]*:(\s|$)")
_GLUED = re.compile(r"\s*(- +)*[\w-]+:[^\s/]")
_AFTER_QUOTE = re.compile(r"""(:\s+|-\s+|^\s*)(['"])""")
_BREAK = re.compile("\r\n?|\n")


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where libyaml stopped: lines and columns from 0; `began` is where the construct began that it was reading."""

    problem: str
    lines: tuple[str, ...]
    at: tuple[int, int]
    began: tuple[int, int]

    def line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""

    @property
    def character(self) -> str:
        return self.line(self.at[0])[self.at[1] : self.at[1] + 1]

    def fault(self, place: tuple[int, int], rule: str, text: str, **values: object) -> Fault:
        return Fault(place[0] + 1, place[1] + 1, rule, Message(text, values))


def explained(error: MarkedYAMLError, text: str) -> Fault:
    """Return the fault of a text that libyaml refuses."""
    at, began = error.problem_mark, error.context_mark or error.problem_mark
    stop = _Stop(
        error.problem or "",
        tuple(_BREAK.split(text)),
        (at.line, at.column) if at else (0, 0),
        (began.line, began.column) if began else (0, 0),
    )
    return _tab(stop) or _named(stop)


def _named(stop: _Stop) -> Fault:
    for part, explain in _EXPLAINED:
        if part in stop.problem:
            return explain(stop)
    return stop.fault(stop.at, "syntax", _OTHER, reason=stop.problem)


def _tab(stop: _Stop) -> Fault | None:
    blank = re.match(r"[ -]*", stop.line(stop.at[0]))
    column = blank.end() if blank else 0
    if stop.line(stop.at[0])[column : column + 1] == "\t" or "found a tab character" in stop.problem:
        return stop.fault((stop.at[0], column), "tab", _TAB)
    return None


def _colon(stop: _Stop) -> Fault:
    number, column = stop.at
    if _KEY.match(stop.line(number)[:column]):
        return stop.fault(stop.at, "colon-in-value", _COLON)
    if number and _GLUED.match(stop.line(number - 1)):
        return _glued(stop, number - 1)
    indent = len(stop.line(number)) - len(stop.line(number).lstrip(" "))
    if number and indent and _KEY.match(stop.line(number)[: column + 1] + " "):
        return stop.fault((number, indent), "indentation", _DEEPER)
    return _without_colon(stop, max(number - 1, 0))


def _no_colon(stop: _Stop) -> Fault:
    number = stop.began[0]
    return _glued(stop, number) if _GLUED.match(stop.line(number)) else _without_colon(stop, number)


def _glued(stop: _Stop, number: int) -> Fault:
    return stop.fault((number, stop.line(number).index(":")), "space-after-colon", _SPACE)


def _without_colon(stop: _Stop, number: int) -> Fault:
    line = stop.line(number)
    column = len(line) - len(line.lstrip(" "))
    return stop.fault((number, column), "no-colon", _NO_COLON, found=shown(line.strip()))


def _key_expected(stop: _Stop) -> Fault:
    number, column = stop.at
    before = stop.line(number)[:column]
    if _AFTER_QUOTE.search(before) and before.strip():
        return stop.fault(stop.at, "after-quote", _AFTER)
    if stop.character == "-" and not before.strip():
        return stop.fault(stop.at, "indentation", _STRAY_ITEM)
    if stop.character in "]}":
        return stop.fault(stop.at, "bracket", _STRAY_BRACKET, found=stop.character)
    if stop.character == ":" and not before.strip():
        return stop.fault(stop.at, "complex-key", _KEYLESS)
    return stop.fault(stop.at, "indentation", _INDENTATION)


def _quote(stop: _Stop) -> Fault:
    return stop.fault(stop.began, "quote-not-closed", _QUOTE)


def _bracket(stop: _Stop) -> Fault:
    return _unclosed(stop, stop.began)


def _unclosed(stop: _Stop, place: tuple[int, int]) -> Fault:
    opening = stop.line(place[0])[place[1] : place[1] + 1]
    closing = "]" if opening == "[" else "}"
    return stop.fault(place, "bracket", _BRACKET, found=opening, closing=closing)


def _no_value(stop: _Stop) -> Fault:
    """A value is missing; at the end of the text that is because the last bracket is open."""
    ended = not any(line.strip() for line in (stop.line(stop.at[0])[stop.at[1] :], *stop.lines[stop.at[0] + 1 :]))
    opened = [(number, max(line.rfind("["), line.rfind("{"))) for number, line in enumerate(stop.lines)]
    last = next((place for place in reversed(opened) if place[1] >= 0), None)
    if ended and last:
        return _unclosed(stop, last)
    return stop.fault(stop.at, "no-value", _NODE)


def _first_letter(stop: _Stop) -> Fault:
    return stop.fault(stop.at, "first-character", _LETTER, found=shown(stop.character))


def _star(stop: _Stop) -> Fault:
    found = stop.line(stop.began[0])[stop.began[1] : stop.began[1] + 1]
    return stop.fault(stop.began, "first-character", _LETTER, found=shown(found))


def _at(rule: str, text: str) -> Callable[[_Stop], Fault]:
    return lambda stop: stop.fault(stop.at, rule, text)


_TAB = N_("a tab in front of a line: indent with spaces")
_COLON = N_("a colon and a space inside a value: write the whole value in quotes")
_SPACE = N_("no space after the colon: write a space between the colon and the value")
_NO_COLON = N_("expected 'key: value', found '{found}' without a colon")
_DEEPER = N_("this line is indented more than its neighbours: begin it where the lines beside it begin")
_INDENTATION = N_("this line is not where it should begin: keys of one level stand exactly below each other")
_STRAY_ITEM = N_("a list begins here without a key of its own: indent all its '- ' alike, below their key")
_STRAY_BRACKET = N_("a closing '{found}' without an opening one")
_KEYLESS = N_("a value without a key: write the key in front of the colon")
_AFTER = N_("text after a closing quote: write a quote inside quotes twice, or put the whole value in the other quotes")
_QUOTE = N_("this quote is never closed: write the same quote at the end of the value")
_BRACKET = N_("this '{found}' is never closed: write '{closing}' at its end, and commas between the items")
_LETTER = N_("a value cannot begin with '{found}': write the whole value in quotes")
_DASH = N_("a list cannot begin on the line of its key: begin it on the next line, each item after '- '")
_ITEM = N_("expected '- ' in front, as in the items of this list above")
_ESCAPE = N_("a backslash in double quotes means something else here: write the value in single quotes")
_BLOCK = N_("text right after '|' or '>': begin it on the next line, indented")
_NODE = N_("expected a value here: write it in quotes if it begins with a sign")
_DOCUMENT = N_("expected the end of the file: keys of one level stand exactly below each other")
_PERCENT = N_("lines that begin with '%' are not read here: remove them")
_HANDLE = N_("a value cannot begin with '!': write the whole value in quotes")
_OTHER = N_("this is not YAML that can be read: {reason}")

_EXPLAINED: tuple[tuple[str, Callable[[_Stop], Fault]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _key_expected),
    ("did not find expected '-' indicator", _at("indentation", _ITEM)),
    ("did not find expected ',' or", _bracket),
    ("block sequence entries are not allowed", _at("list-beside-key", _DASH)),
    ("found unexpected end of stream", _quote),
    ("found unexpected document indicator", _quote),
    ("cannot start any token", _first_letter),
    ("did not find expected alphabetic or numeric", _star),
    ("escape", _at("escape", _ESCAPE)),
    ("did not find expected hexdecimal number", _at("escape", _ESCAPE)),
    ("did not find expected comment or line break", _at("block-text", _BLOCK)),
    ("did not find expected node content", _no_value),
    ("did not find expected <document start>", _at("indentation", _DOCUMENT)),
    ("directive", _at("directive", _PERCENT)),
    ("found incompatible YAML document", _at("directive", _PERCENT)),
    ("tag", _at("tag", _HANDLE)),
)
