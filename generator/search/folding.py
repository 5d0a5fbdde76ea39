"""Letters brought to one form: case, width, ligatures and, where that is wanted, accents.

The same in `theme/search/analysis.js`. Only letters of scripts whose forms Unicode has settled are folded (Latin,
Greek, Cyrillic and their compatibility forms), so that Python and browsers of any age agree.
"""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
# A trade mark would become letters, an acute accent that stands for an apostrophe a space.
_MARKS_APART = str.maketrans({"\u2120": " ", "\u2122": " ", "\u00b4": "'"})
_FOLDED = re.compile(
    "[\u0000-\u0377\u037a-\u037f\u0384-\u03ff\u0400-\u052f\u1e00-\u1f15\u1f18-\u1fbc\u1fc2-\u1ffc"
    "\u2000-\u2064\u2070-\u214f\ufb00-\ufb06\uff01-\uff5e]+"
)
_ACCENTED = re.compile("[\u00c0-\u036f\u0370-\u0377\u037a-\u037f\u0384-\u052f\u1e00-\u1f15\u1f18-\u1ffc]+")
_MARKS = re.compile("[\u0300-\u036f]+")
_SPELLED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"})


def folded(text: str) -> str:
    """Return text in small letters, each accented letter as one character: "Ｓａｎｉｔａ\u0300" gives "sanità"."""
    if text.isascii():
        return text.lower()
    return _FOLDED.sub(_fold, _IGNORED.sub("", text).translate(_MARKS_APART))


def bare(word: str) -> str:
    """Return a folded word without accents: "sanità" gives "sanita", "straße" gives "strasse"."""
    return word if word.isascii() else _ACCENTED.sub(_strip, word).translate(_SPELLED)


def _fold(run: re.Match[str]) -> str:
    small = unicodedata.normalize("NFKC", run[0]).lower().replace("ς", "σ")
    # A small letter may come apart again: İ becomes i and a dot above.
    return unicodedata.normalize("NFKC", small)


def _strip(run: re.Match[str]) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", run[0]))
