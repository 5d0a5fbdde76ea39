"""The text of a YAML file becomes a tree of texts; what YAML would guess, share or hide is refused.

What is plain is read line by line. All else comes as libyaml's events into a loop of our own: it cannot run out of
stack on hostile nesting as the recursive composers do. No scalar is ever resolved to a number, a date or a truth value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from yaml import events
from yaml._yaml import CParser

from generator.languages import N_, Message
from generator.reading.encoding import control, decoded
from generator.reading.fault import Fault, dotted
from generator.reading.places import DEEPEST, Places
from generator.reading.plain import plain
from generator.reading.quoting import shown
from generator.reading.syntax import explained

if TYPE_CHECKING:
    from collections.abc import Callable

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
"""None stands for a value that is left empty; it occurs in mappings only."""

# After a key without value, a mark and no space: more likely a colour than a comment.
_COMMENT = re.compile(r"[ \t]*(#[^\s#][^\n\r]*)")
_NAMED = 8
"""A field is named by at most so many parts."""

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree (None where the text is beyond reading) and all that is wrong with the text.

    A tree with faults is good for nothing but finding further faults.
    """

    tree: dict[str, Tree] | None
    faults: tuple[Fault, ...] = ()


def parse(data: bytes) -> Parsed:
    """Return the tree of one file's bytes; raises nothing, whatever the bytes."""
    text = decoded(data)
    if isinstance(text, Fault):
        return Parsed(None, (text,))
    tree = plain(text)
    return by_events(text) if tree is None else Parsed(tree)


def by_events(text: str) -> Parsed:
    """Return the tree of any text, and its faults."""
    builder = _Builder(text)
    tree = builder.run()
    return Parsed(tree, _with_fields(builder.faults, text)) if builder.faults else Parsed(tree)


def _with_fields(faults: list[Fault], text: str) -> tuple[Fault, ...]:
    locations = Places(text).locations
    return tuple(replace(one, field=dotted(locations.get((one.line, one.column), ())[:_NAMED])) for one in faults)


class _Stopped(Exception):
    """Reading on would make no sense; the fault is noted."""


