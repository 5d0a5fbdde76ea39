"""Signs that no font has: PDF/UA-1 does not allow them (ISO 14289-1, 7.21.8), so that others stand in for them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from typing import Any

STAND_IN = "\N{WHITE SQUARE}"
ADDRESSES = frozenset({"to", "page"})
"""Keys of texts that nobody reads: where links lead."""

_ODD = re.compile("[^ -~\u00a0-\u017f\u2013\u2014\u2018-\u201e\u2022\u2026\u2039\u203a\u20ac\u200b\\s]")
"""What is not in every one of our fonts."""

_ORNAMENTS = {"So", "Sk", "Mn", "Me", "Cf", "Co", "Cn"}
"""Categories of signs without which a text still says what it did: pictures, marks, what nobody sees."""

_EAST, _PLANE = 0x2E80, 8
"""From the first number on, the scripts of East Asia and pictures, fonts have all or none of 256 signs in a row."""

_JOINERS = "\u200d\ufe0e\ufe0f"
"""What joins pictures to one, or says how they look."""


def is_seen(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(unicodedata.category(sign)[0] not in "CMZ" for sign in text)


def legible(data: Any, shows: Callable[[Collection[str]], bool]) -> tuple[Any, str]:
    """Return the same values with a stand-in for each sign that no font has, and those signs in their order.

    `shows` tells whether the fonts can show some texts.
    """
    words = {word for text in _texts(data) for word in text.split() if _ODD.search(word)}
    lacking: set[str] = set()
    if words and not shows(sorted(words)):
        lacking = _lacking({sign for word in words for sign in _ODD.findall(word)}, shows)
        # Signs that fonts have one by one, and not where they stand together.
        left = sorted({_replaced(word, lacking) for word in words})
        broken = [] if shows(left) else [word for word in left if not shows([word])]
        lacking |= {sign for word in broken for sign in _ODD.findall(word)} - {STAND_IN}
    return _mapped(data, lacking), "".join(sorted(lacking))


def _lacking(signs: Collection[str], shows: Callable[[Collection[str]], bool]) -> set[str]:
    groups: dict[int, list[str]] = defaultdict(list)
    for sign in sorted(signs):
        groups[ord(sign) >> _PLANE].append(sign)
    lacking: set[str] = set()
    for group in groups.values():
        if not shows(group):
            lacking |= {sign for sign in group if ord(sign) >= _EAST or not shows([sign])}
    return lacking


def _replaced(text: str, lacking: set[str]) -> str:
    if lacking.isdisjoint(text):
        return text
    shown = "".join(_stand_in(sign) if sign in lacking else sign for sign in text if sign not in _JOINERS)
    # Where a picture stood between two words, one space is left.
    return shown.replace("  ", " ")


def _stand_in(sign: str) -> str:
    return "" if unicodedata.category(sign) in _ORNAMENTS else STAND_IN


def _texts(data: Any, key: str = "") -> Iterator[str]:
    if isinstance(data, str):
        if key not in ADDRESSES:
            yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, key)


def _mapped(data: Any, lacking: set[str], key: str = "") -> Any:
    if isinstance(data, str):
        if key in ADDRESSES or not data.strip():
            return data
        # A title may be a picture and nothing else, and no title may be empty.
        replaced = _replaced(data, lacking)
        return replaced if is_seen(replaced) else STAND_IN
    if isinstance(data, dict):
        return {name: _mapped(value, lacking, name) for name, value in data.items()}
    if isinstance(data, list):
        return [_mapped(value, lacking, key) for value in data]
    return data
