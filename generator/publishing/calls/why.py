"""Why a call fits a member, in a few words: what of its criteria the member meets, and what of its own it seeks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.matching.eligibility import does
from generator.publishing.members.ways import social_kind
from generator.publishing.templates import label
from generator.vocabularies.activities import undotted
from generator.vocabularies.areas import ITALY, parse

if TYPE_CHECKING:
    from generator.publishing.calls.fitting import Asked
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.criteria import Criteria
    from generator.records.member import Member

Said = Callable[["Member"], str]
"""What is said of a member that meets a condition; empty where there is nothing to say."""


class Why:
    """Says reasons; what a call asks is looked through once, and a phrase made once for all that share it."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places
        self._known: dict[str, tuple[Said, ...]] = {}
        self._sought_of, self._number_of = cache(self._sought), cache(self._number)

    def of(self, member: Member, call: str, asked: tuple[Asked, ...]) -> str:
        """Return «cooperative sociali di tipo B · provincia di Brescia»; empty where there is nothing to say."""
        known = self._known.get(call)
        if known is None:
            criteria = self._site.federation.calls[call].criteria
            known = self._known[call] = tuple(self._conditions(criteria)) if criteria else ()
        sought = [self._sought_of(service) for service, _ in asked]
        return " · ".join([*sought, *[text for say in known if (text := say(member))]])

    def _sought(self, service: str) -> str:
        name = label(self._site.vocabularies.services[service], self._site)
        return self._site.language.gettext(N_("seeks what it offers: {service}")).format(service=name)

    def _conditions(self, criteria: Criteria) -> Iterator[Said]:
        if criteria.social_type:
            kind = cache(lambda one: social_kind(one, self._site.language))
            yield lambda member: kind(member.social_type) if member.social_type else ""
        elif criteria.register_category:
            yield self._category()
        for profile in criteria.profiles:
            name = label(profile, self._site)
            yield lambda member, profile=profile, name=name: name if profile in member.profiles else ""  # type: ignore[misc]
        if criteria.ateco:
            yield self._activity(criteria)
        if criteria.services:
            yield self._service(criteria)
        if criteria.area:
            area = cache(self._area)
            yield (
                lambda member: (
                    area(member.address.country, member.address.municipality, criteria.area) if member.address else ""
                )
            )
        if criteria.size:
            yield self._employees()

    def _category(self) -> Said:
        words = self._site.vocabularies.register_categories

        def said(member: Member) -> str:
            entry = member.identifiers.entry if member.identifiers else None
            return label(words[entry.category], self._site) if entry and entry.category else ""

        return said

    def _activity(self, criteria: Criteria) -> Said:
        known, wanted = self._site.vocabularies.ateco, tuple(undotted(code) for code in criteria.ateco)

        @cache
        def told(code: str) -> str:
            one = known.get(code)
            meets = one is not None and (undotted(one.code).startswith(wanted) or one.section in wanted)
            return f"{one.title} ({one.code})" if one is not None and meets else ""

        return lambda member: next((text for one in member.activities if (text := told(one.ateco))), "")

    def _service(self, criteria: Criteria) -> Said:
        words = self._site.vocabularies
        names = {
            code: label(term, self._site)
            if (term := words.services.get(code) or words.service_groups.get(code))
            else code
            for code in criteria.services
        }
        return lambda member: next((name for code, name in names.items() if does(member, code)), "")

    def _employees(self) -> Said:
        return lambda member: (
            self._number_of(member.size.employees) if member.size and member.size.employees is not None else ""
        )

    def _number(self, number: int) -> str:
        language = self._site.language
        return language.ngettext("{n} employee", "{n} employees", number).format(n=language.number(number))

    def _area(self, country: str, municipality: str, codes: tuple[str, ...]) -> str:
        """Return the narrowest of the areas in which an address lies."""
        vocabularies = self._site.vocabularies
        place = vocabularies.municipalities.get(municipality) if country == ITALY else None
        areas = [area for code in codes if (area := parse(code, vocabularies))]
        inside = [area for area in areas if (area.contains(place) if place else area.code == country)]
        narrowest = max(inside, key=lambda area: area.level, default=None)
        return self._places.area(narrowest.code) if narrowest else ""
