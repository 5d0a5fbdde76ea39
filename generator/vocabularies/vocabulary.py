"""A closed list of entries, each found by its code or guessed from what somebody typed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from generator.vocabularies.guessing import Names, slips

Code = TypeVar("Code", bound=Hashable)


class Named(Protocol):
    """Whatever can stand in a vocabulary."""

    def names(self) -> tuple[str, ...]: ...


Entry = TypeVar("Entry", bound=Named)


class Vocabulary(Mapping[Code, Entry], Generic[Code, Entry]):
    """Code → entry, in the table's order; read on first use.

    `read` yields code and entry. It is called once, when the first entry is asked for.
    """

    def __init__(self, read: Callable[[], Iterable[tuple[Code, Entry]]]) -> None:
        self._read = read

    @cached_property
    def _entries(self) -> dict[Code, Entry]:
        return dict(self._read())

    @cached_property
    def _names(self) -> Names[Code]:
        return Names((name, code) for code, entry in self._entries.items() for name in entry.names())

    @cached_property
    def _spelled(self) -> dict[str, Code]:
        return {str(code): code for code in self._entries}

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
        if typed in self._spelled:
            return self._spelled[typed]
        alphabet = "".join(sorted(set("".join(self._spelled))))
        near = next((code for code in slips(typed.casefold(), alphabet) if code in self._spelled), None)
        if near is not None and len(near) > 2:
            return self._spelled[near]
        return next(iter(self._names.closest(typed, 1)), None) or self._code_like(typed)

    def _code_like(self, typed: str) -> Code | None:
        codes = Names((spelled, code) for spelled, code in self._spelled.items())
        return next(iter(codes.closest(typed, 1)), None)
