"""Which pages of a long list are linked from each of them."""

from __future__ import annotations


def linked(number: int, count: int) -> list[tuple[int, bool]]:
    """Return the first page, the last, and those beside `number`; each with whether others were left out before it."""
    known = sorted({1, *range(max(1, number - 1), min(count, number + 1) + 1), count})
    return [(page, page - before > 1) for before, page in zip([0, *known], known, strict=False)]
