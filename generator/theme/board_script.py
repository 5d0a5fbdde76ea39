"""The board's modules as the one script that a page with a board loads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.theme import assets
from generator.theme.bundle import bundled

HERE = Path(__file__).parent / "board"
FOLDER = "assets/javascripts"
MODULES = ("narrow", "threads", "beside", "board")
"""In the order in which they need one another."""


@cache
def board_script() -> bytes:
    """Return the script."""
    return bundled(HERE / f"{name}.js" for name in MODULES).encode()


@cache
def board_path() -> str:
    """Return where it is on the site."""
    return assets.named(FOLDER, "board.js", board_script())
