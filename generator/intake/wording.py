"""What a commit and a proposal say: what changes and why, and nothing of who sent it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.intake.proposal import Proposal, ProposalKind
from generator.languages import N_, Message
from generator.publishing.changes.inert import inert

if TYPE_CHECKING:
    from generator.intake.draft import Draft
    from generator.languages.language import Language

LONGEST_SUBJECT = 72
TRAILER = "Proposal"
"""The key of the commit message's last line, by which a proposal is found again on the main branch."""

_WIDTH = 72


@dataclass(frozen=True)
class Words:
    """The words of one proposal. `reference` is its own; `note` goes to the office and into no commit."""

    subject: str
    message: str
    body: str


def words(proposal: Proposal, draft: Draft, reference: str, language: Language) -> Words:
    """Return the words of a proposal in the site's language."""
    name = _line(draft.name)
    subject = _cut(language.say(Message(_SUBJECTS[proposal.kind], {"name": name, "member": _line(draft.member)})))
    what = _what(proposal, draft, language)
    why = language.gettext(_WHY)
    message = f"{subject}\n\n{_wrapped(what)}\n\n{_wrapped(why)}\n\n{TRAILER}: {reference}\n"
    return Words(subject, message, _body(proposal, draft, what, why, reference, language))


def _what(proposal: Proposal, draft: Draft, language: Language) -> str:
    if proposal.kind.is_new:
        return language.say(Message(_NEW, {"path": draft.path}))
    return language.say(Message(_CHANGED, {"path": draft.path, "fields": ", ".join(draft.fields)}))


def _body(proposal: Proposal, draft: Draft, what: str, why: str, reference: str, language: Language) -> str:
    parts = [inert(what, 2_000), inert(why)]
    if proposal.note:
        parts += [language.gettext(_NOTE), fenced(proposal.note)]
    if draft.warnings:
        listed = "\n".join(f"- {inert(one.said(language), 400)}" for one in draft.warnings[:20])
        parts += [language.gettext(_WARNINGS), listed]
    return "\n\n".join([*parts, f"{TRAILER}: {reference}"]) + "\n"


def fenced(text: str) -> str:
    """Return a text as a block of code, in which no forge finds mentions, links or Markdown."""
    seen = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    longest = max((len(run) for run in re.findall("`+", seen)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{seen}\n{fence}"


def _line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SUBJECT else f"{text[: LONGEST_SUBJECT - 1].rstrip()}…"


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False))


_SUBJECTS: Mapping[ProposalKind, str] = {
    ProposalKind.NEW_MEMBER: N_("New member: {name}"),
    ProposalKind.CHANGE_MEMBER: N_("Changes to the member {name}"),
    ProposalKind.NEW_CALL: N_("New call: {name}"),
    ProposalKind.JOIN_CALL: N_("{member} joins the call {name}"),
    ProposalKind.OFFER: N_("New offer of {name}"),
    ProposalKind.NEED: N_("New need of {name}"),
}
_NEW = N_("Adds {path}.")
_CHANGED = N_("Changes in {path}: {fields}.")
_WHY = N_("Somebody proposed this with the site's form; the rules of the site find no error in it.")
_NOTE = N_("A note for the office came with it:")
_WARNINGS = N_("To look at before it is accepted:")
