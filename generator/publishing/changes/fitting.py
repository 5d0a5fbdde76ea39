"""Sections of Markdown within a length: who has little to say is heard whole, who has much says what is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

FORGE = 65_536
"""Characters that a comment may have on GitHub; GitLab takes a million."""


class Section(NamedTuple):
    """A heading and its entries, each of one or more lines. head: stands between the two, and always whole."""

    heading: str
    entries: Sequence[str]
    head: str = ""


def fitted(start: str, sections: Sequence[Section], longest: int, left_out: Callable[[int], str]) -> str:
    """Return start and sections in at most `longest` bytes of UTF-8, as far as start and headings leave room.

    Bytes are at least as many as characters, so the bound holds whichever a forge counts. `left_out` says how many
    entries a section does not tell.
    """
    spare = _size(left_out(10**9)) + 4
    fixed = _size(start) + sum(_size(section.heading) + _size(section.head) + spare + 8 for section in sections)
    rooms = _shares([sum(map(_size, section.entries)) for section in sections], longest - fixed)
    parts = [start]
    for section, room in zip(sections, rooms, strict=True):
        told = _told(section.entries, room)
        missing = len(section.entries) - len(told)
        rest = [f"- {left_out(missing)}"] if missing else []
        parts.append("\n".join([section.heading, "", *([section.head, ""] if section.head else []), *told, *rest]))
    return "\n\n".join(part.rstrip() for part in parts if part) + "\n"


def _shares(wanted: Sequence[int], room: int) -> list[int]:
    """Share room: the smallest wishes are met first, what they leave goes to the larger ones."""
    shares, left = [0] * len(wanted), max(room, 0)
    inorder = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    for done, at in enumerate(inorder):
        shares[at] = min(wanted[at], left // (len(wanted) - done))
        left -= shares[at]
    return shares


def _told(entries: Sequence[str], room: int) -> list[str]:
    told = []
    for entry in entries:
        room -= _size(entry)
        if room < 0:
            break
        told.append(entry)
    return told


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace")) + 1
