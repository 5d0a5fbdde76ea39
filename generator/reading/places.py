"""Where each key and value of a YAML text stands; made only when something has to be pointed at."""

from __future__ import annotations

from typing import Any, TypeAlias

import yaml
from yaml import events
from yaml._yaml import CParser

Location: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys, and positions in lists from 0."""

Place: TypeAlias = tuple[int, int]
"""Line and column, both from 1."""

DEEPEST = 32
"""The most levels inside each other that are read."""

_LAST = (events.DocumentEndEvent, events.StreamEndEvent)


class Places:
    """The places of a text, as far as it can be read."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Location, Place] = {}
        self.values: dict[Location, Place] = {}
        self.locations: dict[Place, Location] = {}
        self._open: list[_List | _Mapping] = []
        try:
            self._read(text)
        except yaml.YAMLError:
            return

    def key(self, location: Location) -> Place:
        """Return where the key stands; of a list's item, where it begins."""
        return self.keys.get(location) or self.value(location)

    def value(self, location: Location) -> Place:
        """Return where the value begins, else the nearest place around it."""
        while location and location not in self.values:
            location = location[:-1]
        return self.values.get(location, (1, 1))

    def _read(self, text: str) -> None:
        following = CParser(text).get_event
        while not isinstance(event := following(), _LAST) and len(self._open) <= DEEPEST:
            if isinstance(event, events.CollectionEndEvent):
                self._open.pop()
            elif isinstance(event, events.NodeEvent):
                self._node(event)

    def _node(self, event: Any) -> None:
        around = self._open[-1] if self._open else None
        location = around.following(getattr(event, "value", None)) if around else ()
        named = self.keys if isinstance(around, _Mapping) and around.key is not None else self.values
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        named.setdefault(location, place)
        self.locations.setdefault(place, location)
        if isinstance(event, events.CollectionStartEvent):
            is_list = isinstance(event, events.SequenceStartEvent)
            self._open.append(_List(location) if is_list else _Mapping(location))


class _List:
    """An open list."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self.length = 0

    def following(self, _: str | None) -> Location:
        self.length += 1
        return (*self.location, self.length - 1)


class _Mapping:
    """An open mapping; `key` is the key that waits for its value."""

    def __init__(self, location: Location) -> None:
        self.location = location
        self.key: str | None = None

    def following(self, text: str | None) -> Location:
        if self.key is None:
            self.key = text or ""
            return (*self.location, self.key)
        location = (*self.location, self.key)
        self.key = None
        return location
