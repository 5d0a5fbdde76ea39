"""The ways in which calls are browsed: by state, track, theme and territory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.languages.language import sort_key
from generator.publishing.calls.territory import EVERYWHERE
from generator.publishing.following.channels import PROVINCE, THEME, TRACK
from generator.publishing.members.ways import slug_of
from generator.publishing.templates import label
from generator.publishing.weave import STATES

if TYPE_CHECKING:
    from generator.publishing.calls.call_words import CallWords
    from generator.publishing.following.channels import Channel
    from generator.publishing.weave import Calls


class Shelf(NamedTuple):
    """The calls of one value in the order in which they are read; `parts` are the shelves within it."""

    label: str
    address: str
    calls: Calls
    channel: Channel | None = None
    parts: tuple[Shelf, ...] = ()


class Way(NamedTuple):
    """A way to browse: its name on the page of all ways, what a value is called, and its shelves."""

    name: str
    title: str
    kicker: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True)
class CallWays:
    """Puts calls on shelves."""

    words: CallWords

    def all(self) -> tuple[Way, ...]:
        """Return the ways that have shelves."""
        say = self.words.weave.site.language.gettext
        found = (
            Way("state", say(N_("By state")), say(N_("Calls by state")), tuple(self._states())),
            Way("track", say(N_("By track")), say(N_("Track")), tuple(self._tracks())),
            Way("theme", say(N_("By theme")), say(N_("Theme")), tuple(self._themes())),
            Way("territory", say(N_("By territory")), say(N_("Territory")), tuple(self._territories())),
        )
        return tuple(way for way in found if way.shelves)

    def _states(self) -> Iterator[Shelf]:
        site = self.words.weave.site
        for state in STATES:
            if calls := site.calls_by_state[state]:
                name = label(state, site)
                yield Shelf(name, site.addresses.calls_by(site.addresses.state, slug_of(name) or state.value), calls)

    def _tracks(self) -> Iterator[Shelf]:
        site, weave = self.words.weave.site, self.words.weave
        for slug, track in weave.tracks:
            if calls := weave.calls_of_track.get(slug):
                address = site.addresses.calls_by(site.addresses.of_track, slug)
                yield Shelf(track.title, address, calls, site.channels.of(TRACK, slug))

    def _themes(self) -> Iterator[Shelf]:
        site, place = self.words.weave.site, self._places
        for theme, slugs in sorted(site.channels.themes.items(), key=lambda item: sort_key(item[0])):
            calls = tuple((slug, site.federation.calls[slug]) for slug in sorted(slugs, key=place.__getitem__))
            address = site.addresses.calls_by(site.addresses.theme, theme)
            yield Shelf(calls[0][1].theme or theme, address, calls, site.channels.of(THEME, theme))

    def _territories(self) -> Iterator[Shelf]:
        """Yield what names no place, then regions; their provinces have what the region has as a whole."""
        weave, at = self.words.weave, self.words.weave.site.addresses
        territory = weave.site.territory
        marked: dict[str, set[str]] = defaultdict(set)
        for slug, call in weave.calls:
            for mark in territory.marks(call):
                marked[mark].add(slug)
        everywhere = weave.site.language.gettext(N_("Everywhere"))
        yield from self._marked(everywhere, at.calls_by(at.everywhere), marked[EVERYWHERE])
        for region in territory.regions:
            whole = set().union(*(marked[mark] for mark in region.within))
            parts = tuple(
                shelf
                for slug, name in region.provinces
                for shelf in self._marked(
                    name, at.calls_by(at.province, slug), marked[slug] | marked[region.slug], (PROVINCE, slug)
                )
            )
            for shelf in self._marked(region.name, at.calls_by(at.region, region.slug), whole):
                yield shelf._replace(parts=parts)

    def _marked(self, name: str, address: str, slugs: set[str], channel: tuple[str, str] = ("", "")) -> Iterator[Shelf]:
        site, place = self.words.weave.site, self._places
        if slugs:
            calls = tuple((slug, site.federation.calls[slug]) for slug in sorted(slugs, key=place.__getitem__))
            yield Shelf(name, address, calls, site.channels.of(*channel))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {slug: place for place, (slug, _) in enumerate(self.words.weave.calls)}
