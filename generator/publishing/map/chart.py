"""The map's script and styles, as files of the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from generator.theme.assets import named
from generator.theme.map_script import map_script, map_styles, outlines


class Chart(NamedTuple):
    """Where a page finds the map's script and styles, from the site's root, and the two files themselves."""

    script: str
    styles: str
    files: Mapping[str, bytes]


@cache
def chart(ground: str, tiles: str) -> Chart | None:
    """Return the map's script and styles, None where Leaflet or the outlines were not fetched.

    `ground` is the folder of what the script reads, from the site's root; `tiles` the template of another server's
    addresses, or nothing.
    """
    sheet = map_styles()
    if sheet is None or outlines() is None:
        return None
    styles = named("assets/stylesheets", "map.css", sheet)
    parts = {
        "ground": f"../../{ground}ground.json",
        "styles": f"../../{styles}",
        "streets": tiles or None,
    }
    content = map_script(parts)
    if content is None:
        return None
    script = named("assets/javascripts", "map.js", content)
    return Chart(script, styles, {script: content, styles: sheet})
