"""A file before it is made, and what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Making(NamedTuple):
    """One file of the site that takes work: a calendar, a feed, a document.

    `key` is a digest of all that `make` reads beyond what the whole site shares (`Site.digest`): a file whose key
    stays the same is not made again. `make` returns the file's bytes; it may be called in another process.
    """

    key: bytes
    make: Callable[[], bytes]
