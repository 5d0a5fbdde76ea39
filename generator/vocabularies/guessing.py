"""Best guesses for what somebody typed: by name, whatever its accents and slips, and by code."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
NOT_WORD = re.compile(r"[^a-z0-9]+")
ARTICLE = re.compile(r"^(?:l|la|il|lo|i|le|gli|the) ")
LIKELY = 0.75
CANDIDATES = 60
# A single word may answer to one word of a longer name: "aqua" to "Acqua e fognature".
SHORTEST_WORD = 4
WORD_WORTH = 0.9


def folded(text: str) -> str:
    """Return text without case, accents, apostrophes and hyphens: "L'Aquila" and "l’aquila" give "l aquila"."""
    letters = text.casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return NOT_WORD.sub(" ", letters).strip()


def trigrams(text: str) -> set[str]:
    """Return the runs of three letters of `text`, its edges marked."""
    edged = f"  {text} "
    return {edged[start : start + 3] for start in range(len(edged) - 2)}


class Names(Generic[Key]):
    """Names with the keys that they stand for; a key may have several, a name several keys."""

    def __init__(self, pairs: Iterable[tuple[str, Key]]) -> None:
        self.keys: dict[str, list[Key]] = defaultdict(list)
        for name, key in pairs:
            bearers = self.keys[folded(name)]
            if key not in bearers:
                bearers.append(key)
        self._runs: dict[str, list[str]] = defaultdict(list)
        for name in self.keys:
            for run in trigrams(name):
                self._runs[run].append(name)

    def exact(self, text: str) -> list[Key]:
        """Return the keys of this very name, case, accents and apostrophes aside."""
        return list(self.keys.get(folded(text), ()))

    def closest(self, text: str, limit: int, likeness: float = LIKELY) -> list[Key]:
        """Return up to `limit` keys, best first: the name itself, what begins with it, what holds it, slips."""
        wanted = folded(text)
        if not wanted:
            return []
        ranked = sorted((-score(wanted, name), len(name), name) for name in self._candidates(wanted))
        keys = (key for worth, _, name in ranked if -worth >= likeness for key in self.keys[name])
        return list(dict.fromkeys(keys))[:limit]

    def _candidates(self, wanted: str) -> list[str]:
        shared: Counter[str] = Counter()
        for run in trigrams(wanted):
            shared.update(self._runs.get(run, ()))
        ranked = sorted(shared, key=lambda name: (-shared[name] / (len(name) + len(wanted)), name))
        return ranked[:CANDIDATES]


def score(wanted: str, name: str) -> float:
    """Return how well one folded text answers another: 3 for itself, above 1 when it holds it, else likeness."""
    if name == wanted:
        return 3
    if ARTICLE.sub("", name) == wanted:
        return 2.5
    if name.startswith(wanted):
        return 2
    if set(wanted.split()) <= set(name.split()):
        return 1.5
    whole = SequenceMatcher(None, wanted, name).ratio()
    words = name.split()
    if " " in wanted or len(words) == 1 or len(wanted) < SHORTEST_WORD:
        return whole
    return max(whole, *(WORD_WORTH * SequenceMatcher(None, wanted, word).ratio() for word in words))


def slips(code: str, alphabet: str) -> Iterator[str]:
    """Yield the codes one slip away, the likeliest slips first: swapped, lost, added, then changed characters.

    Source: F. J. Damerau, "A technique for computer detection and correction of spelling errors" (1964).
    """
    cuts = [(code[:at], code[at:]) for at in range(len(code) + 1)]
    yield from (head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1)
    yield from (head + letter + tail for head, tail in cuts for letter in alphabet)
    yield from (head + tail[1:] for head, tail in cuts if tail)
    yield from (head + letter + tail[1:] for head, tail in cuts if tail for letter in alphabet)
