"""A closed list of entries, each found by its code or guessed from what somebody typed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Generic, Protocol, TypeVar

from generator.vocabularies.guessing import Names, slips

# Below this length one slip leads from any code to any other: a sigla of two letters is no basis for a guess.
SHORTEST_GUESSED = 3

Code = TypeVar("Code", bound=Hashable)


class Named(Protocol):
    """Whatever can stand in a vocabulary."""

    def names(self) -> tuple[str, ...]:
        """Return every text by which a person may mean it."""


Entry = TypeVar("Entry", bound=Named)


class Vocabulary(Mapping[Code, Entry], Generic[Code, Entry]):
    """Code → entry, in the table's order; read on first use.

    `read` yields code and entry. It is called once, when the first entry is asked for. Codes are all text or all
    numbers.
    """

    def __init__(self, read: Callable[[], Iterable[tuple[Code, Entry]]]) -> None:
        self._read = read

    @classmethod
    def of(cls, entries: Mapping[Code, Entry]) -> Vocabulary[Code, Entry]:
        """Return a vocabulary of given entries."""
        return cls(partial(tuple, tuple(entries.items())))

    @cached_property
    def _entries(self) -> dict[Code, Entry]:
        return dict(self._read())

    @cached_property
    def _names(self) -> Names[Code]:
        return Names((name, code) for code, entry in self.items() for name in entry.names())

    @cached_property
    def _spelled(self) -> dict[str, Code]:
        return {str(code).casefold(): code for code in self}

    @cached_property
    def _codes(self) -> Names[Code]:
        return Names((spelled, code) for spelled, code in self._spelled.items())

    @cached_property
    def _alphabet(self) -> str:
        return "".join(sorted(set("".join(self._spelled))))

    def __getitem__(self, code: Code) -> Entry:
        return self._entries[code]

    def __iter__(self) -> Iterator[Code]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str, limit: int = 5) -> list[Entry]:
        """Return up to `limit` entries whose name is, begins with, holds or resembles `text`, best first."""
        return [self[code] for code in self._names.closest(text, limit)]

    def suggest(self, text: str, language: str = "it") -> Code | None:
        """Return the code most likely meant by a wrong code or by a label, None when nothing comes close.

        Labels and synonyms of every language count, whatever `language`: people mix them.
        """
        typed = text.strip()
        exact = self._spelled.get(typed.casefold())
        if exact is not None:
            return exact
        guesses = (*self._names.exact(typed), *self._slips(typed), *self._names.closest(typed, 1))
        return next(iter(guesses or self._codes.closest(typed, 1)), None)

    def _slips(self, typed: str) -> list[Code]:
        if len(typed) < SHORTEST_GUESSED:
            return []
        near = (self._spelled.get(code) for code in slips(typed.casefold(), self._alphabet))
        return [code for code in near if code is not None][:1]
