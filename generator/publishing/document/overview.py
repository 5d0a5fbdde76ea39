"""What the document says of the year as a whole: figures, the year along the months, calls, goals, members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from generator.languages.language import sort_key
from generator.publishing import when
from generator.publishing.document.chapters import colour, progress_text
from generator.publishing.document.goals import goal_rows
from generator.publishing.programme.drawing import Scale, dated, knots
from generator.publishing.programme.programme import figures, threads
from generator.publishing.weave import STATES
from generator.records.initiative import Period

if TYPE_CHECKING:
    from generator.publishing.document.words import Words
    from generator.records.call import Call
    from generator.records.initiative import Initiative

WHOLE = 100.0
"""The length of the year in the drawing: its places are per cent."""


def in_numbers(words: Words) -> list[dict[str, str]]:
    """Return the year's numbers that are not zero, each with its name."""
    found, counted = figures(words.year, words.weave), words.site.language.ngettext
    total = words.number(found.progress.total)
    named = [
        (found.initiatives, counted("initiative", "initiatives", found.initiatives)),
        (found.progress.done, words.site.language.gettext("of %(total)s milestones reached") % {"total": total}),
        (found.members, counted("member takes part", "members take part", found.members)),
        (found.calls, counted("call", "calls", found.calls)),
    ]
    return [{"figure": words.number(number), "name": name} for number, name in named if number]


def along_the_months(words: Words) -> dict[str, Any]:
    """Return the months, the day, and each track's initiatives with the part of the year that they take, in per cent.

    Initiatives that name no day are left out.
    """
    scale, today, records = Scale(words.year, WHOLE), words.site.today, words.site.federation.initiatives
    language = words.site.language
    tracks = []
    for thread in threads(words.year, words.weave):
        found = knots(scale, thread.track, thread.initiatives, today, words.weave.continued_by)
        bars = [
            {
                "number": words.numbers[knot.key],
                "title": words.text(knot.title),
                "told": _told(records[knot.key], words),
                "status": knot.status,
                "begins": knot.begins,
                "ends": knot.ends,
                "steps": [{"along": step.along, "state": step.state} for step in knot.steps],
                "before": knot.before,
                "after": knot.after,
            }
            for knot in found
        ]
        if bars:
            track = thread.track
            shown = {"number": track.number, "title": words.text(track.title), "colour": colour(track)}
            tracks.append({**shown, "bars": bars})
    months = [
        {"name": language.date_as(date(words.year, number, 1), "MMM"), "along": along}
        for number, along in enumerate(scale.months, 1)
    ]
    return {"months": months, "today": scale.today(today), "tracks": tracks}


def _told(initiative: Initiative, words: Words) -> str:
    """Return what the drawing shows of an initiative, for whoever does not see it."""
    begins, ends = dated(initiative) or (words.site.today, words.site.today)
    span = Period.model_validate({"from": begins.isoformat(), "to": ends.isoformat()})
    told = [words.label(initiative.status), when.period(span, words.site.language)]
    return ", ".join([*told, progress_text(words.initiatives.progress(initiative), words)]).removesuffix(", ")


def call_rows(words: Words) -> list[dict[str, str]]:
    """Return the year's calls: what can still be joined first."""
    return [
        {
            "title": words.text(call.title),
            "kind": words.label(call.kind),
            "issuer": words.text(call.issuer),
            "summary": words.text(call.summary),
            "state": words.label(words.state(call)),
            "until": _until(call, words),
            "page": words.address(f"/{words.site.addresses.call(slug)}"),
        }
        for slug, call in sorted(
            words.weave.calls_of_year.get(words.year, ()), key=lambda item: (_urgency(item[1], words), item[0])
        )
    ]


def _urgency(call: Call, words: Words) -> tuple[int, float]:
    return STATES.index(words.state(call)), call.closes.timestamp() if call.closes else float("inf")


def _until(call: Call, words: Words) -> str:
    if call.cancelled:
        return f"{words.site.language.gettext('Withdrawn on')} {words.date(call.cancelled.on)}"
    return words.closes(call)


def goal_table(words: Words) -> list[dict[str, Any]]:
    """Return the goals of the year by track."""
    return [
        {
            "number": one.track.number,
            "title": words.text(one.track.title),
            "colour": colour(one.track),
            "goals": goal_rows(one.goals, words),
        }
        for one in threads(words.year, words.weave)
        if one.goals
    ]


def index(words: Words) -> list[dict[str, Any]]:
    """Return the members that take part in the year's initiatives, by name, with the numbers of the initiatives."""
    taking_part: dict[str, set[int]] = defaultdict(set)
    records = words.site.federation
    for key, number in words.numbers.items():
        for slug in _members(partner.member for partner in records.initiatives[key].partners):
            taking_part[slug].add(number)
    inorder = sorted(taking_part, key=lambda slug: (sort_key(records.members[slug].name), slug))
    return [
        {
            "name": words.text(records.members[slug].name),
            "place": words.text(words.places.of(records.members[slug].address)),
            "numbers": sorted(taking_part[slug]),
        }
        for slug in inorder
    ]


def _members(partners: Iterable[str | None]) -> list[str]:
    return [slug for slug in partners if slug]
