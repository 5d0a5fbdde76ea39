"""The languages of the interface: marking messages, saying them, and putting things in a language's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors know
    """Mark `message` for the catalogues without translating it here."""
    return message


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue with the values of its `{places}`, said only where the language is known.

    A value may be a message itself (a label inside a sentence).
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
