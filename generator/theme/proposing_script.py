"""The form's modules as the one script, and its styles as the one sheet, that its pages load."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.theme import assets
from generator.theme.bundle import bundled
from generator.theme.editing_script import editing_script

HERE = Path(__file__).parent / "proposing"
FOLDER = "assets/javascripts"
STYLES = "assets/stylesheets"
MODULES = (
    "says", "../editing/scalars", "../editing/record", "record_file", "quoting", "likeness", "mismatch", "namesakes",
    "places", "shape", "personal", "intricacy", "agreement", "verdict", "world", "elements", "answers", "changes",
    "listbox", "member", "choosers", "rows", "stepper", "problems", "draft", "doubles", "markdown", "raster", "logo",
    "proof", "ways", "fields", "file_name", "sending", "review", "form", "begin",
)  # fmt: skip
"""In the order in which they need one another."""


@cache
def propose_script() -> bytes:
    """Return the script."""
    return bundled(HERE / f"{name}.js" for name in MODULES).encode()


@cache
def propose_path() -> str:
    """Return where it is on the site."""
    return assets.named(FOLDER, "propose.js", propose_script())


def propose_styles() -> bytes:
    """Return the sheet."""
    return (HERE / "propose.css").read_bytes()


@cache
def propose_sheet() -> str:
    """Return where it is on the site."""
    return assets.named(STYLES, "propose.css", propose_styles())


@cache
def editing_path() -> str:
    """Return where the script that changes a file's text is on the site; "" where a part of it was not fetched."""
    script = editing_script()
    return assets.named(FOLDER, "editing.js", script) if script else ""
