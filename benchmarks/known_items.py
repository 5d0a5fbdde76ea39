"""Searches for things that are known to be there: two distinguishing words of a name, and what people make of them."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from generator.search.document import Document

SEED = 2026
_WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 5
"""Letters of a word that is taken for a search: shorter ones seldom tell one name from another."""

_PLURALS = (
    ("co", "chi"), ("go", "ghi"), ("ca", "che"), ("ga", "ghe"), ("io", "i"), ("ia", "ie"), ("à", "à"),
    ("o", "i"), ("a", "e"), ("e", "i"), ("i", "o"),
)  # fmt: skip
_LETTERS = "abcdefghilmnopqrstuvz"


class KnownItem(NamedTuple):
    """Two words of a document's name, in its order, that together stand in no other name."""

    document: int
    words: tuple[str, str]


def known_items(documents: Sequence[Document], number: int) -> list[KnownItem]:
    """Return so many known items; none of documents whose name shares each pair of its words with another's."""
    dice = random.Random(SEED)  # noqa: S311
    names = [
        list(dict.fromkeys(word for word in _WORD.findall(one.title) if len(word) >= SHORTEST)) for one in documents
    ]
    pairs = Counter(pair for name in names for pair in _pairs(name))
    telling = [[pair for pair in combinations(name, 2) if pairs[_key(pair)] == 1] for name in names]
    rare = Counter(_plain(word) for name in names for word in name)
    ranked = [sorted(found, key=lambda pair: sum(rare[_plain(word)] for word in pair))[:4] for found in telling]
    there = [at for at, found in enumerate(ranked) if found]
    chosen = [there[at % len(there)] for at in range(number)]
    return [KnownItem(at, dice.choice(ranked[at])) for at in chosen]


def _words(title: str) -> list[str]:
    return list(dict.fromkeys(word for word in _WORD.findall(title) if len(word) >= SHORTEST))


def _pairs(name: list[str]) -> set[tuple[str, str]]:
    return {_key(pair) for pair in combinations(name, 2)}


def _key(pair: tuple[str, str]) -> tuple[str, str]:
    one, other = sorted(map(_plain, pair))
    return one, other


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


Variant = Callable[[tuple[str, str], random.Random], str]


def _written(words: tuple[str, str], dice: random.Random) -> str:
    return " ".join(words)


def _turned(words: tuple[str, str], dice: random.Random) -> str:
    return " ".join(reversed(words))


def _without_accents(words: tuple[str, str], dice: random.Random) -> str:
    return " ".join(map(_plain, words))


def _elided(apostrophe: str) -> Variant:
    def elided(words: tuple[str, str], dice: random.Random) -> str:
        at = dice.randrange(2)
        article = dice.choice(("l", "dell", "un", "all", "sull"))
        return " ".join(f"{article}{apostrophe}{word}" if at == place else word for place, word in enumerate(words))

    return elided


def _inflected(words: tuple[str, str], dice: random.Random) -> str:
    at = dice.randrange(2)
    return " ".join(_other_form(word) if at == place else word for place, word in enumerate(words))


def _other_form(word: str) -> str:
    for ending, other in _PLURALS:
        if word.lower().endswith(ending):
            return word[: -len(ending)] + other
    return word


def _mistyped(words: tuple[str, str], dice: random.Random) -> str:
    at = dice.randrange(2)
    return " ".join(slip(word, dice) if at == place else word for place, word in enumerate(words))


def slip(word: str, dice: random.Random) -> str:
    """Return the word with a letter added, lost, changed, or swapped with the next."""
    at = dice.randrange(len(word))
    head, tail = word[:at], word[at:]
    ways = (
        head + dice.choice(_LETTERS) + tail,
        head + tail[1:],
        head + dice.choice(_LETTERS) + tail[1:],
        head + tail[1:2] + tail[:1] + tail[2:],
    )
    slipped = dice.choice(ways)
    return slipped if slipped.lower() != word.lower() else slip(word, dice)


VARIANTS: dict[str, Variant] = {
    "as written": _written,
    "other order": _turned,
    "accents dropped": _without_accents,
    "elided article, '": _elided("'"),
    "elided article, ’": _elided("’"),
    "another inflection": _inflected,
    "one typo": _mistyped,
}


def searches(items: Sequence[KnownItem], variant: str) -> Iterator[str]:
    """Yield what is typed for each item."""
    dice = random.Random(f"{SEED} {variant}")  # noqa: S311
    for item in items:
        yield VARIANTS[variant](item.words, dice)
