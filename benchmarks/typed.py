"""What people type into the directory: made of what the members' records say, with a fixed seed."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.known_items import SEED, known_items, searches
from generator.search.document import Document

EACH = 25
UNFINISHED = 0.6
"""The share of its letters after which a word is left unfinished."""

_WORD = re.compile(r"[^\W\d_]{4,}")


def typed(documents: Sequence[Document]) -> Mapping[str, Sequence[str]]:
    """Return so many searches of each sort, by its name."""
    dice = random.Random(f"{SEED} typed")  # noqa: S311
    items = known_items(documents, len(documents))
    names = dice.sample(list(searches(items, "as written")), 2 * EACH)
    slips = dice.sample(list(searches(items, "one typo")), EACH)
    return {
        "one word": [dice.choice(_WORD.findall(one.title)) for one in _worded(documents, dice, 1)],
        "two words of a name": names[:EACH],
        "three words with a place": [_placed(one, dice) for one in _worded(documents, dice, 2)],
        "last word unfinished": [_unfinished(text) for text in names[EACH:]],
        "one typo": slips,
        "common words": [" ".join(dice.sample(_common(documents), 2)) for _ in range(EACH)],
        "one or two letters": [dice.choice(_common(documents))[: 1 + at % 2] for at in range(EACH)],
    }


def _common(documents: Sequence[Document], number: int = 60) -> list[str]:
    """Return the words that most titles and lines hold."""
    counts = Counter(word.lower() for one in documents for word in {*_WORD.findall(f"{one.title} {one.line}")})
    return [word for word, _ in counts.most_common(number)]


def _worded(documents: Sequence[Document], dice: random.Random, words: int) -> list[Document]:
    """Return some documents whose names have so many words, and that are somewhere."""
    return dice.sample([one for one in documents if len(_WORD.findall(one.title)) >= words and one.place], EACH)


def _placed(document: Document, dice: random.Random) -> str:
    words, places = _WORD.findall(document.title), _WORD.findall(document.place)
    return " ".join((*dice.sample(words, 2), places[0] if places else document.place))


def _unfinished(text: str) -> str:
    before, _, last = text.rpartition(" ")
    return f"{before} {last[: max(3, int(len(last) * UNFINISHED))]}"
