"""A fault: what is wrong at a place of a text, before it is known which file the text is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.reading.problem import Problem
from generator.reading.quoting import shown

if TYPE_CHECKING:
    from generator.languages import Message


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` and `column` count from 1; `rule` is a stable name in kebab-case."""

    line: int
    column: int
    rule: str
    message: Message
    field: str = ""

    def at(self, path: str) -> Problem:
        """Return the problem of the file `path`."""
        return Problem(path, self.line, self.column, self.field, self.rule, self.message)


def dotted(location: tuple[str | int, ...]) -> str:
    """Return `offers[0].expires` for `("offers", 0, "expires")`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{shown(part)}" for part in location)
    return "".join(parts).removeprefix(".")
