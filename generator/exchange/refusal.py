"""What an import has to say about a single row."""

from __future__ import annotations

from dataclasses import dataclass

from generator.languages import Message


class Refused(Exception):
    """A value that cannot be used; `message` says why."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the row `number`: a reason to refuse it, or a note. `field` is dotted, or "" for the row."""

    number: int
    field: str
    message: Message
