"""Reminders as a table for a terminal, as JSON, and as rows of a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from generator.languages import N_
from generator.publishing.office.cells import harmless
from generator.publishing.office.form_links import ACTIONS

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.publishing.office.reminders import Reminder

COLUMNS = ("member", "name", "confirmed_on", "email", *ACTIONS, "hint", "subject", "message")
"""Of the CSV; they stay the same in all languages."""

LONGEST = 40
"""Characters of a name in the table."""


def as_table(reminders: Sequence[Reminder], language: Language, *, messages: bool) -> str:
    """Return one line a member, in columns, and below them the messages where they are wanted."""
    say = language.gettext
    rows = [(say(N_("Member")), say(N_("Last confirmed")), say(N_("E-mail")))]
    rows += [
        (_short(one.name), language.date(one.verified) if one.verified else say(N_("never")), one.to or "–")
        for one in reminders
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(2)]
    lines = [f"{first:<{widths[0]}}  {second:<{widths[1]}}  {third}" for first, second, third in rows]
    return "\n".join([*lines, *(_messages(reminders, language) if messages else ())]) + "\n"


def _messages(reminders: Sequence[Reminder], language: Language) -> Iterator[str]:
    subject = language.gettext(N_("Subject"))
    for one in reminders:
        yield from ("", f"{subject}: {one.subject}", "", one.body.rstrip("\n"))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"


def as_json(reminders: Sequence[Reminder]) -> str:
    """Return one object a member: member, name, confirmed_on, email, links, hint, subject, message."""
    found = [
        {
            "member": one.slug,
            "name": one.name,
            "confirmed_on": one.verified.isoformat() if one.verified else None,
            "email": one.to or None,
            "links": dict(one.links),
            "hint": one.hint or None,
            "subject": one.subject,
            "message": one.body,
        }
        for one in reminders
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_csv(reminders: Sequence[Reminder]) -> str:
    """Return one row a member below `COLUMNS`; no cell is taken for a formula."""
    told = StringIO()
    writer = csv.writer(told, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in reminders:
        day = one.verified.isoformat() if one.verified else ""
        links = [one.links[action] for action in ACTIONS]
        cells = (one.slug, one.name, day, one.to, *links, one.hint, one.subject, one.body)
        writer.writerow([harmless(cell) for cell in cells])
    return told.getvalue()
