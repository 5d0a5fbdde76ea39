"""The chapters of the document: each track of the year with its goals and its initiatives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.publishing import when
from generator.publishing.calls.audience import audience
from generator.publishing.document.goals import goal_rows
from generator.publishing.document.initiative_facts import documents, results, steps
from generator.publishing.programme.initiative import place
from generator.publishing.programme.programme import Thread, threads
from generator.publishing.programme.track_colours import contrast
from generator.records.initiative import Initiative
from generator.records.track import Track

if TYPE_CHECKING:
    from generator.publishing.document.words import Words
    from generator.publishing.programme.progress import Progress

INK, PAPER = "#1B2230", "#FFFFFF"
COLOURS = ("#1F5A96", "#A8431F", "#1F6B4A", "#74398A")
"""The theme's colours of the first four tracks; the following ones begin again."""

LEAST_CONTRAST = 4.5
"""What text in a track's colour keeps to the paper (WCAG 2.2, criterion 1.4.3)."""


def chapters(words: Words) -> list[dict[str, Any]]:
    """Return the tracks that have initiatives or goals in the year, in their order."""
    return [_chapter(thread, words) for thread in threads(words.year, words.weave)]


def colour(track: Track) -> str:
    """Return the track's colour; ink where its own could not be read on paper."""
    found = track.colour or COLOURS[(track.number - 1) % len(COLOURS)]
    return found if contrast(found, PAPER) >= LEAST_CONTRAST else INK


def progress_text(progress: Progress, words: Words) -> str:
    """Return «3 di 5 traguardi raggiunti», empty without milestones."""
    if not progress.total:
        return ""
    return words.said(
        N_("{done} of {total} milestones reached"),
        done=words.number(progress.done),
        total=words.number(progress.total),
    )


def _chapter(thread: Thread, words: Words) -> dict[str, Any]:
    track = thread.track
    return {
        "number": track.number,
        "title": words.text(track.title),
        "question": words.text(track.question),
        "colour": colour(track),
        "progress": progress_text(thread.progress, words),
        "done": thread.progress.percent,
        "body": words.prose(track.description, 2),
        "goals": goal_rows(thread.goals, words),
        "initiatives": [_initiative(key, one, words) for key, one in thread.initiatives],
    }


def _initiative(key: str, initiative: Initiative, words: Words) -> dict[str, Any]:
    site = words.site
    own = words.initiatives.progress(initiative)
    return {
        "number": words.numbers[key],
        "title": words.text(initiative.title),
        "kind": words.label(initiative.kind),
        "status": initiative.status.value,
        "status_label": words.label(initiative.status),
        "summary": words.text(initiative.summary),
        "progress": progress_text(own, words),
        "facts": [{"name": name, "value": value} for name, value in _facts(key, initiative, words) if value],
        "body": words.prose(initiative.description, 3),
        "steps": steps(initiative, words),
        "results": results(initiative, words),
        "documents": documents(initiative, words),
        "calls": [words.text(call.title) for _, call in words.weave.calls_of_initiative.get(key, ())],
        "page": words.address(f"/{site.addresses.initiative(key)}"),
    }


def _facts(key: str, initiative: Initiative, words: Words) -> Iterator[tuple[str, str]]:
    said, records = words.site.language.gettext, words.site.federation.initiatives
    goals = {goal.id: goal.text for goal in words.site.federation.tracks[initiative.track].goals}
    yield said(N_("Period")), _period(initiative, words)
    yield said(N_("Place")), words.text(place(initiative, words.site))
    yield (
        said(N_("For whom")),
        "\n".join(
            f"{name}: {'; '.join(map(words.text, values))}"
            for name, values in audience(initiative.audience, words.site)
        ),
    )
    yield said(N_("Who takes part")), words.text(", ".join(_partners(initiative, words)))
    yield said(N_("Goals")), "\n".join(words.text(goals[one]) for one in initiative.goals if one in goals)
    before = [initiative.continues] if initiative.continues else []
    yield said(N_("Continues")), words.text(", ".join(_named(one, records[one]) for one in before))
    after = words.weave.continued_by.get(key, ())
    yield said(N_("Continued by")), words.text(", ".join(_named(one, records[one]) for one in after))


def _period(initiative: Initiative, words: Words) -> str:
    if initiative.period:
        return when.period(initiative.period, words.site.language)
    return words.date(initiative.announced) if initiative.announced else ""


def _partners(initiative: Initiative, words: Words) -> list[str]:
    members = words.site.federation.members
    named = (members[one.member].name if one.member else one.name or "" for one in initiative.partners)
    return list(dict.fromkeys(named))


def _named(key: str, initiative: Initiative) -> str:
    return f"{initiative.title} ({key[:4]})"
