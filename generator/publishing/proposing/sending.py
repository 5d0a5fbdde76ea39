"""The ways to send a proposal: the intake service, the forge's own page, a file and a letter to the office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.languages import N_
from generator.publishing import contact

if TYPE_CHECKING:
    from generator.publishing.proposing.kinds import Name, Proposal
    from generator.publishing.site import Site

SLUG, TEXT = "0slug0", "0text0"
"""Stand in addresses for what the form's script sets there, percent-encoded."""


def forge(folder: str, site: Site) -> dict[str, str]:
    """Return the forge's addresses for a file in a folder: `new`, and `edit`, with `SLUG` and `TEXT` in their places.

    GitLab takes no text: `new` is then without `TEXT`. Empty where the forge is not known.
    """
    path = f"{folder}/{SLUG}.yml"
    new, edit = contact.new_file(path, TEXT, site), contact.edit(path, site)
    return {"new": new, "edit": edit, "longest": str(contact.LONGEST)} if new else {}


def host(site: Site) -> str:
    """Return the name of the forge's server, as people say it."""
    return (urlsplit(site.settings.repo_url).hostname or "").removeprefix("www.")


def letter(proposal: Proposal, site: Site) -> str:
    """Return a link that writes to the office, with what to tell it; empty without an office."""
    if not site.settings.office_email:
        return ""
    say = site.language.gettext
    asked = [say(text) for text in _ASKED[proposal.name]]
    return contact.mailto(site.settings.office_email, say(proposal.title), "\n\n".join(asked) + "\n")


TOLD: Mapping[Name, str] = {
    "new-member": N_("Write to the office instead, with your name, what you do, where you are and how to be reached:"),
    "offer": N_("Write to the office instead which co-operative you are, and what you offer or seek:"),
    "change-member": N_("Write to the office instead which co-operative you are, and what has to be put right:"),
    "join-call": N_("Write to the office instead which co-operative you are, and in which call you want to take part:"),
    "new-call": N_("Write to the office instead what you propose, for whom, and until when:"),
}
"""What to write to the office where the form of a proposal cannot be used."""

_NAME = N_("Name of the co-operative:")
_REACHED = N_("How to reach you, if there are questions:")
_ASKED: Mapping[Name, tuple[str, ...]] = {
    "new-member": (
        _NAME,
        N_("What it is about, in a few sentences:"),
        N_("Municipality and address:"),
        N_("E-mail, phone, website of the office:"),
        N_("Tax code of the co-operative:"),
    ),
    "offer": (_NAME, N_("What you offer, or what you seek:"), N_("Where, until when, on what terms:"), _REACHED),
    "change-member": (_NAME, N_("What has to be put right:"), _REACHED),
    "join-call": (_NAME, N_("The call in which you want to take part:"), _REACHED),
    "new-call": (N_("What you propose:"), N_("For whom, and until when:"), _NAME, _REACHED),
}
