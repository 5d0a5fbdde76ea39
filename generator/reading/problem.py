"""A problem: something in a file that is not as it should be, said so that it can be mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.languages import Message
    from generator.languages.language import Language


class Severity(StrEnum):
    """An error stops the build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `path` goes from the site's root with `/`; `line` and `column` count from 1.

    `field` is dotted, with positions in lists in brackets (`offers[0].expires`), empty for a whole file;
    `rule` is a stable name in kebab-case.
    """

    path: str
    line: int
    column: int
    field: str
    rule: str
    message: Message
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> tuple[str, int, int, str, str]:
        """Where it is: the order in which problems are told."""
        return (self.path, self.line, self.column, self.field, self.rule)

    def said(self, language: Language) -> str:
        """Return `path:line:column: field: message`."""
        where = f"{self.path}:{self.line}:{self.column}: "
        return (
            f"{where}{self.field}: {language.say(self.message)}" if self.field else where + language.say(self.message)
        )
