"""Scripts that single pages ask for; those in the folder `scripts` are on every page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from generator.theme import assets
from generator.theme.bundle import bundled
from generator.theme.search_script import search_script

HERE = Path(__file__).parent / "directory"
FOLDER = "assets/javascripts"

DIRECTORY = (
    "dom", "words", "address", "facets", "fair", "logo", "tile", "results", "message", "panel", "chips", "columns",
    "keys", "verdict", "finder", "directory",
)  # fmt: skip
"""The modules of the directory's script, in the order in which they need one another."""

EXTRAS = ("dom", "csv", "download", "distance", "nearby", "map", "extras")
"""Those of the script that it fetches for distances, the map and tables to save."""


@cache
def page_scripts(language: str) -> Mapping[str, bytes]:
    """Return the scripts of a site's language by file name; none where lunr is missing.

    A script `map.js` among them brings the directory's view of the map: what it exports is said in `directory/map.js`.
    """
    search = search_script(language)
    if search is None:
        return {}
    return {
        "search.js": search,
        "directory.js": bundled(HERE / f"{name}.js" for name in DIRECTORY).encode(),
        "directory-extras.js": bundled((HERE / f"{name}.js" for name in EXTRAS), "Extras").encode(),
    }


def paths(language: str) -> Mapping[str, str]:
    """Return where those scripts are on the site, by file name."""
    return {name: assets.named(FOLDER, name, content) for name, content in page_scripts(language).items()}
