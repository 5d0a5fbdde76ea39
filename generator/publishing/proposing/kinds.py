"""What can be proposed: where each form stands, what it asks, and in which steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from generator.languages import N_

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.records.federation import Kind

Name = Literal["new-member", "change-member", "offer", "join-call", "new-call"]


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a form: its heading, a sentence below it, and the fields by the keys of the record."""

    title: str
    text: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A form. `record` is what it writes or changes; `of` what must be there already; texts are to be translated."""

    name: Name
    record: Kind
    title: str
    lede: str
    button: str
    steps: tuple[Step, ...] = ()
    of: Kind | None = None


SEGMENTS: Mapping[str, Mapping[Name, str]] = {
    "it": {
        "new-member": "associata",
        "change-member": "modifica",
        "offer": "offerta",
        "join-call": "adesione",
        "new-call": "call",
    },
    "en": {
        "new-member": "member",
        "change-member": "change",
        "offer": "offer",
        "join-call": "join",
        "new-call": "call",
    },
}
"""The last segments of the forms' addresses; English ones for a language without its own."""

_OFFERS = Step(
    N_("What you offer and what you seek"),
    N_("One offer and one need are a good beginning: they are what brings co-operatives together."),
    ("offers", "needs"),
)

_MEMBER = (
    Step(
        N_("Who you are"),
        N_("What people see first. Only the name is needed; one sentence makes you found."),
        ("name", "legal_name", "summary", "description", "logo"),
    ),
    Step(
        N_("Where you are, how to reach you"),
        N_("Addresses of offices, never of private persons: all of this is published."),
        ("address", "contacts", "channels", "serves"),
    ),
    Step(
        N_("What you do"),
        N_("Choose from the lists: whoever searches for one of its words finds you."),
        ("services", "activities", "profiles", "keywords", "languages"),
    ),
    _OFFERS,
    Step(
        N_("Official data"),
        N_("Everything here may be left out. The tax code lets the office recognise you."),
        (
            "identifiers", "legal_form", "social_type", "status", "member_since", "size", "certifications", "sdg",
        ),
    ),
)  # fmt: skip

_CALL = (
    Step(
        N_("What it is about"),
        N_("A title that says what shall happen, and who it is for."),
        ("title", "kind", "summary", "description", "theme", "track", "initiative"),
    ),
    Step(
        N_("Until when, and how to take part"),
        N_("Without a date the call stays open until somebody closes it."),
        ("published", "deadlines", "how_to_join", "url", "effort"),
    ),
    Step(
        N_("For whom"),
        N_("Whom the call is for: the pages of the members that fit will show it."),
        ("criteria", "seeks", "issuer", "value"),
    ),
)

PROPOSALS: tuple[Proposal, ...] = (
    Proposal(
        "new-member",
        "member",
        N_("Enter the directory"),
        N_("Ten minutes, no account. You can stop at any time: the draft stays on this device."),
        N_("Present your co-operative"),
        _MEMBER,
    ),
    Proposal(
        "offer",
        "member",
        N_("Say what you offer or seek"),
        N_("An offer or a need on the page of a co-operative that is in the directory already."),
        N_("Publish an offer or a need"),
        (_OFFERS,),
        "member",
    ),
    Proposal(
        "change-member",
        "member",
        N_("Change a page, or confirm it"),
        N_("Put right what has changed. Only what you touch is changed; nothing else is rewritten."),
        N_("Correct or confirm a page"),
        _MEMBER,
        "member",
    ),
    Proposal(
        "join-call",
        "call",
        N_("Take part in a call"),
        N_("Say which co-operative takes part; the office confirms it."),
        N_("Take part in a call"),
        (),
        "call",
    ),
    Proposal(
        "new-call",
        "call",
        N_("Propose a call"),
        N_("Call the members to something: a bid, a project, an answer."),
        N_("Propose a call"),
        _CALL,
    ),
)


def address(name: Name, site: Site) -> str:
    """Return where a form is, from the site's root."""
    return f"{site.addresses.propose}/{SEGMENTS.get(site.language.code, SEGMENTS['en'])[name]}/"
