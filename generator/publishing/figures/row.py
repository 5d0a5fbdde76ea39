"""A row of a table of figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Row(NamedTuple):
    """What stands under one name: a number for each column of the table.

    `key` is the last part of the address of what is counted, or its code; `address` leads to the list of it, from the
    site's root, empty without one. `parts` are rows within this one, as the provinces of a region. `stated` tells
    whether the records say it, or leave it open.
    """

    key: str
    label: str
    counts: tuple[int, ...]
    address: str = ""
    parts: tuple[Row, ...] = ()
    stated: bool = True


def totals(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the sum of each column, nothing for no rows."""
    return tuple(map(sum, zip(*(row.counts for row in rows), strict=True)))


def first(rows: Iterable[Row], column: int = 0) -> Row | None:
    """Return the stated row with most in a column, the first of equals; None where nothing is stated."""
    stated = [row for row in rows if row.stated and row.counts[column]]
    return max(stated, key=lambda row: row.counts[column], default=None)
