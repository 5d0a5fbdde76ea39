"""The map's modules as the one script, and its styles as the one sheet, that a page with a map loads."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from generator.theme.bundle import bundled

HERE = Path(__file__).parent / "map"
VENDOR = HERE / "vendor"
LEAFLET = VENDOR / "leaflet.js"
MODULES = (
    "clusters", "cloth", "names", "words", "ground", "marks", "card", "gestures", "streets", "map", "page",
)  # fmt: skip
"""In the order in which they need one another."""

# The map has no use for Leaflet's pictures, and its sheet must not name files that are not there.
_PICTURE = re.compile(r"(?<![^{}])[^{}]+\{[^{}]*url\([^{}]*\}")
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def map_script(parts: Mapping[str, str | None]) -> bytes | None:
    """Return the script, None where the build hook has not fetched Leaflet.

    `parts` says where the map's other files are, from the script: `ground`, `styles`; and `streets`, the template of
    the addresses of another server's tiles, or None.
    """
    if not LEAFLET.is_file():
        return None
    leaflet = _SOURCE_MAP.sub("", LEAFLET.read_text(encoding="utf-8"))
    # It looks for a module of Node, and finds ours.
    module = "const module = { exports: {} }, exports = module.exports;"
    texts = (
        f"const PARTS = {json.dumps(parts, sort_keys=True)};\n",
        f"const L = (() => {{\n{module}\n{leaflet}\nreturn module.exports;\n}})();\n",
        bundled((HERE / f"{name}.js" for name in MODULES), "show"),
    )
    return "".join(texts).encode()


def map_styles() -> bytes | None:
    """Return Leaflet's styles and ours; None where the build hook has not fetched Leaflet's."""
    sheet = VENDOR / "leaflet.css"
    if not sheet.is_file():
        return None
    return _PICTURE.sub("", sheet.read_text(encoding="utf-8")).encode() + b"\n" + (HERE / "map.css").read_bytes()


def outlines() -> Path | None:
    """Return the folder of the outlines of countries, None where the build hook has not fetched them."""
    return VENDOR if (VENDOR / "countries.json").is_file() and (VENDOR / "world.json").is_file() else None
