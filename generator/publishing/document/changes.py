"""What changed since the last year with a programme, and which of its goals were met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.publishing.document.goals import goal_rows
from generator.publishing.programme.continuity import Moved, changes

if TYPE_CHECKING:
    from generator.publishing.document.words import Words


def what_changed(words: Words) -> dict[str, Any] | None:
    """Return what changed since the last year with a programme, None for the first year of all."""
    found = changes(words.year, words.weave)
    if found is None:
        return None
    return {
        "title": words.said(N_("What changed since {year}"), year=found.since),
        "groups": [
            {
                "name": f"{words.site.language.gettext(name)} ({len(moved)})",
                "items": [
                    {
                        "title": words.text(one.initiative.title),
                        "number": words.numbers.get(one.key),
                        "note": _before(one, words) if one.renamed(found.since) else "",
                    }
                    for one in moved
                ],
            }
            for name, moved in found.groups
        ],
        "met_title": words.said(N_("Goals of {year} that were met"), year=found.since),
        # All of them were met: the table need not say it of each.
        "met": [{**row, "met": False} for row in goal_rows(found.met, words)],
    }


def _before(moved: Moved, words: Words) -> str:
    title = words.text(moved.before.title) if moved.before else ""
    return words.site.language.gettext("from “%(title)s” (%(year)s)") % {"title": title, "year": moved.earlier[:4]}
