"""What is known of a member, as pairs of a term and its value."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.languages import N_

if TYPE_CHECKING:
    from generator.publishing.places import Places
    from generator.publishing.site import Site
    from generator.records.member import Certification, Member
    from generator.vocabularies.labels import Term

Facts = list[tuple[str, str]]


class MemberFacts:
    """Says facts in the site's language; those that are not known are left out."""

    def __init__(self, site: Site, places: Places) -> None:
        self._site = site
        self._places = places
        self._spoken_in, self._number = cache(self._spoken), cache(site.language.number)

    def brief(self, member: Member) -> Facts:
        """Return size, area served, languages, and since when it is a member."""
        language, size = self._site.language, member.size
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
        vocabularies, numbers = self._site.vocabularies, member.identifiers
        entry = numbers.entry if numbers else None
        form = vocabularies.legal_forms.get(member.legal_form or "")
        return self._known(
            (N_("Legal name"), member.legal_name),
            (N_("Legal form"), self._label(form) if form else member.legal_form),
            *self._numbers(member),
            (N_("REA number"), numbers.rea if numbers else ""),
            (N_("Register of co-operatives"), entry.number if entry else ""),
            (N_("Section"), self._label(vocabularies.register_sections[entry.section]) if entry else ""),
            (
                N_("Category"),
                self._label(vocabularies.register_categories[entry.category]) if entry and entry.category else "",
            ),
        )

    def _numbers(self, member: Member) -> tuple[tuple[str, str | None], ...]:
        numbers = member.identifiers
        if numbers is None:
            return ()
        if numbers.tax_code and numbers.tax_code == (numbers.vat_number or "").removeprefix("IT"):
            return ((N_("Tax code and VAT number"), numbers.vat_number),)
        return (N_("Tax code"), numbers.tax_code), (N_("VAT number"), numbers.vat_number)

    def activities(self, member: Member) -> list[tuple[str, str, bool]]:
        """Return code, title, and whether it is the main one, of each activity that ATECO knows."""
        known = ((self._site.vocabularies.ateco.get(activity.ateco), activity.main) for activity in member.activities)
        return [(found.code, found.title, main) for found, main in known if found]

    def goals(self, member: Member) -> list[tuple[int, str]]:
        """Return number and title of each goal of sustainable development."""
        return [(number, self._label(self._site.vocabularies.sdgs[number])) for number in sorted(set(member.sdg))]

    def expired(self, certification: Certification) -> bool:
        """Whether a certificate's last day is over."""
        return certification.expires is not None and certification.expires < self._site.today

    def _spoken(self, codes: tuple[str, ...]) -> str:
        names = self._site.language.locale.languages
        return self._site.language.join([str(names.get(code, code)) for code in codes])

    def _label(self, term: Term) -> str:
        return term.labels.get(self._site.language.code)

    def _known(self, *facts: tuple[str, str | None]) -> Facts:
        return [(self._site.language.gettext(term), value) for term, value in facts if value]
