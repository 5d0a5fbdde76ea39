"""What stands for a member that has no logo: its initials, in the colour of a track."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

    from generator.publishing.fragments import Fragments
    from generator.publishing.members.card import Card
    from generator.records.member import Member

_BESIDE_WORDS = "\"'.,:;!?&()[]<>/*#«»“”‘’-–"
_FIRST_SIGNS = "0123456789abcdefghijklmnopqrstuvwxyz"


def initials(name: str) -> str:
    """Return the first letters of a name's first and last words, as capitals; a dot where it has none."""
    words = [word for part in name.split() if (word := part.strip(_BESIDE_WORDS))]
    if not words:
        return "·"
    return words[0][:1].upper() + (words[-1][:1].upper() if len(words) > 1 else "")


def thread(slug: str) -> int:
    """Return one of four tracks, always the same for a slug."""
    return (len(slug) + _FIRST_SIGNS.find(slug[:1])) % 4 + 1


def logo(slug: str, member: Member | Card, root: str, size: int, components: Fragments) -> Markup:
    """Return a member's logo, 48, 64 or 112 pixels wide; many share a drawn one."""
    if member.logo:
        return components.picture(member.logo, "", 0, root, size)
    return components.picture(None, initials(member.name), thread(slug), root, size)
