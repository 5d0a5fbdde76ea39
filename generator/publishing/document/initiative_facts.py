"""What an initiative has to show: its milestones, its results, its documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.publishing.programme.initiative import milestones
from generator.publishing.programme.progress import MilestoneState

if TYPE_CHECKING:
    from generator.publishing.document.words import Words
    from generator.records.initiative import Initiative, Milestone

STATES = {state.value: state for state in MilestoneState}
PLANNED = {
    MilestoneState.DUE: "planned for %(day)s",
    MilestoneState.LATE: "planned for %(day)s; not done yet on %(today)s",
    MilestoneState.MISSED: "was planned for %(day)s; not reached",
}
"""The messages of the initiative's page, which catalogues hold already."""


def steps(initiative: Initiative, words: Words) -> list[dict[str, Any]]:
    """Return the milestones in the order of their days, with the code of their state and when they were, or will be."""
    return [
        {
            "title": words.text(milestone.title),
            "state": state,
            "label": words.label(STATES[state]),
            "when": _when(milestone, STATES[state], words),
        }
        for milestone, state in milestones(initiative, words.site)
    ]


def _when(milestone: Milestone, state: MilestoneState, words: Words) -> str:
    said, planned = words.site.language.gettext, words.date(milestone.date)
    if milestone.done_on is None or state is not MilestoneState.DONE:
        return said(PLANNED[state]) % {"day": planned, "today": words.date(words.site.today)}
    done = said("done on %(day)s") % {"day": words.date(milestone.done_on)}
    late = milestone.done_on > milestone.date
    return f"{done} {said('(planned for %(day)s)') % {'day': planned}}" if late else done


def results(initiative: Initiative, words: Words) -> list[dict[str, str]]:
    """Return the figures that were reached, the latest first."""
    inorder = sorted(initiative.results, key=lambda result: (-result.date.toordinal(), result.indicator))
    return [
        {"figure": words.number(one.value), "indicator": words.text(one.indicator), "date": words.date(one.date)}
        for one in inorder
    ]


def documents(initiative: Initiative, words: Words) -> list[dict[str, str]]:
    """Return the documents with their whole addresses; the address is empty where the site's own is not known."""
    return [
        {
            "title": words.text(one.title),
            "to": words.address(one.url),
            "shown": words.text(words.address(one.url).partition("://")[2]),
            "date": words.date(one.date) if one.date else "",
        }
        for one in initiative.documents
    ]
