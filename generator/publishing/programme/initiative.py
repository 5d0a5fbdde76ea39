"""A page for each initiative of the programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing import when
from generator.publishing.addresses import root_of
from generator.publishing.calls.audience import audience
from generator.publishing.calls.call_words import CallWords
from generator.publishing.following.channels import INITIATIVE
from generator.publishing.following.links import alternates
from generator.publishing.moved import ways_on
from generator.publishing.page import Page, key_of
from generator.publishing.places import Places
from generator.publishing.programme.initiative_words import InitiativeWords
from generator.publishing.programme.progress import milestone_state
from generator.publishing.weave import Weave, year_of

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.site import Site
    from generator.records.initiative import Initiative, Milestone
    from generator.records.member import Member


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield a page for each initiative."""
    weave, template = Weave(site), templates.get_template("initiative.html")
    words = CallWords(weave)
    for key, initiative in site.federation.initiatives.items():
        source = site.federation.sources["initiative", key]
        page = Page(
            address=site.addresses.initiative(key),
            section="programme",
            title=f"{initiative.title} · {year_of(key)}",
            description=initiative.summary,
            key=key_of(key, source.digest, _others(key, initiative, words)),
            body=partial(_body, template, key, initiative, words),
            head=partial(alternates, site.channels.of(INITIATIVE, key), root_of(site.addresses.initiative(key))),
            origin=source.path,
        )
        yield page
        former = [site.addresses.initiative(f"{year_of(key)}/{slug}") for slug in initiative.former_slugs]
        yield from ways_on(page, former, templates)


def _others(key: str, initiative: Initiative, words: CallWords) -> tuple[object, ...]:
    """Return what the page shows of other records."""
    weave = words.weave
    federation = weave.site.federation
    track = federation.tracks[initiative.track]
    goals = [goal for goal in track.goals if goal.id in initiative.goals]
    members = [(slug, member.name, member.logo) for slug, member in _members(initiative, weave.site)]
    ties = [(other, one.title) for other, one in (*_before(initiative, weave), *_after(key, weave))]
    calls = [words.key(slug) for slug, _ in weave.calls_of_initiative.get(key, ())]
    return track.number, track.title, goals, members, ties, calls


def _members(initiative: Initiative, site: Site) -> list[tuple[str, Member]]:
    slugs = dict.fromkeys(partner.member for partner in initiative.partners if partner.member)
    return [(slug, site.federation.members[slug]) for slug in slugs]


def _before(initiative: Initiative, weave: Weave) -> list[tuple[str, Initiative]]:
    continued = initiative.continues
    return [(continued, weave.site.federation.initiatives[continued])] if continued else []


def _after(key: str, weave: Weave) -> list[tuple[str, Initiative]]:
    return [(later, weave.site.federation.initiatives[later]) for later in weave.continued_by.get(key, ())]


def _body(template: Template, key: str, initiative: Initiative, words: CallWords) -> str:
    site, weave = words.weave.site, words.weave
    track = site.federation.tracks[initiative.track]
    return template.render(
        key=key,
        year=year_of(key),
        initiative=initiative,
        track=track,
        channel=site.channels.of(INITIATIVE, key),
        goals=[goal for goal in track.goals if goal.id in initiative.goals],
        period=when.period(initiative.period, site.language) if initiative.period else "",
        place=place(initiative, site),
        initiatives=InitiativeWords(site),
        milestones=milestones(initiative, site),
        results=sorted(initiative.results, key=lambda result: (-result.date.toordinal(), result.indicator)),
        goal_texts={goal.id: goal.text for goal in track.goals},
        audience=audience(initiative.audience, site),
        members=_members(initiative, site),
        others=[partner for partner in initiative.partners if not partner.member],
        before=_before(initiative, weave),
        after=_after(key, weave),
        calls=weave.calls_of_initiative.get(key, ()),
        words=words,
        root=root_of(site.addresses.initiative(key)),
    )


def milestones(initiative: Initiative, site: Site) -> list[tuple[Milestone, str]]:
    """Return the milestones in the order of their days, each with the code of its state."""
    inorder = sorted(initiative.milestones, key=lambda milestone: (milestone.date, milestone.id))
    return [(milestone, milestone_state(milestone, initiative, site.today).value) for milestone in inorder]


def place(initiative: Initiative, site: Site) -> str:
    """Return where it happens, empty where that is not said."""
    found = initiative.place
    if found is None:
        return ""
    town = Places(site).area(found.municipality) if found.municipality else ""
    return ", ".join(part for part in (found.name, town) if part)
