"""Words of names that say a legal form, and articles: they tell no co-operative from another."""

from __future__ import annotations

from importlib.resources import files

_TRADE = "trade:"


def legal_words(*, trades: bool) -> frozenset[str]:
    """Return the words in small letters without accents.

    trades: with those, such as `agricola`, that also say what a co-operative does.
    """
    text = files("generator.languages").joinpath("legal_words.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#") and (trades or not line.startswith(_TRADE)))
    return frozenset(word for line in lines for word in line.removeprefix(_TRADE).split())
