"""Take plain data apart: each function returns what a value must be, or says by path what it is instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from generator.languages import N_, Message
from generator.vocabularies.errors import VocabularyError
from generator.vocabularies.terms import terms

Path = tuple[str, ...]


def mapping(path: Path, value: object) -> Mapping[str, object]:
    """Return a value that must be keys and values. Raise VocabularyError."""
    if not isinstance(value, Mapping):
        raise VocabularyError(path, Message(_FIELDS, {"found": repr(value)}))
    return {str(key): content for key, content in value.items()}


def by_language(path: Path, value: object) -> Mapping[str, object]:
    """Return a value that must be keyed by languages. Raise VocabularyError."""
    found = mapping(path, value)
    for language in found:
        if language not in _LANGUAGES:
            raise VocabularyError((*path, language), Message(_LANGUAGE, {"found": language}))
    return found


def text(path: Path, value: object) -> str:
    """Return a value that must be text. Raise VocabularyError."""
    if not isinstance(value, str) or not value.strip():
        raise VocabularyError(path, Message(_TEXT, {"found": repr(value)}))
    return value.strip()


def texts(path: Path, value: object) -> tuple[str, ...]:
    """Return a value that must be a list of texts. Raise VocabularyError."""
    if not isinstance(value, list | tuple):
        raise VocabularyError(path, Message(_LIST, {"found": repr(value)}))
    return tuple(text(path, item) for item in value)


def listed(names: Iterable[str]) -> str:
    """Return names as words of a message."""
    return ", ".join(f"`{name}`" for name in names)


def hinted(problem: Message, wrong: str, right: Iterable[str]) -> Message:
    """Return a message with the likely one at its end, as it is when nothing is close."""
    close = get_close_matches(wrong, sorted(right), n=1)
    return Message(_HINT, {"problem": problem, "guess": close[0]}) if close else problem


_LANGUAGES = terms("languages")
_FIELDS = N_("found {found}, expected fields, as in `labels: {{it: …, en: …}}`")
_LANGUAGE = N_("'{found}' is no language: expected two letters of ISO 639-1, as in `it`")
_TEXT = N_("found {found}, expected text")
_LIST = N_("found {found}, expected a list, as in `[pane, focaccia]`")
_HINT = N_("{problem}. Did you mean '{guess}'?")
