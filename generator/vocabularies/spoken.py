"""Languages that people speak, by ISO 639-1 code."""

from __future__ import annotations

from collections.abc import Iterator

from generator.vocabularies.labels import Labels, Term
from generator.vocabularies.terms import LANGUAGES
from generator.vocabularies.vocabulary import Vocabulary

# Two-letter codes of CLDR that ISO 639-1 has withdrawn: Moldavian, Serbo-Croatian, and Filipino's older name.
WITHDRAWN = frozenset({"mo", "sh"})


def languages() -> Vocabulary[str, Term]:
    """Return the languages, named as in Unicode's CLDR; read on first use, 60 ms."""
    return Vocabulary(_languages)


def _languages() -> Iterator[tuple[str, Term]]:
    # Imported here: few commands need a language's name.
    from babel import Locale

    known = {language: Locale(language).languages for language in LANGUAGES}
    for code in sorted(known["en"]):
        if len(code) == 2 and code not in WITHDRAWN:
            names = {language: known[language][code] for language in LANGUAGES if code in known[language]}
            yield code, Term(code, Labels.of(names))
