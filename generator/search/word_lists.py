"""A language's own small words, as `words/<language>.txt` lists them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from generator.languages.legal_words import legal_words
from generator.search.folding import bare


@dataclass(frozen=True)
class WordLists:
    """Folded words: `elided` stand before an apostrophe, `after` follow one, `stop` tell no record from another."""

    elided: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    stop: frozenset[str] = frozenset()

    @classmethod
    def load(cls, language: str) -> WordLists:
        """Return the lists of a language by its code; empty ones for a language that has none."""
        file = files("generator.search") / "words" / f"{language}.txt"
        if not file.is_file():
            return cls()
        lists: dict[str, set[str]] = defaultdict(set)
        for line in file.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                name, _, words = line.partition(":")
                lists[name].update(words.split())
        return cls(frozenset(lists["elided"]), frozenset(lists["after"]), frozenset(lists["stop"]))

    @cached_property
    def silent(self) -> frozenset[str]:
        """The words, without accents, that neither name nor search are about."""
        return frozenset(map(bare, self.elided | self.stop))

    @cached_property
    def legal(self) -> frozenset[str]:
        """The words of legal forms, which names share."""
        return legal_words(trades=False)

    def plain(self) -> dict[str, list[str]]:
        """Return the lists as the browser's analysis takes them."""
        names = ("elided", "after", "silent", "legal")
        return {name: sorted(words) for name in names if (words := getattr(self, name))}
