"""What all pages of a site are made from besides its records, as one digest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.clock import day_of

if TYPE_CHECKING:
    from datetime import datetime

    from generator.reading.settings import Settings
    from generator.reading.site import Reading

GENERATOR = str(Path(__file__).parents[1])
ASKED = ("ateco", "babel", "jinja2", "markdown", "nh3")
"""Packages that have a part in what pages say."""

MAKING = (".py", ".html", ".svg", ".po", ".toml", ".tsv", ".js", ".txt")
"""Files that have a part in what pages say."""


def digest(made_by: bytes, reading: Reading, settings: Settings, now: datetime) -> bytes:
    """Stand for all that every page is made from; `made_by` is what `program` returns."""
    shared = (made_by, reading.own, settings, day_of(now))
    return blake2b(repr(shared).encode(), digest_size=32).digest()


def program() -> bytes:
    """Stand for what makes the pages: the generator's own code, and the packages that it asks."""
    shared = (__version__, [version(name) for name in ASKED], sorted(_code(GENERATOR)))
    return blake2b(repr(shared).encode(), digest_size=32).digest()


def _code(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of each file of the generator that pages are made by."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _code(entry.path)
            elif entry.name.endswith(MAKING):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns
