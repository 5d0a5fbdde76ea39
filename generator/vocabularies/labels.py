"""What an entry of a vocabulary is called in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FALLBACK = "it"


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts by language, in the order in which they were written; hashable, unlike a dict.

    `Labels.of({"it": "Olio", "en": "Oil"}).get("de")` is "Olio": an untranslated label is better than none.
    """

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Labels:
        """Leave out the languages whose text is empty."""
        return cls(tuple((language, text) for language, text in texts.items() if text))

    def get(self, language: str) -> str:
        """Return the text in `language`, else in Italian, else in whatever language there is, else ""."""
        texts = dict(self.texts)
        return texts.get(language) or texts.get(FALLBACK) or next(iter(texts.values()), "")

    def __getitem__(self, language: str) -> str:
        """Return the text in exactly this language. Raise KeyError without one."""
        return dict(self.texts)[language]

    def __contains__(self, language: object) -> bool:
        return any(language == known for known, _ in self.texts)

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def items(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of language and text."""
        return self.texts

    def values(self) -> tuple[str, ...]:
        """Return the texts of all languages."""
        return tuple(text for _, text in self.texts)

    def merged(self, other: Labels) -> Labels:
        """Return these texts with those of `other` in their place or beside them."""
        return Labels.of({**dict(self.texts), **dict(other.texts)})


@dataclass(frozen=True, slots=True)
class Term:
    """An entry that is nothing but a code and its labels: a legal form, a section of the register, a goal."""

    code: str
    labels: Labels

    def names(self) -> tuple[str, ...]:
        """Return every text by which a person may mean this entry."""
        return self.labels.values()
