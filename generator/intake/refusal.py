"""A request that is not taken: with the HTTP status that says so, and words for whoever sent it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from generator.languages import N_, Message

if TYPE_CHECKING:
    from generator.reading.problem import Problem


class Refusal(Exception):
    """`code` is a stable name in kebab-case, for programs and metrics; `wait`: seconds after which to try again."""

    def __init__(self, status: int, code: str, text: str, *, wait: int | None = None, **values: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = Message(text, values)
        self.wait = wait


class Unfit(Refusal):
    """A proposal that the project's own rules refuse."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(422, "unfit", N_("This cannot be taken yet. Please mend what is listed and send it again."))
        self.problems = tuple(problems)
