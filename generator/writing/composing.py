"""Where everything stands in a YAML text that is going to be changed in place.

libyaml's events give the places, as they give the reader its trees: no second opinion of what YAML is comes in, and no
further dependency. The browser's twin is `theme/editing/composing.js`, on npm's `yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml import events
from yaml._yaml import CParser

from generator.languages import N_, Message
from generator.reading.encoding import UNSEEN_BREAKS
from generator.reading.places import DEEPEST
from generator.reading.quoting import shown
from generator.writing.lines import after_break, block_end, column, indent, line_end, line_start
from generator.writing.nodes import EditError, Entry, Node

_COLON = re.compile(r"[ \t]*:")
_HEADER = re.compile(r"[|>][-+0-9]*")


def composed(text: str) -> Node:
    """Return the mapping that a text holds. Raise `EditError` where there is none, or one that is not edited here."""
    try:
        return _Composer(text).document()
    except yaml.YAMLError as error:
        reason = getattr(error, "problem", None) or str(error)
        raise EditError(Message(_UNREADABLE, {"reason": reason})) from None


class _Composer:
    def __init__(self, text: str) -> None:
        if found := next((letter for letter in UNSEEN_BREAKS if letter in text), None):
            raise EditError(Message(_UNREADABLE, {"reason": f"U+{ord(found):04X}"}))
        self.text = text
        self.following: Callable[[], Any] = CParser(text).get_event

    def document(self) -> Node:
        self.following()
        if not isinstance(self.following(), events.DocumentStartEvent):
            raise EditError(Message(_NO_RECORD))
        root = self._node(self.following(), 0, 0)
        if root.kind != "mapping":
            raise EditError(Message(_NO_RECORD))
        self.following()
        if not isinstance(self.following(), events.StreamEndEvent):
            raise EditError(Message(_SEVERAL))
        return root

    def _node(self, event: Any, beside: int, depth: int) -> Node:
        if depth > DEEPEST:
            raise EditError(Message(_TOO_DEEP, {"limit": DEEPEST}))
        if isinstance(event, events.MappingStartEvent):
            return self._mapping(event, beside, depth)
        if isinstance(event, events.SequenceStartEvent):
            return self._list(event, beside, depth)
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, events.AliasEvent):
            return Node("text", start, end, "", f"*{event.anchor}", marked=True)
        style = event.style or ""
        if style in ("|", ">"):
            header = _HEADER.search(self.text, start)
            style = header[0] if header else style
            end = block_end(self.text, start, beside, style)
        return Node("text", start, end, style, event.value, _is_marked(event))

    def _mapping(self, event: Any, beside: int, depth: int) -> Node:
        start, found = event.start_mark.index, dict[str, Entry]()
        style = "flow" if event.flow_style else "block"
        while not isinstance(key := self.following(), events.MappingEndEvent):
            if not isinstance(key, events.ScalarEvent):
                raise EditError(Message(_COMPLEX_KEY))
            if not event.flow_style and not found:
                beside = column(self.text, _start(key))
            if key.value in found:
                raise EditError(Message(_TWICE, {"key": shown(key.value)}))
            found[key.value] = self._pair(key, beside, depth)
        entries = tuple(found.values())
        end = _end(key) if event.flow_style else entries[-1].end
        return Node("mapping", start, end, style, "", _is_marked(event), beside, entries)

    def _pair(self, key: Any, beside: int, depth: int) -> Entry:
        start, end = key.start_mark.index, key.end_mark.index
        if self.text[line_start(self.text, start) : start].rstrip(" \t").endswith("?"):
            raise EditError(Message(_COMPLEX_KEY))
        colon = _COLON.match(self.text, end)
        after = colon.end() if colon else end
        value = self._node(self.following(), beside, depth + 1)
        if value.start == value.end and not value.marked:
            value = Node("text", after, after, "")
        elif not colon:
            raise EditError(Message(_COMPLEX_KEY))
        return Entry(key.value, start, after, value)

    def _list(self, event: Any, beside: int, depth: int) -> Node:
        start, entries = event.start_mark.index, list[Entry]()
        flow, marked = event.flow_style, _is_marked(event)
        while not isinstance(one := self.following(), events.SequenceEndEvent):
            at = _start(one)
            if not flow:
                at = start if not (entries or marked) else self._dash(entries[-1].end if entries else start)
                beside = beside if entries else column(self.text, at)
            value = self._node(one, beside, depth + 1)
            after = at if flow else at + 1
            if value.start == value.end and not value.marked:
                value = Node("text", after, after, "")
            entries.append(Entry("", at, after, value))
        end = _end(one) if flow else entries[-1].end
        return Node("list", start, end, "flow" if flow else "block", "", marked, beside, tuple(entries))

    def _dash(self, end: int) -> int:
        """Return where the next dash stands after an item, or a mark, that ends at `end`."""
        at = line_end(self.text, end)
        while at < len(self.text):
            begin = after_break(self.text, at)
            spaces = indent(self.text, begin)
            if spaces is not None and self.text[begin + spaces] != "#":
                return begin + spaces
            at = line_end(self.text, begin)
        return at


def _start(event: Any) -> int:
    return int(event.start_mark.index)


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _is_marked(event: Any) -> bool:
    return event.anchor is not None or event.tag is not None


_UNREADABLE = N_("the text cannot be read: {reason}")
_NO_RECORD = N_("the text holds no record: expected keys with their values")
_SEVERAL = N_("the text holds more than one document")
_TOO_DEEP = N_("too deep: more than {limit} levels inside each other")
_COMPLEX_KEY = N_("a key that is not a simple word with a colon is not edited here")
_TWICE = N_("the key '{key}' is here a second time")
