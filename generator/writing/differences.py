"""The fewest steps that make one tree of another, so that a file is changed only where it has to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from generator.reading.yaml_text import Tree

Path: TypeAlias = tuple[str | int, ...]

_MOST = 1_000_000
"""The most pairs of items that are compared with each other."""


class Step(NamedTuple):
    """`put` another value in the place of one, `add` a key or an item (before the one that is there), or `remove`."""

    kind: Literal["put", "add", "remove"]
    path: Path
    value: Tree = None


def steps(old: Tree, new: Tree, path: Path = ()) -> Iterator[Step]:
    """Yield the steps from `old` to `new`, to be taken one after the other."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        yield from _in_mapping(old, new, path)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _in_list(old, new, path)
    else:
        yield Step("put", path, new)


def _in_mapping(old: dict[str, Tree], new: dict[str, Tree], path: Path) -> Iterator[Step]:
    for name, value in new.items():
        if name in old:
            yield from steps(old[name], value, (*path, name))
    for name, value in new.items():
        if name not in old:
            yield Step("add", (*path, name), value)
    for name in old:
        if name not in new:
            yield Step("remove", (*path, name))


def _in_list(old: Sequence[Tree], new: Sequence[Tree], path: Path) -> Iterator[Step]:
    """Yield steps from the last item to the first: what stands before keeps its number."""
    anchors = [*_alike(old, new), (len(old), len(new))]
    starts = [(0, 0), *((one + 1, other + 1) for one, other in anchors[:-1])]
    for (first, first_new), (last, last_new) in zip(reversed(starts), reversed(anchors), strict=True):
        pairs = min(last - first, last_new - first_new)
        for at in range(last - 1, first + pairs - 1, -1):
            yield Step("remove", (*path, at))
        for at in range(last_new - 1, first_new + pairs - 1, -1):
            yield Step("add", (*path, first + pairs), new[at])
        for at in range(pairs - 1, -1, -1):
            yield from steps(old[first + at], new[first_new + at], (*path, first + at))


def _alike(old: Sequence[Tree], new: Sequence[Tree]) -> list[tuple[int, int]]:
    """Return the numbers of the items that stay, as many as can, in both lists."""
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    before = [(at, at) for at in range(start)]
    after = [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return before + _longest(old, new, start, len(old) - end, len(new) - end) + after


def _longest(old: Sequence[Tree], new: Sequence[Tree], start: int, last: int, last_new: int) -> list[tuple[int, int]]:
    if (last - start) * (last_new - start) > _MOST:
        return []
    wide = last_new - start + 1
    common = [[0] * wide for _ in range(last - start + 1)]
    for one in range(last - start - 1, -1, -1):
        for other in range(wide - 2, -1, -1):
            same = old[start + one] == new[start + other]
            common[one][other] = (
                common[one + 1][other + 1] + 1 if same else max(common[one + 1][other], common[one][other + 1])
            )
    return list(_walked(old, new, start, common))


def _walked(
    old: Sequence[Tree], new: Sequence[Tree], start: int, common: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    one = other = 0
    while common[one][other]:
        if old[start + one] == new[start + other]:
            yield start + one, start + other
            one, other = one + 1, other + 1
        elif common[one + 1][other] >= common[one][other + 1]:
            one += 1
        else:
            other += 1
