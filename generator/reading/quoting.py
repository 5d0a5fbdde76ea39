"""A found value as it may stand in a message: short, on one line, nothing hidden."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
# Joiners are not seen, but make one picture of several, and right letters of some scripts.
_JOINERS = "\u200c\u200d"


def shown(text: str) -> str:
    """Return at most 60 characters of `text`, line breaks as spaces, unseen characters by their code points."""
    start = re.sub(r"\s+", " ", text[: LONGEST * 2])
    seen = "".join(map(_seen, start))
    if len(seen) <= LONGEST and len(text) <= LONGEST * 2:
        return seen
    return _whole_letters(seen[: LONGEST - 1]) + "…"


def _seen(letter: str) -> str:
    return letter if letter.isprintable() or letter in _JOINERS else f"<U+{ord(letter):04X}>"


def _whole_letters(text: str) -> str:
    """Return the text without a last letter that the cut may have parted from its accents or joined picture."""
    end = len(text) - 1
    while end > 0 and (unicodedata.combining(text[end]) or "\u200d" in text[end - 1 : end + 1]):
        end -= 1
    return text[:end].rstrip()
