"""The script that narrows the board of calls, as the one file that its page loads."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.theme import assets
from generator.theme.bundle import bundled

THEME = Path(__file__).parent
FOLDER = "assets/javascripts"
MODULES = ("board/narrow.js", "calls/board.js")
"""In the order in which they need one another; calls are narrowed as offers and needs are."""


@cache
def calls_script() -> bytes:
    """Return the script."""
    return bundled(THEME / module for module in MODULES).encode()


@cache
def calls_path() -> str:
    """Return where it is on the site."""
    return assets.named(FOLDER, "call-board.js", calls_script())