class _Builder:
    """Puts each event in its place; `here` is the open list or mapping, `key` the key that waits for its value."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.roots: list[Tree] = []
        self.here: Any = self.roots
        self.key: str | None = None
        self.outer: list[Any] = []
        self.ended = False

    def run(self) -> dict[str, Tree] | None:
        try:
            self._read_all()
        except _Stopped:
            return None
        except yaml.MarkedYAMLError as error:
            self.faults.append(explained(error, self.text))
            return None
        except yaml.reader.ReaderError:
            self.faults.extend(filter(None, [control(self.text)]))
            return None
        return self._root()

    def _read_all(self) -> None:
        following = CParser(self.text).get_event
        handlers: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self._scalar,
            events.MappingStartEvent: self._mapping,
            events.SequenceStartEvent: self._list,
            events.MappingEndEvent: self._close,
            events.SequenceEndEvent: self._close,
            events.AliasEvent: self._alias,
            events.DocumentStartEvent: self._document,
            events.DocumentEndEvent: self._pass,
            events.StreamStartEvent: self._pass,
            events.StreamEndEvent: self._end,
        }
        while not self.ended:
            event = following()
            handlers[event.__class__](event)

    def _root(self) -> dict[str, Tree] | None:
        if not self.roots or self.roots[0] == "":
            self.faults.append(Fault(1, 1, "empty-file", Message(_EMPTY_FILE)))
            return None
        tree = self.roots[0]
        if isinstance(tree, dict):
            return tree
        message = Message(_TOP_IS_LIST if isinstance(tree, list) else _TOP_IS_TEXT)
        self.faults.append(Fault(1, 1, "not-a-mapping", message))
        return None

    def _scalar(self, event: Any) -> None:
        value = event.value
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        here = self.here
        if here.__class__ is dict:
            if self.key is None:
                self._name(value, event)
                return
            here[self.key] = self._checked(value, event) if value in _NULLS else value
            self.key = None
        else:
            here.append(self._item(value, event) if value in _NULLS else value)

    def _name(self, key: str, event: Any) -> None:
        if key in self.here:
            self._refuse(event, "duplicate-key", Message(_DUPLICATE, {"key": shown(key)}))
        elif key == "<<":
            self._refuse(event, "merge-key", Message(_MERGE))
        elif not key:
            self._refuse(event, "complex-key", Message(_NO_KEY))
        self.key = key

    def _checked(self, value: str, event: Any) -> str | None:
        if not event.implicit[0]:
            return value
        if value:
            self._refuse(event, "null", Message(_NULL, {"found": value}))
        elif comment := _COMMENT.match(self.text, event.start_mark.index):
            self._refuse(event, "comment", Message(_IS_COMMENT, {"found": shown(comment.group(1))}))
        return None

    def _item(self, value: str, event: Any) -> str | None:
        checked = self._checked(value, event)
        if checked is None and not value and self.outer:
            self._refuse(event, "empty-item", Message(_EMPTY_ITEM))
        return value

    def _mapping(self, event: Any) -> None:
        self._open({}, event)

    def _list(self, event: Any) -> None:
        self._open([], event)

    def _open(self, new: Any, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        here = self.here
        if here.__class__ is list:
            here.append(new)
        elif self.key is None:
            self._stop(event, "complex-key", Message(_COMPLEX_KEY))
        else:
            here[self.key] = new
            self.key = None
        self.outer.append(here)
        if len(self.outer) > DEEPEST:
            self._stop(event, "too-deep", Message(_TOO_DEEP, {"limit": DEEPEST}))
        self.here = new

    def _close(self, _: Any) -> None:
        self.here = self.outer.pop()

    def _alias(self, event: Any) -> None:
        message = Message(_ALIAS, {"found": shown(f"*{event.anchor}")})
        if self.here.__class__ is dict and self.key is None:
            self._stop(event, "alias", message)
        self._refuse(event, "alias", message)
        if self.here.__class__ is dict:
            self.here[self.key] = None
            self.key = None

    def _document(self, event: Any) -> None:
        if self.roots:
            self._stop(event, "several-documents", Message(_SEVERAL))
        if event.version or event.tags:
            self._refuse(event, "directive", Message(_DIRECTIVE))

    def _pass(self, _: Any) -> None:
        pass

    def _end(self, _: Any) -> None:
        self.ended = True

    def _refuse_marks(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(event, "anchor", Message(_ANCHOR, {"found": shown(f"&{event.anchor}")}))
        if event.tag is not None:
            self._refuse(event, "tag", Message(_TAG, {"found": shown(event.tag)}))

    def _refuse(self, event: Any, rule: str, message: Message) -> None:
        self.faults.append(Fault(event.start_mark.line + 1, event.start_mark.column + 1, rule, message))

    def _stop(self, event: Any, rule: str, message: Message) -> None:
        self._refuse(event, rule, message)
        raise _Stopped


_EMPTY_FILE = N_("the file is empty: expected keys with their values")
_TOP_IS_LIST = N_("expected keys with their values, such as 'name: …', found a list: remove the '- ' in front")
_TOP_IS_TEXT = N_("expected keys with their values, such as 'name: …', found a text")
_DUPLICATE = N_("the key '{key}' is here a second time: keep one of them")
_MERGE = N_("the key '<<' would copy from elsewhere, which is not read here: write the values out")
_NO_KEY = N_("a value without a key: write the key in front of the colon")
_COMPLEX_KEY = N_("expected a simple word as key, found a list or a mapping")
_NULL = N_("'{found}' means nothing in YAML: leave the value empty, or write it in quotes")
_IS_COMMENT = N_("after a space, '{found}' is a comment and no value: write the value in quotes, or a space after '#'")
_EMPTY_ITEM = N_("an empty item in a list: write its value, or delete the line")
_TOO_DEEP = N_("too deep: more than {limit} levels inside each other")
_ALIAS = N_("'{found}' repeats a value from elsewhere, which is not read here: write the value out, or in quotes")
_ANCHOR = N_("'{found}' marks a value to be repeated, which is not read here: remove it, or write the value in quotes")
_TAG = N_("the tag '{found}' is not read here: remove it, or write the value in quotes")
_SEVERAL = N_("a second document begins here: one file holds one record, put the other one into its own file")
_DIRECTIVE = N_("lines that begin with '%' are not read here: remove them")
