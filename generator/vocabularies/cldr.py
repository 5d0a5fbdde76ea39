"""Names of countries and languages out of Unicode's CLDR, as the package `babel` ships it, for the tables of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from babel import Locale

LANGUAGES = ("it", "en", "de", "fr")
# Two-letter codes of CLDR that are no country of ISO 3166-1.
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
# Those that ISO 639-1 has withdrawn: Moldavian, Serbo-Croatian, and Filipino's older name.
WITHDRAWN = frozenset({"mo", "sh"})

Row = tuple[str, ...]
HEADER: Row = ("code", *LANGUAGES)


def countries() -> list[Row]:
    """Return the countries of ISO 3166-1: code, then the name in each of `LANGUAGES`."""
    return _rows(lambda locale: locale.territories, NO_COUNTRIES)


def languages() -> list[Row]:
    """Return the languages of ISO 639-1: code, then the name in each of `LANGUAGES`, empty where CLDR has none."""
    return _rows(lambda locale: locale.languages, WITHDRAWN)


def _rows(names: Callable[[Locale], Mapping[str, str]], without: frozenset[str]) -> list[Row]:
    known = [names(Locale(language)) for language in LANGUAGES]
    codes = sorted(code for code in known[1] if len(code) == 2 and code not in without)
    return [(code, *(one.get(code, "") for one in known)) for code in codes]
