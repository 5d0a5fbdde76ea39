"""Names that were typed in capitals throughout, written as names."""

from __future__ import annotations

import re

SMALL = frozenset((
    "a", "ad", "al", "alla", "alle", "ai", "agli", "allo", "con", "da", "dal", "dalla", "de", "dei", "degli", "del",
    "dell", "della", "delle", "dello", "di", "e", "ed", "fra", "gli", "i", "il", "in", "l", "la", "le", "lo", "nel",
    "nella", "per", "su", "sul", "sulla", "tra", "un", "una", "and", "for", "of", "the", "und", "der", "die", "das",
    "für", "von", "et", "du", "des", "les",
))  # fmt: skip
INITIALS = frozenset((
    "ANAC", "APS", "ARL", "ATER", "ATI", "ATS", "ASL", "AUSL", "CCIAA", "ETS", "GAL", "INPS", "ODV", "ONLUS", "PMI",
    "RTI", "SAS", "SCARL", "SCPA", "SCRL", "SNC", "SPA", "SRL", "SRLS", "UE", "II", "III", "IV", "VI", "VII", "VIII",
    "IX", "XI", "XII",
))  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
VOWELS = frozenset("AEIOUYÀÈÉÌÒÙ")


def as_name(text: str) -> str:
    """Return a name that has no small letter with capitals where names have them; any other text as it is.

    `COOPERATIVA SOCIALE L'ARCA S.R.L.` becomes `Cooperativa Sociale l'Arca S.R.L.`
    """
    if not text.isupper() or len(text) < 4:
        return text
    return WORD.sub(lambda found: _word(found, text), text)


def _word(found: re.Match[str], text: str) -> str:
    word, before, after = found[0], text[: found.start()], text[found.end() :]
    if len(word) == 1:
        # `d'Alba` and `e` between words, but not the letters of `S.R.L.`
        joins = before.endswith(" ") and after.startswith((" ", "'", "’"))
        return word.lower() if joins and word.casefold() in (*SMALL, "d") else word
    if word in INITIALS or (len(word) <= 4 and not VOWELS & set(word)):
        return word
    return word.lower() if before and word.casefold() in SMALL else word.capitalize()
