"""Texts of records inside Markdown that a forge shows: they stay text, whatever they hold.

Escapes of Markdown (CommonMark 0.31, section 2.4) keep a text from becoming HTML, a link, an image or a heading. They
do not keep a forge from finding mentions, references and bare addresses in what is shown; a word joiner (U+2060),
which nobody sees, stands between the sign and the word that would make one.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 200
JOINER = "\u2060"

_ESCAPED = re.compile(r"([\\`*_\[\]{}()#|~$^!])")
_SIGNS = re.compile(r"(?<=[@#!~%&$^:])(?=[^\s\u2060])")
_WORDS = re.compile(r"\b(www|ftp|https?|mailto|xmpp|GH|gh)(?=[.:-])", re.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_FIRST = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)]))")


def inert(text: str, longest: int = LONGEST) -> str:
    """Return a text on one line, at most `longest` characters of it, that shows as itself and does nothing."""
    line = " ".join("".join(letter for letter in text if _is_seen(letter)).split())
    if len(line) > longest:
        line = f"{line[: longest - 1].rstrip()}…"
    broken = _WORDS.sub(rf"\1{JOINER}", _SIGNS.sub(JOINER, line))
    escaped = _ESCAPED.sub(r"\\\1", broken.translate(_ENTITIES))
    return f"{JOINER}{escaped}" if _FIRST.match(escaped) else escaped


def _is_seen(letter: str) -> bool:
    """Return whether a character shows, or parts words: no controls, no marks that turn the direction of text."""
    return letter.isspace() or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")
