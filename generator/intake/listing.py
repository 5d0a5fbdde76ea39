"""What is in the outbox, for the office: the notes above all, which stand nowhere else where there is no forge."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.clock import day_at

if TYPE_CHECKING:
    from generator.intake.outbox import Item, Outbox
    from generator.languages.language import Language


def listed(outbox: Outbox, language: Language) -> Iterator[str]:
    """Yield a line for each proposal, the oldest first: day, reference, stage, subject; its note and trouble below."""
    for item in outbox.all():
        day = day_at(item.accepted)
        yield f"{language.date(day, 'short')}  {item.reference}  {item.stage:<9} {_shown(item.subject)}"
        yield from (f"    {_shown(line)}" for line in _note(item).splitlines())
        if item.url:
            yield f"    {item.url}"
        if item.trouble:
            yield f"    {_shown(item.trouble)}"


def _note(item: Item) -> str:
    return str(json.loads(item.proposal)["note"]) if item.proposal else ""


def _shown(text: str) -> str:
    """Return a text that a terminal shows and does not obey."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
