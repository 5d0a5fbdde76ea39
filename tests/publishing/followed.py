"""A site that can be followed, and its history as a test tells it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.publishing.following.calendars import Calendars
from generator.publishing.following.feeds import Feeds
from generator.publishing.making import Making
from generator.publishing.site import Site
from generator.reading.history import History, printed
from tests.publishing.woven import templates_of, woven

HOME = "https://seven.example/rivers/"
Change = tuple[int, str, str]
"""A commit of a file: its time in seconds since 1970, and the file's text before and after."""


def followed(history: History | None = None, url: str = HOME, **records: Mapping[str, Mapping[str, Any]]) -> Site:
    """Build a site at an address, as `woven` does, with a history."""
    built = woven(**records)
    known = history or History()
    return replace(built, settings=replace(built.settings, url=url), remember=lambda: known)


def remembered(**changes: Iterable[Change]) -> History:
    """Return the history of files, by path with `__` for `/` and without ending."""
    steps: dict[str, list[tuple[int, str, str]]] = {}
    prints: dict[str, dict[str, str]] = {}
    for name, told in changes.items():
        for time, before, after in told:
            steps.setdefault(f"{name.replace('__', '/')}.yml", []).append((time, before, after))
            prints |= {text: printed(text.encode()) for text in (before, after)}
    return History(None, "", "c" * 40, steps, prints)


def calendars(site: Site) -> dict[str, Making]:
    """Return the calendars of a site by path."""
    return dict(Calendars(site.channels).makings())


def feeds(site: Site) -> dict[str, Making]:
    """Return the feeds of a site by path."""
    return dict(Feeds(site.channels, templates_of(site)).makings())
