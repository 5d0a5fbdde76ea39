"""By what the board of calls is narrowed, how addresses spell it, and the file in which all calls stand for that."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.languages import N_
from generator.publishing.addresses import root_of
from generator.publishing.calls.sheets import GROUPS, sheets
from generator.publishing.calls.territory import EVERYWHERE
from generator.publishing.making import Making
from generator.publishing.members.ways import slug_of
from generator.publishing.page import key_of
from generator.publishing.templates import label
from generator.publishing.weave import STATES
from generator.records.call import CallState

if TYPE_CHECKING:
    from generator.publishing.calls.lists import CallLists

_NAMES = {
    "it": {"text": "q", "state": "stato", "theme": "tema", "track": "pista", "place": "zona", "kind": "forma"},
    "en": {"text": "q", "state": "state", "theme": "theme", "track": "track", "place": "place", "kind": "kind"},
}


def names(language: str) -> Mapping[str, str]:
    """Return the parameters of addresses; English ones for a language without its own."""
    return _NAMES.get(language, _NAMES["en"])


class Choice(NamedTuple):
    """A value that can be chosen, and the marks of calls that have it."""

    slug: str
    label: str
    within: tuple[str, ...]


class Choices(NamedTuple):
    """All that can be chosen: what no call has is no choice. Regions hold their provinces.

    file: the path of the file of all calls, below the site's root.
    """

    states: tuple[Choice, ...]
    tracks: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    places: tuple[tuple[Choice, tuple[Choice, ...]], ...]
    kinds: tuple[Choice, ...]
    file: str

    @classmethod
    def of(cls, lists: CallLists) -> Choices:
        """Return what can be chosen of a site's calls."""
        site, weave = lists.site, lists.weave
        return cls(
            tuple(_states(lists)),
            tuple(Choice(slug, one.title, (slug,)) for slug, one in weave.tracks if slug in weave.calls_of_track),
            tuple(
                Choice(slug, site.federation.calls[calls[0]].theme or slug, (slug,))
                for slug, calls in site.channels.themes.items()
            ),
            tuple(_places(lists)),
            tuple(Choice(kind.slug, kind.label, (kind.slug, EVERYWHERE)) for kind in lists.kinds),
            path(lists),
        )


def path(lists: CallLists) -> str:
    """Return the path of the file of all calls."""
    return f"{lists.site.addresses.calls}/board.json"


def making(lists: CallLists) -> Making:
    """Return the file of all calls, which the board's script asks for when somebody narrows the board.

    It holds, in the order in which they are read, each call's group, its marks (track, theme, places, kinds) and its
    tile as it stands on the board.
    """
    return Making(key_of(lists.key_of_all), partial(_made, lists))


def _made(lists: CallLists) -> bytes:
    rows = list(_rows(lists))
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def _rows(lists: CallLists) -> Iterator[tuple[str, str, str, str, str, str]]:
    site, root = lists.site, root_of(f"{lists.site.addresses.calls}/")
    themes = {slug: theme for theme, slugs in site.channels.themes.items() for slug in slugs}
    tracks = {slug: track for track, calls in lists.weave.calls_of_track.items() for slug, _ in calls}
    found = {name: [slug for sheet in _all(lists) for slug in sheet[name]] for name in GROUPS}
    for name, slugs in found.items():
        for slug in slugs:
            call = site.federation.calls[slug]
            places, kinds = lists.territory.marks(call), lists.kinds_of(call)
            tile = lists.tiles.tiles([slug], root, lists.level(name))
            yield name, tracks.get(slug, ""), themes.get(slug, ""), " ".join(places), " ".join(kinds), str(tile)


def _all(lists: CallLists) -> list[Mapping[str, tuple[str, ...]]]:
    return [sheet.groups for sheet in sheets(lists.weave.calls, lists.words)]


def _states(lists: CallLists) -> Iterator[Choice]:
    """Yield states; one that closes soon is open too."""
    for state in STATES:
        within = (state.value, CallState.CLOSING.value) if state is CallState.OPEN else (state.value,)
        name = label(state, lists.site)
        yield Choice(slug_of(name) or state.value, name, within)


def _places(lists: CallLists) -> Iterator[tuple[Choice, tuple[Choice, ...]]]:
    for region in lists.territory.regions:
        whole = Choice(region.slug, region.name, (*sorted(region.within), EVERYWHERE))
        yield (
            whole,
            tuple(Choice(slug, name, (slug, region.slug, EVERYWHERE)) for slug, name in region.provinces),
        )
    if lists.territory.regions:
        yield Choice(lists.site.addresses.everywhere, lists.site.language.gettext(N_("Elsewhere")), (EVERYWHERE,)), ()
