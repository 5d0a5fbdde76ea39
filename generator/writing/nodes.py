"""What stands where in a record's text: values and the keys and dashes that they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from generator.languages import Message
    from generator.reading.yaml_text import Tree


class EditError(Exception):
    """A text that cannot be changed as was asked; `message` says why. Nothing was changed."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.text)


@dataclass(frozen=True, slots=True)
class Node:
    """A value from `start` to `end`.

    style: of a text the quote or the block's header, "" where it is plain; of a list or mapping "flow" or "block".
    column: where a block's keys or dashes stand. marked: it has a tag or an anchor, or is an alias.
    """

    kind: Literal["text", "list", "mapping"]
    start: int
    end: int
    style: str
    value: str = ""
    marked: bool = False
    column: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all stands here."""
        return self.kind == "text" and self.start == self.end

    @property
    def is_flow(self) -> bool:
        return self.style == "flow"

    @property
    def is_block_text(self) -> bool:
        return self.style[:1] in ("|", ">")

    def tree(self) -> Tree:
        """Return what the reader makes of it."""
        if self.kind == "mapping":
            return {entry.name: entry.value.tree() for entry in self.entries}
        if self.kind == "list":
            return [entry.value.tree() for entry in self.entries]
        return None if self.is_empty else self.value

    def any_marked(self) -> bool:
        """Return whether anything here or inside has a tag or an anchor, or is an alias."""
        return self.marked or any(entry.value.any_marked() for entry in self.entries)

    def last(self) -> Node:
        """Return the value that stands last in it."""
        return self.entries[-1].value.last() if self.entries and not self.is_flow else self


@dataclass(frozen=True, slots=True)
class Entry:
    """A key or an item from `start`, where its key or dash stands, to `end`; `after` its colon or dash."""

    name: str
    start: int
    after: int
    value: Node

    @property
    def end(self) -> int:
        return max(self.after, self.value.end)
