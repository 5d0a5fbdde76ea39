"""What is known of a member, as pairs of a term and its value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.languages import N_

if TYPE_CHECKING:
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.identifiers import Identifiers
    from generator.records.member import Certification, Member
    from generator.vocabularies.labels import Term

Facts = tuple[tuple[str, str], ...]


class MemberFacts:
    """Says facts in the site's language; those that are not known are left out."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places
        self._spoken_in, self._number = cache(self._spoken), cache(site.language.number)
        self._say, self._form = cache(site.language.gettext), cache(self._form_of)

    def brief(self, member: Member) -> Facts:
        """Return size, area served, languages, and since when it is a member."""
        language, size = self._site.language, member.size
        if not (size or member.serves or member.languages or member.member_since):
            return ()
        return self._known(
            (N_("Area served"), self._places.areas(member.serves)),
            (N_("Members of the co-operative"), self._number(size.members) if size and size.members else ""),
            (N_("Employees"), self._number(size.employees) if size and size.employees else ""),
            (N_("Yearly revenue"), language.gettext(size.revenue_class.label) if size and size.revenue_class else ""),
            (N_("Figures of"), str(size.year) if size and size.year else ""),
            (N_("Languages"), self._spoken_in(member.languages) if member.languages else ""),
            (N_("Member since"), language.date(member.member_since) if member.member_since else ""),
        )

    def identity(self, member: Member) -> Facts:
        """Return names and numbers as authorities know them."""
        return self._known(
            (N_("Legal name"), member.legal_name),
            (N_("Legal form"), self._form(member.legal_form) if member.legal_form else ""),
            *(self._registered(member.identifiers) if member.identifiers else ()),
        )

    def _registered(self, numbers: Identifiers) -> tuple[tuple[str, str | None], ...]:
        vocabularies, entry = self._site.vocabularies, numbers.entry
        known = *self._numbers(numbers), (N_("REA number"), numbers.rea)
        if entry is None:
            return known
        category = vocabularies.register_categories[entry.category] if entry.category else None
        return (
            *known,
            (N_("Register of co-operatives"), entry.number),
            (N_("Section"), self._label(vocabularies.register_sections[entry.section])),
            (N_("Category"), self._label(category) if category else ""),
        )

    def _numbers(self, numbers: Identifiers) -> tuple[tuple[str, str | None], ...]:
        if numbers.tax_code and numbers.tax_code == (numbers.vat_number or "").removeprefix("IT"):
            return ((N_("Tax code and VAT number"), numbers.vat_number),)
        return (N_("Tax code"), numbers.tax_code), (N_("VAT number"), numbers.vat_number)

    def activities(self, member: Member) -> tuple[tuple[str, str, bool], ...]:
        """Return code, title, and whether it is the main one, of each activity that ATECO knows."""
        known = ((self._site.vocabularies.ateco.get(activity.ateco), activity.main) for activity in member.activities)
        return tuple((found.code, found.title, main) for found, main in known if found)

    def goals(self, member: Member) -> list[tuple[int, str]]:
        """Return number and title of each goal of sustainable development."""
        return [(number, self._label(self._site.vocabularies.sdgs[number])) for number in sorted(set(member.sdg))]

    def expired(self, certification: Certification) -> bool:
        """Whether a certificate's last day is over."""
        return certification.expires is not None and certification.expires < self._site.today

    def _spoken(self, codes: tuple[str, ...]) -> str:
        names = self._site.language.locale.languages
        return self._site.language.join([str(names.get(code, code)) for code in codes])

    def _form_of(self, code: str) -> str:
        form = self._site.vocabularies.legal_forms.get(code)
        return self._label(form) if form else code

    def _label(self, term: Term) -> str:
        return term.labels.get(self._site.language.code)

    def _known(self, *facts: tuple[str, str | None]) -> Facts:
        return tuple([(self._say(term), value) for term, value in facts if value])
