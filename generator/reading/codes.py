"""Codes in records: which are known, and which was most likely meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from generator.languages import N_, Message
from generator.reading.guessing import guessed
from generator.reading.quoting import shown
from generator.vocabularies.areas import ITALY, Areas
from generator.vocabularies.terms import terms

if TYPE_CHECKING:
    from generator.vocabularies import Term, Vocabularies, Vocabulary


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
    def context(self) -> Mapping[str, Callable[[str], bool]]:
        """Whether a code is known, by the names that `VocabularyCode` gives to vocabularies; each is looked up once."""
        known = self.vocabularies
        return {
            "countries": cache(lambda code: code == ITALY or code in known.countries),
            "areas": cache(lambda code: code in self.areas),
            "services": cache(lambda code: code in known.services),
            "ateco": cache(self._activity),
            "register_sections": cache(lambda code: code in known.register_sections),
            "register_categories": cache(lambda code: code in known.register_categories),
            "languages": cache(lambda code: code in _USUAL_LANGUAGES or code in self.languages),
        }

    def _activity(self, code: str) -> bool:
        # The vocabulary finds codes without their dots, too; records write them with.
        found = self.vocabularies.ateco.get(code)
        return found is not None and found.code == code

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


_USUAL_LANGUAGES = ("it", "en", "de", "fr")
"""Known without reading the whole table."""

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
