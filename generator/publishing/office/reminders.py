"""Members whose record nobody has confirmed for long, and what to write to each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.checking.personal import mailbox
from generator.clock import months_before
from generator.languages import N_
from generator.languages.language import sort_key
from generator.publishing.office.form_links import form_links
from generator.publishing.office.letter import is_mailbox
from generator.publishing.wrapping import wrapped
from generator.records.member import Status

if TYPE_CHECKING:
    from generator.publishing.addresses import Addresses
    from generator.publishing.site import Site
    from generator.records.federation import Federation
    from generator.records.member import Member


class Reminder(NamedTuple):
    """What is written to a member.

    verified: when its record was last confirmed, None for never. to: the address of its office, "" where the record
    has none, or one that looks like a person's. links: by action. hint: the field that would open most, "" for none.
    """

    slug: str
    name: str
    verified: date | None
    to: str
    links: Mapping[str, str]
    hint: str
    subject: str
    body: str


def due(federation: Federation, today: date, months: int) -> tuple[str, ...]:
    """Return slugs of the members that nobody has confirmed for so many months, those that never were first."""
    limit = months_before(today, months)
    members = federation.members.items()
    found = [
        (member.verified.on if member.verified else date.min, sort_key(member.name), slug)
        for slug, member in members
        if member.status is not Status.CEASED and (member.verified is None or member.verified.on < limit)
    ]
    return tuple(slug for _, _, slug in sorted(found))


class Reminders:
    """Writes in the language of `site`; `at` are the addresses that its pages have, in whatever language."""

    def __init__(self, site: Site, at: Addresses, hints: Mapping[str, str]) -> None:
        self._site = site
        self._at = at
        self._hints = hints
        self._say = site.language.gettext

    def of(self, slug: str) -> Reminder:
        """Return what is written to a member."""
        member, hint = self._site.federation.members[slug], self._hints.get(slug, "")
        links = form_links(slug, self._site)
        verified = member.verified.on if member.verified else None
        subject = self._say(N_("Is the record of {name} still right?")).format(name=member.name)
        body = "\n".join(self._lines(slug, member, links, hint)) + "\n"
        return Reminder(slug, member.name, verified, _office(member), links, hint, subject, body)

    def _lines(self, slug: str, member: Member, links: Mapping[str, str], hint: str) -> Iterator[str]:
        settings, say = self._site.settings, self._say
        yield from (say(N_("Good day,")), "")
        yield from wrapped(self._confirmed(member))
        yield from (settings.url + self._at.member(slug), "")
        yield from wrapped(say(N_("It takes a minute to put this right. Open the link that fits:")))
        for action, text in _LINKS.items():
            yield from ("", say(text), links[action])
        if hint:
            yield ""
            yield from wrapped(say(N_("What would help others find you most: {hint}.")).format(hint=hint))
        yield from (
            "",
            say(N_("Thank you,")),
            settings.name,
            *([settings.office_email] if settings.office_email else []),
        )

    def _confirmed(self, member: Member) -> str:
        text = _NEVER if member.verified is None else _LAST
        day = self._site.language.date(member.verified.on, "full") if member.verified else ""
        return self._say(text).format(name=member.name, federation=self._site.settings.name, day=day)


def _office(member: Member) -> str:
    """Return the address in the record, unless it looks like a person's: reminders are for the co-operative."""
    address = member.contacts.email if member.contacts else None
    return address if address and is_mailbox(address) and mailbox(address, member.name) is None else ""


_LINKS = {
    "confirm": N_("All of it is still right:"),
    "update": N_("Something has changed:"),
    "archive": N_("The co-operative is no more, or wants to be taken off the site:"),
}
_LAST = N_("the record of {name} on the site of {federation} was last confirmed on {day}:")
_NEVER = N_("nobody has yet confirmed the record of {name} on the site of {federation}:")
