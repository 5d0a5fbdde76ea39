"""Fields of records and what stands in them, in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.publishing.places import Places
from generator.publishing.templates import label
from generator.reading.shape import inner, keys
from generator.records.federation import MODELS
from generator.records.record import Code, Record

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.federation import Kind

VOCABULARIES = {
    "service": "services",
    "services": "services",
    "legal_form": "legal_forms",
    "section": "register_sections",
    "category": "register_categories",
    "register_category": "register_categories",
    "sdg": "sdgs",
    "country": "countries",
}
"""Fields that hold codes, and the vocabulary that names them."""

AREAS = ("area", "serves")
NAMES = ("title", "name", "text", "indicator", "url", "ateco", "service", "number", "min_employees", "value", "street")
"""Fields that say what a part of a record is, the most telling first."""


class Values:
    """Says fields and values in the site's language."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._places = Places(site)

    def field(self, kind: Kind, field: tuple[str, ...]) -> str:
        """Return «Indirizzo › Comune» for `("address", "municipality")`; ids stand as they are."""
        model: type[Record] | None = MODELS[kind]
        words = []
        for part in field:
            known = keys(model).get(part) if model else None
            words.append(self._site.language.gettext(known.title) if known and known.title else part)
            model = inner(known.annotation) if known else model
        return " › ".join(words)

    def value(self, key: str, value: Any) -> str:  # noqa: PLR0911 - one line a type
        """Return a value of the field with this key: codes by their names, dates as people write them."""
        language = self._site.language
        if isinstance(value, tuple):
            return language.join([self.value(key, one) for one in value])
        if isinstance(value, Record):
            return self._record(value)
        if isinstance(value, Code):
            return label(value, self._site)
        if isinstance(value, bool):
            return language.gettext(N_("yes") if value else N_("no"))
        if isinstance(value, datetime):
            return f"{language.date(value.date())}, {language.time(value)}"
        if isinstance(value, date):
            return language.date(value)
        if isinstance(value, float):
            return language.number(value)
        return self._coded(key, value)

    def _coded(self, key: str, value: Any) -> str:
        words = self._site.vocabularies
        if key in AREAS:
            return self._places.area(value)
        if key == "municipality":
            place = words.municipalities.get(value)
            return f"{place.name} ({place.province})" if place else str(value)
        if key == "ateco":
            activity = words.ateco.get(value)
            return f"{activity.title} ({activity.code})" if activity else str(value)
        if key in VOCABULARIES:
            term = getattr(words, VOCABULARIES[key]).get(value)
            return label(term, self._site) if term else str(value)
        return str(value)

    def _record(self, record: Record) -> str:
        """Return what a part of a record is, in short: its title or name, else whatever it says."""
        told = {key: getattr(record, name, None) for key, name in _names(record)}
        named = [key for key in ("kind", *NAMES, "member", "at", "date") if told.get(key) is not None]
        return ": ".join(self.value(key, told[key]) for key in named[:2])


def _names(record: Record) -> list[tuple[str, str]]:
    return [(field.alias or name, name) for name, field in type(record).model_fields.items()]
