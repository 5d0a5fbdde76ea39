"""The tracks: their list, and a page for each with its goals and initiatives over the years."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from generator.publishing.addresses import root_of
from generator.publishing.calls.call_words import CallWords
from generator.publishing.following.channels import TRACK
from generator.publishing.following.links import alternates
from generator.publishing.moved import ways_on
from generator.publishing.page import Page, key_of
from generator.publishing.programme.goals import goals_by_year
from generator.publishing.programme.initiative_words import InitiativeWords
from generator.publishing.weave import Weave

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from generator.publishing.site import Site
    from generator.publishing.weave import Initiatives
    from generator.records.track import Track


def pages(site: Site, templates: Environment) -> Iterator[Page]:
    """Yield the list of the tracks, which exists without tracks too, and a page for each."""
    weave = Weave(site)
    yield _index(weave, templates)
    template = templates.get_template("track.html")
    for slug, track in weave.tracks:
        source = site.federation.sources["track", slug]
        page = Page(
            address=site.addresses.track(slug),
            section="tracks",
            title=track.title,
            description=track.question or track.title,
            key=key_of(slug, source.digest, _shown(slug, weave)),
            body=partial(_body, template, slug, track, weave),
            head=partial(alternates, site.channels.of(TRACK, slug), root_of(site.addresses.track(slug))),
            origin=source.path,
        )
        yield page
        yield from ways_on(page, map(site.addresses.track, track.former_slugs), templates)


def _index(weave: Weave, templates: Environment) -> Page:
    site = weave.site
    said, sources = site.language.gettext, site.federation.sources
    address = f"{site.addresses.tracks}/"
    return Page(
        address=address,
        section="tracks",
        title=said("Tracks"),
        description=said("The lines along which the programme runs over the years."),
        key=key_of([(slug, sources["track", slug].digest, _counts(slug, weave)) for slug, _ in weave.tracks]),
        body=lambda: templates.get_template("track_index.html").render(
            tracks=[(slug, track, _counts(slug, weave)) for slug, track in weave.tracks], root=root_of(address)
        ),
    )


def _counts(slug: str, weave: Weave) -> tuple[int, int]:
    """Return how many initiatives and how many calls a track has."""
    return len(weave.by_track.get(slug, ())), len(weave.calls_of_track.get(slug, ()))


def _shown(slug: str, weave: Weave) -> tuple[object, ...]:
    words, sources = CallWords(weave), weave.site.federation.sources
    initiatives = [
        (key, sources["initiative", key].digest, weave.continued_by.get(key, ()))
        for key, _ in weave.by_track.get(slug, ())
    ]
    return tuple(initiatives), tuple(words.key(call) for call, _ in weave.calls_of_track.get(slug, ()))


def _body(template: Template, slug: str, track: Track, weave: Weave) -> str:
    # What draws is imported where anything is drawn: most builds change no track.
    from generator.publishing.programme.drawing import dated
    from generator.publishing.programme.drawing_history import tall_history, wide_history
    from generator.publishing.programme.drawing_tall import fits

    years: dict[int, Initiatives] = {year: weave.on_track(year, slug) for year in weave.by_year}
    own, today = weave.by_track.get(slug, ()), weave.site.today
    drawn = [year for year, initiatives in years.items() if initiatives]
    return template.render(
        slug=slug,
        track=track,
        goals=goals_by_year(slug, weave),
        wide=wide_history(track, own, drawn, today) if drawn else None,
        tall=tall_history(track, own, drawn, today) if drawn and fits(len(own)) else None,
        continued_by=weave.continued_by,
        undated=sum(not dated(one) for _, one in own),
        records=weave.site.federation.initiatives,
        years={year: initiatives for year, initiatives in years.items() if initiatives},
        calls=weave.calls_of_track.get(slug, ()),
        words=CallWords(weave),
        initiatives=InitiativeWords(weave.site),
        channel=weave.site.channels.of(TRACK, slug),
        root=root_of(weave.site.addresses.track(slug)),
    )
