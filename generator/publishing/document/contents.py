"""All that the document holds, as plain values: the template adds not a word to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.publishing.document.changes import what_changed
from generator.publishing.document.chapters import chapters
from generator.publishing.document.overview import (
    along_the_months,
    call_rows,
    goal_table,
    in_numbers,
    index,
)
from generator.publishing.document.words import Words
from generator.publishing.weave import Weave

if TYPE_CHECKING:
    from generator.publishing.document.prose import Node
    from generator.publishing.site import Site

LABELS = {
    "contents": N_("Contents"),
    "in_numbers": N_("The year at a glance"),
    "along": N_("The year along the months"),
    "goals": N_("Goals"),
    "milestones": N_("Milestones"),
    "results": N_("Results"),
    "documents": N_("Documents"),
    "calls": N_("Calls"),
    "goal": N_("Goal"),
    "reached": N_("Reached"),
    "target": N_("Target"),
    "call": N_("Call"),
    "state": N_("Status"),
    "until": N_("Until when"),
    "no_initiatives": N_("No initiatives on this track this year."),
    "met": N_("reached"),
}
"""What the template calls things."""

_LEFT_OUT = re.compile(r"^\{\{.*\}\}$|\{:?[ ]*[.#][^{}\n]*\}", re.MULTILINE)
"""What a hand-written page may hold and a document cannot: live blocks, attributes of the Markdown extension."""

_HEADING = re.compile(r"\A#{1,6} +(?P<title>.+?) *#*$\n?", re.MULTILINE)
_WORD = re.compile(r"\w")


def contents(year: int, site: Site, vision: str = "") -> dict[str, Any]:
    """Return the programme of a year that has one; `vision` is Markdown, its first heading the chapter's title."""
    words = Words(year, Weave(site))
    said, name = site.language.gettext, site.settings.name
    title = words.said(N_("Programme of work {year}"), year=year)
    return {
        "language": site.language.code,
        "title": title,
        "kicker": said(N_("Programme of work")),
        "year": str(year),
        "federation": words.text(name) or title,
        "author": name,
        "description": said(N_("The initiatives of {year}, track by track, with their progress.")).format(year=year),
        "day": words.date(site.today),
        "date": [site.today.year, site.today.month, site.today.day],
        "site": site.settings.url,
        "colophon": words.said(
            N_("Made from the federation's records as they were on {day}."), day=words.date(site.today)
        ),
        "labels": {key: said(text) for key, text in LABELS.items()},
        "drawing": words.said(
            N_("The initiatives of {year} along the months: the days of each stand in its own chapter."), year=year
        ),
        "vision": _vision(vision, words),
        "figures": in_numbers(words),
        "along": along_the_months(words),
        "chapters": chapters(words),
        "calls": call_rows(words),
        "calls_title": words.said(N_("Calls of {year}"), year=year),
        "goals": goal_table(words),
        "goals_title": words.said(N_("Goals of {year}"), year=year),
        "changes": what_changed(words),
        "members": index(words),
        "members_title": said(N_("Members that take part")),
    }


def _vision(text: str, words: Words) -> dict[str, Any] | None:
    plain = _LEFT_OUT.sub("", text).strip()
    heading = _HEADING.match(plain)
    title = heading["title"] if heading else words.site.language.gettext(N_("The vision"))
    body = [one for one in words.prose(plain[heading.end() :] if heading else plain, 2) if not _leads_on(one)]
    return {"title": words.text(title), "body": body} if body else None


def _leads_on(node: Node) -> bool:
    """Whether a paragraph is nothing but links, as pages have them at their end."""
    if isinstance(node, str) or node["kind"] != "p":
        return False
    return not any((isinstance(one, str) and _WORD.search(one)) or (isinstance(one, dict) and one["kind"] != "a")
                   for one in node["body"])  # fmt: skip
