"""The feeds of a site: news of all kinds, by track, theme and province, new members, new offers and needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from generator.publishing.following.atom import Feed, atom
from generator.publishing.following.channels import ALL, EXCHANGES, MEMBERS, PROVINCE, THEME, TRACK
from generator.publishing.following.entries import Entries, Entry
from generator.publishing.following.json_feed import json_feed
from generator.publishing.making import Making
from generator.publishing.page import digest_of, key_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from generator.publishing.following.channels import Channel, Channels

NEWEST = 30
"""Entries in a feed."""

SINCE = "2026"
"""The year in which the names of entries were laid down: a tag URI (RFC 4151) tells by it whose its server was."""


class Feeds:
    """The feeds of a site by path, each made only when it changed."""

    def __init__(self, channels: Channels, templates: Environment) -> None:
        self._channels = channels
        self._site = channels.site
        self._entries = Entries(channels, templates)

    def makings(self) -> Iterator[tuple[str, Making]]:
        """Yield the path of each feed in each of its two forms, and how it is made."""
        for channel in self._channels.all:
            if channel.feed:
                feed = self._feed(channel)
                key = key_of(feed._replace(entries=()), digest_of(entry.key for entry in feed.entries))
                yield channel.atom, Making(key, partial(atom, feed))
                yield channel.json, Making(key, partial(json_feed, feed))

    def _feed(self, channel: Channel) -> Feed:
        settings = self._site.settings
        prefix = f"tag:{self._channels.host},{SINCE}:"
        newest = sorted(self._of(channel), key=lambda entry: entry.place)[:NEWEST]
        return Feed(
            identifier=f"{prefix}feed/{channel.group}" + (f"/{channel.slug}" if channel.slug else ""),
            title=settings.name if channel.group == ALL else f"{settings.name}: {channel.label}",
            author=settings.name,
            language=self._site.language.code,
            site=settings.url,
            page=channel.page,
            path=channel.feed,
            prefix=prefix,
            entries=tuple(newest),
        )

    def _of(self, channel: Channel) -> Iterator[Entry]:
        """Yield entries of a channel, among them its newest ones."""
        entries, channels, federation = self._entries, self._channels, self._site.federation
        if channel.group == TRACK:
            weave = channels.weave
            yield from entries.calls(slug for slug, _ in weave.calls_of_track.get(channel.slug, ()))
            yield from entries.initiatives(key for key, _ in weave.by_track.get(channel.slug, ()))
        elif channel.group == THEME:
            yield from entries.calls(channels.themes[channel.slug])
        elif channel.group == MEMBERS:
            yield from entries.members(slug for _, slug in entries.joined[:NEWEST])
        elif channel.group == EXCHANGES:
            yield from entries.exchanges[:NEWEST]
        elif channel.group == PROVINCE:
            province = channels.provinces[channel.slug]
            yield from entries.calls(slug for slug in federation.calls if channels.touches(slug, province))
            yield from entries.members(self._joined.get(channel.slug, ())[:NEWEST])
            yield from self._exchanges.get(channel.slug, ())[:NEWEST]
        else:
            yield from entries.calls(federation.calls)
            yield from entries.initiatives(federation.initiatives)
            yield from entries.members(slug for _, slug in entries.joined[:NEWEST])
            yield from entries.exchanges[:NEWEST]

    @cached_property
    def _joined(self) -> Mapping[str, list[str]]:
        """The members of each province, the newest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for _, slug in self._entries.joined:
            if province := self._channels.province_of.get(slug):
                found[province].append(slug)
        return found

    @cached_property
    def _exchanges(self) -> Mapping[str, list[Entry]]:
        """The offers and needs of the members of each province, the newest first."""
        found: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries.exchanges:
            if province := self._channels.province_of.get(entry.slug):
                found[province].append(entry)
        return found
