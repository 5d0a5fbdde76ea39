"""The ways in which the directory is browsed, and where each member stands on them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.languages.language import sort_key
from generator.records.member import Profile, SocialType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.languages.language import Language
    from generator.publishing.site import Site
    from generator.records.member import Address, Member
    from generator.vocabularies.labels import Term
    from generator.vocabularies.services import Service, ServiceGroup

FIRST, ABROAD, LAST = 0, 1, 2
"""Ranks of values: regions stand before countries, and what is not stated stands last."""

_SOCIAL = {
    SocialType.A: N_("Social co-operatives of type A"),
    SocialType.B: N_("Social co-operatives of type B"),
    SocialType.BOTH: N_("Social co-operatives of types A and B"),
}
# What a legal form, or the division of the main activity, says about the kind where the register says nothing.
_CATEGORY_OF_FORM = {"1.4.30": "social", "1.5.10": "consortium"}
_CATEGORY_OF_DIVISION = {"01": "agricultural", "02": "agricultural", "03": "fishing"}
_NOT_IN_SLUG = re.compile("[^a-z0-9]+")


class Value(NamedTuple):
    """One value of a way to browse: a sector, a region. `order` puts values in the order of their labels."""

    slug: str
    label: str
    order: tuple[int, str]

    @property
    def stated(self) -> bool:
        """Whether the record says it."""
        return self.order[0] != LAST


class Ways:
    """Finds the value of a member on each way; every member has exactly one, be it «not stated».

    Values are made once for each code and kept.
    """

    def __init__(self, site: Site) -> None:
        self._vocabularies = site.vocabularies
        self._language = site.language
        self._sector_of, self._kind_of = cache(self._sector), cache(self._kind)
        self._region_of, self._province_of = cache(self._region), cache(self._province)
        self._letter_of, self._service_of = cache(self._letter), cache(self._service)
        self._country_of = cache(self._country)

    def sector(self, member: Member) -> Value:
        """Return the section of the main activity: the one marked as main, else the first."""
        return self._sector_of(main_activity(member))

    def region(self, address: Address | None) -> Value:
        """Return the region in Italy, the country elsewhere."""
        if address is None:
            return self._region_of("")
        return self._region_of(address.municipality) if address.country == "IT" else self._country_of(address.country)

    def province(self, address: Address | None) -> Value | None:
        """Return the province, in Italy."""
        return None if address is None or address.country != "IT" else self._province_of(address.municipality)

    def kind(self, member: Member) -> Value:
        """Return the kind of co-operative.

        The first of these that says it: the type of social co-operative; the category in the register; a legal
        form that only social co-operatives or consortia have; outside Italy, the legal form as it is called there;
        farming or fishing as main activity; any legal form; the profile of a consortium.
        """
        entry = member.identifiers.entry if member.identifiers else None
        return self._kind_of(
            member.social_type,
            entry.category if entry else None,
            member.legal_form or "",
            main_activity(member)[:2],
            bool(member.profiles) and Profile.CONSORTIUM in member.profiles,
        )

    def letter(self, key: str) -> Value:
        """Return the first letter of a name's sort key; digits, and other scripts, stand together."""
        return self._letter_of(key[:1])

    def services(self, codes: Iterable[str]) -> tuple[tuple[Value, Value], ...]:
        """Return group and service of each code; none for codes that are no longer in the list."""
        return tuple(found for code in codes if (found := self._service_of(code)))

    def _sector(self, code: str) -> Value:
        term = self._vocabularies.ateco.sector(code) if code else None
        return self._term(term) if term else self._not_stated(N_("No sector stated"))

    def _region(self, code: str) -> Value:
        place = self._vocabularies.municipalities.get(code)
        if place is None:
            return self._not_stated(N_("No place stated"))
        return self._value(self._vocabularies.regions[place.region].name)

    def _country(self, code: str) -> Value:
        term = self._vocabularies.countries.get(code)
        return self._term(term, ABROAD) if term else self._value(code, ABROAD)

    def _province(self, code: str) -> Value | None:
        place = self._vocabularies.municipalities.get(code)
        return self._value(self._vocabularies.provinces[place.province].name) if place else None

    def _kind(
        self, social: SocialType | None, category: str | None, form: str, division: str, consortium: bool
    ) -> Value:
        categories, forms = self._vocabularies.register_categories, self._vocabularies.legal_forms
        code = category or _CATEGORY_OF_FORM.get(form)
        if code is None and (not form or form in forms):
            code = _CATEGORY_OF_DIVISION.get(division) or ("consortium" if consortium and not form else None)
        if social is not None:
            return self._value(social_kind(social, self._language))
        if code is not None:
            return self._term(categories[code])
        if not form:
            return self._not_stated(N_("No kind stated"))
        return self._term(forms[form]) if form in forms else self._value(form)

    def _letter(self, first: str) -> Value:
        if "a" <= first <= "z":
            return Value(first, first.upper(), (FIRST, first))
        if "0" <= first <= "9":
            return Value("0-9", "0–9", (FIRST, ""))
        return self._not_stated(N_("Other"))

    def _service(self, code: str) -> tuple[Value, Value] | None:
        service = self._vocabularies.services.get(code)
        if service is None:
            return None
        return self._term(self._vocabularies.service_groups[service.group]), self._term(service)

    def _term(self, term: Term | ServiceGroup | Service, rank: int = FIRST) -> Value:
        return self._value(term.labels.get(self._language.code), rank)

    def _not_stated(self, message: str) -> Value:
        return self._value(self._language.gettext(message), LAST)

    def _value(self, label: str, rank: int = FIRST) -> Value:
        slug = slug_of(label)
        return Value(slug, label, (rank, sort_key(label)[0])) if slug else self._not_stated(N_("Other"))


def social_kind(social: SocialType, language: Language) -> str:
    """Return what social co-operatives of a type are called."""
    return language.gettext(_SOCIAL[social])


def main_activity(member: Member) -> str:
    """Return the code of the activity that is marked as main, else of the first, else an empty text."""
    activities = member.activities
    if not activities:
        return ""
    if len(activities) == 1:
        return activities[0].ateco
    return next((activity.ateco for activity in activities if activity.main), activities[0].ateco)


def slug_of(label: str) -> str:
    """Return a label as part of an address, in small Latin letters, digits and hyphens; empty for other scripts."""
    return _NOT_IN_SLUG.sub("-", sort_key(label)[0]).strip("-")[:80].rstrip("-")
