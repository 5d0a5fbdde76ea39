"""What many exchanges have in common, each kept once and called by a number."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)
Found = TypeVar("Found")


class Table(Generic[Item]):
    """Gives a number to each item, and the same number to all that are equal to it."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._numbers: dict[Item, int] = {}

    def number(self, item: Item) -> int:
        """Return the number of an item; the first one's is 0."""
        known = self._numbers.get(item)
        if known is None:
            known = self._numbers[item] = len(self.items)
            self.items.append(item)
        return known

    def numbers(self, other: Table[Item]) -> list[int]:
        """Return what the items of another table are called here, in the order of their numbers there."""
        return [self.number(item) for item in other.items]

    def __getitem__(self, number: int) -> Item:
        return self.items[number]

    def __len__(self) -> int:
        return len(self.items)


class Known(dict[int, Found], Generic[Found]):
    """What is known of things by their numbers; what is not is worked out by `find` when it is asked for."""

    def __init__(self, find: Callable[[int], Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, number: int) -> Found:
        found = self[number] = self._find(number)
        return found
