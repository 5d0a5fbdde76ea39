"""The words and codes that a field takes, each with what people call it: `active · Attiva`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.exchange.refusal import Refused
from generator.languages import N_, Message

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.vocabularies import Vocabularies
    from generator.writing.template import Field

BETWEEN = " · "
_TERMS = ("countries", "legal_forms", "register_categories", "register_sections")


class Choices:
    """Labels of codes in a language; a table is read when the first field asks for it."""

    def __init__(self, vocabularies: Vocabularies, language: Language) -> None:
        self._vocabularies = vocabularies
        self._language = language
        self._known: dict[str, Mapping[str, str]] = {}

    def of(self, field: Field) -> Mapping[str, str]:
        """Return the labels of a field by code, in the vocabulary's order; none where it takes any text."""
        if field.codes:
            return dict(zip(field.codes, field.labels, strict=True))
        if field.vocabulary not in self._known:
            self._known[field.vocabulary] = self._table(field.vocabulary)
        return self._known[field.vocabulary]

    def shown(self, field: Field, code: str) -> str:
        """Return a code with its label, or as it is where no label is known."""
        label = self.of(field).get(code)
        return f"{code}{BETWEEN}{label}" if label else code

    def code(self, field: Field, text: str) -> str:
        """Return the code that a cell means: alone, with its label, or by the label alone. Raise `Refused`."""
        known = self.of(field)
        code = text.partition(BETWEEN)[0].strip()
        if not known:
            return text.strip()
        if code in known:
            return code
        folded = text.strip().casefold()
        meant = [one for one, label in known.items() if label.casefold() == folded]
        if len(meant) > 1:
            values = {"found": text, "candidates": ", ".join(meant)}
            raise Refused(Message(N_("'{found}' may be any of {candidates}: write the code"), values))
        return meant[0] if meant else text.strip()

    def _table(self, name: str) -> Mapping[str, str]:
        vocabularies, code = self._vocabularies, self._language.code
        if name == "municipalities":
            return {one.code: f"{one.name} ({one.province})" for one in vocabularies.municipalities.values()}
        if name == "ateco":
            return vocabularies.ateco.titles
        if name in _TERMS or name == "services":
            table = getattr(vocabularies, name)
            return {key: entry.labels.get(code) for key, entry in table.items()}
        return {}
