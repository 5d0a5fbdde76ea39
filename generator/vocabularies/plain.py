"""Take plain data apart: each function returns what a value must be, or says by path what it is instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.vocabularies.errors import VocabularyError

LANGUAGE = re.compile(r"[a-z]{2}")
Path = tuple[str, ...]


def mapping(path: Path, value: object) -> Mapping[str, object]:
    """Return a value that must be keys and values. Raise VocabularyError."""
    if not isinstance(value, Mapping):
        raise VocabularyError(path, f"found {value!r}, expected fields, as in `labels: {{it: …, en: …}}`")
    return {str(key): content for key, content in value.items()}


def by_language(path: Path, value: object) -> Mapping[str, object]:
    """Return a value that must be keyed by languages. Raise VocabularyError."""
    found = mapping(path, value)
    for language in found:
        if not LANGUAGE.fullmatch(language):
            raise VocabularyError((*path, language), f"{language!r} is no language: expected two letters, as in `it`")
    return found


def text(path: Path, value: object) -> str:
    """Return a value that must be text. Raise VocabularyError."""
    if not isinstance(value, str) or not value.strip():
        raise VocabularyError(path, f"found {value!r}, expected text")
    return value.strip()


def texts(path: Path, value: object) -> tuple[str, ...]:
    """Return a value that must be a list of texts. Raise VocabularyError."""
    if not isinstance(value, list | tuple):
        raise VocabularyError(path, f"found {value!r}, expected a list, as in `[pane, focaccia]`")
    return tuple(text(path, item) for item in value)


def listed(names: Iterable[str]) -> str:
    """Return names as words of a message."""
    return ", ".join(f"`{name}`" for name in names)


def hint(wrong: str, right: Iterable[str]) -> str:
    """Return the likely one as the end of a message, "" when nothing is close."""
    close = get_close_matches(wrong, sorted(right), n=1)
    return f". Did you mean `{close[0]}`?" if close else ""
