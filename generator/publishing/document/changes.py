"""What changed since the last year with a programme, and which of its goals were met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.publishing.document.goals import goal_rows
from generator.publishing.programme.continuity import changes
from generator.publishing.programme.goals import goals_of

if TYPE_CHECKING:
    from generator.publishing.document.words import Words
    from generator.publishing.weave import Initiatives


def what_changed(words: Words) -> dict[str, Any] | None:
    """Return what changed since the last year with a programme, None for the first year of all."""
    found = changes(words.year, words.weave)
    if found is None:
        return None
    said = words.site.language.gettext
    continued = [(key, one, _before(earlier, before.title, words)) for key, one, earlier, before in found.continued]
    groups = [
        (said(N_("New initiatives")), _plain(found.new)),
        (said(N_("Initiatives that go on")), continued),
        (said(N_("Concluded initiatives")), _plain(found.concluded)),
        (said(N_("Dropped initiatives")), _plain(found.dropped)),
        (said(N_("Initiatives not taken up again")), _plain(found.left)),
    ]
    return {
        "title": words.said(N_("What changed since {year}"), year=found.since),
        "groups": [
            {
                "name": f"{name} ({len(items)})",
                "items": [
                    {"title": words.text(one.title), "number": words.numbers.get(key), "note": note}
                    for key, one, note in items
                ],
            }
            for name, items in groups
            if items
        ],
        "met_title": words.said(N_("Goals of {year} that were met"), year=found.since),
        "met": [
            # All of them were met: the table need not say it of each.
            {**row, "met": False}
            for slug, _ in words.weave.tracks
            for row in goal_rows((goal for goal in goals_of(found.since, slug, words.weave) if goal.met), words)
        ],
    }


def _plain(initiatives: Initiatives) -> list[tuple[str, Any, str]]:
    return [(key, one, "") for key, one in initiatives]


def _before(key: str, title: str, words: Words) -> str:
    return words.site.language.gettext("from “%(title)s” (%(year)s)") % {"title": words.text(title), "year": key[:4]}
