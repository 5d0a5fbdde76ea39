"""Codes in records: which are known, and which was most likely meant."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.reading.guessing import guessed
from generator.reading.quoting import shown
from generator.vocabularies.areas import ITALY, Areas
from generator.vocabularies.terms import terms

if TYPE_CHECKING:
    from generator.vocabularies import Term, Vocabularies, Vocabulary


class _Known:
    """Codes of which the usual ones are known without reading the whole table."""

    def __init__(self, usual: frozenset[str], every: Callable[[], Container[object]]) -> None:
        self._usual = usual
        self._every = every

    def __contains__(self, code: object) -> bool:
        return code in self._usual or code in self._every()


class _Dotted:
    """Activities as records write them; those that were found once are known."""

    def __init__(self, vocabularies: Vocabularies) -> None:
        self._vocabularies = vocabularies
        self._known: set[object] = set()

    def __contains__(self, code: object) -> bool:
        if code in self._known:
            return True
        found = self._vocabularies.ateco.get(code) if isinstance(code, str) else None
        if found is None or found.code != code:
            return False
        self._known.add(code)
        return True


@dataclass(frozen=True, eq=False)
class Codes:
    """What the reading of records asks about codes; tables are read when they are first asked for."""

    vocabularies: Vocabularies

    @cached_property
    def areas(self) -> Areas:
        return Areas(self.vocabularies)

    @cached_property
    def languages(self) -> Vocabulary[str, Term]:
        return terms("languages")

    @cached_property
    def _municipalities(self) -> frozenset[str]:
        return frozenset(self.vocabularies.municipalities)

    @cached_property
    def context(self) -> Mapping[str, Container[object]]:
        """The known codes by the names that `VocabularyCode` gives them."""
        known = self.vocabularies
        return {
            "countries": _Known(frozenset({ITALY}), lambda: known.countries),
            "areas": self.areas,
            # As sets: a mapping of the vocabularies answers `in` by way of three calls in Python.
            "services": frozenset(known.services),
            "ateco": _Dotted(known),
            "register_sections": frozenset(known.register_sections),
            "register_categories": frozenset(known.register_categories),
            "languages": _Known(frozenset({"it", "en", "de", "fr"}), lambda: self.languages),
        }

    def unknown(self, vocabulary: str, found: str) -> Message:
        """Return what to say of a code that the vocabulary has not."""
        if vocabulary == "services" and found in self.vocabularies.hidden_services:
            return Message(_HIDDEN, {"found": shown(found)})
        problem = Message(_UNKNOWN[vocabulary], {"found": shown(found)})
        guess = self._remembered(vocabulary, found[:_TYPED])
        return guessed(problem, guess, self._name(vocabulary, guess)) if guess else problem

    def municipality(self, found: str) -> Message | None:
        """Return what is wrong with the code of an Italian municipality, None when nothing is."""
        if found in self._municipalities:
            return None
        places = self.vocabularies.municipalities
        typed = found[:_TYPED]
        named = places.by_name(typed)
        if named:
            return _named_instead(found, {place.code: f"{place.name}, {place.province}" for place in named})
        if typed.strip() in places.former:
            code = places.former[typed.strip()]
            return Message(_FORMER, {"found": shown(found), "guess": code, "name": places[code].name})
        problem = Message(_NO_MUNICIPALITY, {"found": shown(found)})
        guess = self._remembered("municipalities", typed)
        return guessed(problem, guess, places[guess].name) if guess else problem

    def legal_form(self, found: str) -> Message | None:
        """Return what is wrong with the code of an Italian legal form, None when nothing is."""
        forms = self.vocabularies.legal_forms
        if found in forms:
            return None
        problem = Message(_NO_LEGAL_FORM, {"found": shown(found)})
        guess = self._remembered("legal_forms", found[:_TYPED])
        return guessed(problem, guess, forms[guess].labels.get("it")) if guess else problem

    def _remembered(self, vocabulary: str, typed: str) -> str | None:
        """Return the guess; the same slip is often made in many files, and a guess takes milliseconds."""
        if (vocabulary, typed) not in self._guesses:
            self._guesses[vocabulary, typed] = self._guess(vocabulary, typed)
        return self._guesses[vocabulary, typed]

    @cached_property
    def _guesses(self) -> dict[tuple[str, str], str | None]:
        return {}

    def _guess(self, vocabulary: str, typed: str) -> str | None:
        sources: Mapping[str, Callable[[], str | None]] = {
            "countries": lambda: self.vocabularies.countries.suggest(typed.upper() if len(typed) == 2 else typed),
            "areas": lambda: self.areas.suggest(typed),
            "services": lambda: self.vocabularies.services.suggest(typed),
            "ateco": lambda: self.vocabularies.ateco.suggest(typed),
            "register_sections": lambda: self.vocabularies.register_sections.suggest(typed),
            "register_categories": lambda: self.vocabularies.register_categories.suggest(typed),
            "languages": lambda: self.languages.suggest(typed.lower() if len(typed) == 2 else typed),
            "municipalities": lambda: self.vocabularies.municipalities.suggest(typed),
            "legal_forms": lambda: self.vocabularies.legal_forms.suggest(typed),
        }
        return sources[vocabulary]()

    def _name(self, vocabulary: str, code: str | None) -> str:
        if vocabulary == "areas" and code and (area := self.areas.get(code)):
            return area.name("it")
        if vocabulary == "ateco" and code and (activity := self.vocabularies.ateco.get(code)):
            return shown(activity.title)
        return ""


def _named_instead(found: str, codes: Mapping[str, str]) -> Message:
    if len(codes) == 1:
        return Message(_NAME, {"found": shown(found), "guess": next(iter(codes))})
    listed = ", ".join(f"'{code}' ({name})" for code, name in codes.items())
    return Message(_NAMES, {"found": shown(found), "guesses": listed})


_TYPED = 80
"""Guesses look at so many characters of what was found."""

_UNKNOWN = {
    "countries": N_("no country has the code '{found}' (two capital letters of ISO 3166)"),
    "areas": N_(
        "no area has the code '{found}' (a country IT, a region IT-25, a province IT-BS, a municipality 017029)"
    ),
    "services": N_("no service has the code '{found}'"),
    "ateco": N_("no activity of ATECO 2025 has the code '{found}'"),
    "register_sections": N_("no section of the register has the code '{found}'"),
    "register_categories": N_("no category of the register has the code '{found}'"),
    "languages": N_("no language has the code '{found}' (two small letters of ISO 639-1)"),
}
_HIDDEN = N_("the service '{found}' was taken out of this federation's list")
_NO_MUNICIPALITY = N_("no municipality has the code '{found}'")
_FORMER = N_("the code '{found}' is no longer in use: write '{guess}' ({name})")
_NAME = N_("'{found}' is a name: write its code '{guess}'")
_NAMES = N_("'{found}' is the name of several municipalities: write the code of one, {guesses}")
_NO_LEGAL_FORM = N_("no legal form has the code '{found}'")
