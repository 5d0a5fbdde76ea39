"""Drafts of reminders in a folder: one file a member, and none of those whom earlier runs were for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from email import message_from_bytes
from pathlib import Path

ENDING = ".eml"


def draft_name(slug: str, day: object) -> str:
    """Return what the identifier of a reminder's message is made from; by it a draft is known again."""
    return f"{_beginning(slug)}{day}"


def put_away(folder: Path, due: Collection[str]) -> int:
    """Remove the drafts of members that are not due any more, and return how many they were.

    What is no draft of a reminder, by its identifier, stays. Raise OSError when the disk does not allow it.
    """
    old = list(_old(folder, due))
    for path in old:
        path.unlink()
    return len(old)


def _old(folder: Path, due: Collection[str]) -> Iterator[Path]:
    for path in sorted(folder.glob(f"*{ENDING}")):
        if path.stem not in due and path.is_file():
            identifier = str(message_from_bytes(path.read_bytes())["Message-ID"]).strip()
            if identifier.startswith(f"<{_beginning(path.stem)}"):
                yield path


def _beginning(slug: str) -> str:
    return f"reminder-{slug}-"
