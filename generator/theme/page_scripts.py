"""Scripts of the search; those in the folder `scripts` do without it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.theme import assets
from generator.theme.bundle import bundled
from generator.theme.search_script import search_scripts

HERE = Path(__file__).parent / "directory"
HEADER = Path(__file__).parent / "lookup"
FOLDER = "assets/javascripts"

DIRECTORY = (
    "dom", "words", "address", "slug", "facets", "fair", "logo", "tile", "results", "message", "panel", "chips",
    "columns", "keys", "verdict", "finder", "directory",
)  # fmt: skip
"""The modules of the directory's script, in the order in which they need one another."""

EXTRAS = ("dom", "slug", "csv", "download", "distance", "nearby", "map", "extras")
"""Those of the script that it fetches for distances, the map and tables to save."""

LOOKUP = ("engine", "results", "combobox", "lookup")
"""The modules of the search in the header of every page: `<template data-lookup>` says what it needs to know."""


@cache
def page_scripts(language: str) -> Mapping[str, bytes]:
    """Return the scripts of a site's language by file name; none where lunr is missing."""
    search = search_scripts(language)
    if not search:
        return {}
    return {
        **search,
        "lookup.js": bundled(HEADER / f"{name}.js" for name in LOOKUP).encode(),
        "directory.js": bundled(HERE / f"{name}.js" for name in DIRECTORY).encode(),
        "directory-extras.js": bundled((HERE / f"{name}.js" for name in EXTRAS), "Extras").encode(),
    }


def paths(language: str) -> Mapping[str, str]:
    """Return where those scripts are on the site, by file name."""
    return {name: assets.named(FOLDER, name, content) for name, content in page_scripts(language).items()}
