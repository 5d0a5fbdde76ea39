"""Text to terms: what an index holds of it, and what a search looks for.

The same in `theme/search/analysis.js`; `tests/search/cases.yml` and `test_both_sides.py` hold the two to each other.

A word gives one term: its stem, without accents. Accents are dropped after stemming, which needs them: the stem of
`sanità` is `sanit`, that of `sanita` is `san`, as of *san*. So that `sanita` finds `sanità`, the analysis is told the
accented words that the index holds (`accents`), and takes `sanita` for one of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from generator.search.folding import bare, folded
from generator.search.word_lists import WordLists

APOSTROPHES = "'\u2018\u2019\u02bc\u201b\u2032`\u00b4"
JOINTS = f"\u2010\u2011{APOSTROPHES}-"
SEPARATORS = (
    "\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00b4\\u00b6-\\u00bf\\u00d7\\u00f7\\u02b9-\\u02df"
    "\\u037e\\u0387\\u055a-\\u055f\\u0589\\u05be\\u060c\\u061b\\u061f\\u06d4\\u0964\\u0965\\u2000-\\u206f\\u207a-\\u207e"
    "\\u208a-\\u208e\\u20a0-\\u20cf\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u303f\\u30fb\\ud800-\\uf8ff\\ufd3e\\ufd3f"
    "\\ufe10-\\ufe6f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\uffe0-\\uffff"
    "\\U0001f000-\\U0001faff\\U000e0000-\\U0010ffff"
)
W = f"[^{SEPARATORS}]"
_INITIALS = re.compile(rf"(?<!{W})[a-z](?:\. ?[a-z](?=\.))+|(?<!{W})[a-z](?:\.[a-z])+(?!{W})")
_DOTTED = re.compile(r"\.(?:[a-z]| [a-z]\.)")
_DOT = re.compile(r"\. ?")
_CODE = r"[0-9]+(?:\.[0-9]+)+"
_COMPOUND = re.compile(rf"(?<!{W}){_CODE}(?!{W})|{W}+(?:[{JOINTS}]{W}+)*")
_PART = re.compile(rf"([{JOINTS}]|^)({W}+)")
# Letters that make words with nothing but marks between them that end a word.
_PLAIN = re.compile("[a-zß-öø-ɏ .,;:!?()]+")
_MARKS = str.maketrans(".,;:!?()", " " * 8)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+")
_STEMMED = re.compile("[a-z\u00df-\u00f6\u00f8-\u024f]+")
_ACCENTED = re.compile("[a-zß-öø-ɏ]*[ß-öø-ɏ][a-zß-öø-ɏ]*")
_MAYBE_ACCENTED = re.compile("[À-ɏ\u0300-\u036f\u1e00-\u1eff]")
_LETTERS = re.compile(rf"(?:(?![0-9]){W})+")

STEMMERS = {"it": "italian", "en": "english", "de": "german", "fr": "french"}


class Word(NamedTuple):
    """A word as it was written but in small letters, the same without accents, and its term.

    otherwise: the term of an accented word for those who wrote it without; the same as `term` for most.
    """

    spelled: str
    bare: str
    term: str
    otherwise: str


class Analysis:
    """Cuts and stems text of one language, by its code; one without stemmer keeps its words whole.

    accents: accented words that are meant where they are written without accents.
    """

    def __init__(self, language: str, accents: Iterable[str] = ()) -> None:
        self.language = language
        self.lists = WordLists.load(language)
        self.accents = {bare(word): word for word in sorted(accents)}
        self._stem = _stemmer(language)
        # Ten thousand records share most of their words.
        self.word: Callable[[str], Word] = cache(self._word)

    def knowing(self, texts: Iterable[str]) -> Analysis:
        """Return this analysis with the accented words of the texts, as far as their accents change their stems."""
        found: set[str] = set()
        # Places and services repeat from member to member.
        for text in set(texts):
            if not text.isascii() and _MAYBE_ACCENTED.search(text):
                found.update(_ACCENTED.findall(folded(text)))
        words = map(self.word, found)
        return Analysis(self.language, [word.spelled for word in words if word.term != word.otherwise])

    def words(self, text: str) -> list[Word]:
        """Return all words of a text in their order, small ones and legal forms too."""
        return [self.word(word) for word in self.cut(text)]

    def cut(self, text: str) -> Iterator[str]:
        """Return the same words as they are written, but in small letters."""
        return self._cut(folded(text))

    def told(self, text: str) -> list[Word]:
        """Return the words that tell what a text is about: without small words, unless there are no others."""
        words, silent = self.words(text), self.lists.silent
        return [word for word in words if word.bare not in silent] or words

    def named(self, text: str) -> list[Word]:
        """Return the words of a name, or of a search, that set it apart: without legal forms, unless they are all."""
        words, legal = self.told(text), self.lists.legal
        return [word for word in words if word.bare not in legal] or words

    def _cut(self, text: str) -> Iterator[str]:
        if _DOTTED.search(text):
            text = _INITIALS.sub(lambda run: _DOT.sub("", run[0]), text)
        if _PLAIN.fullmatch(text):
            yield from text.translate(_MARKS).split()
            return
        for compound in _COMPOUND.findall(text):
            if _STEMMED.fullmatch(compound):
                yield compound
            elif _THOUSANDS.fullmatch(compound):
                yield compound.replace(".", "")
            elif "." in compound or len(parts := _PART.findall(compound)) == 1:
                yield compound
            else:
                yield from self._parts(parts)

    def _parts(self, parts: list[tuple[str, str]]) -> Iterator[str]:
        """Yield the words of a compound, then the compound in one: `bio-edilizia` is also found as `bioedilizia`."""
        kept = []
        for at, (mark, part) in enumerate(parts):
            following = parts[at + 1][0] if at + 1 < len(parts) else ""
            elided = following and following in APOSTROPHES and part in self.lists.elided
            if not elided and not (mark and mark in APOSTROPHES and part in self.lists.after):
                kept.append(part)
        kept = kept or [part for _, part in parts]
        yield from kept
        if len(kept) > 1 and all(map(_LETTERS.fullmatch, kept)):
            yield "".join(kept)

    def _word(self, word: str) -> Word:
        plain = bare(word)
        if not _STEMMED.fullmatch(word):
            return Word(word, plain, plain, plain)
        form = self.accents.get(word, word) if word == plain else word
        return Word(word, plain, bare(self._stem(form)), bare(self._stem(plain)))


def _stemmer(language: str) -> Callable[[str], str]:
    if language not in STEMMERS:
        return str
    from Stemmer import Stemmer

    stem: Callable[[str], str] = Stemmer(STEMMERS[language], 0).stemWord
    return stem
