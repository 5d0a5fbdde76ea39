"""Street maps of another server: what its addresses look like, and how a policy names it."""

from __future__ import annotations

import re

# Over https, but for a server on this machine.
_ADDRESS = re.compile(r"(?P<origin>https://[\w.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?)/[^\s\"'<>]*")
_PARTS = ("{z}", "{x}", "{y}")


class NoTiles(ValueError):
    """Something that is no template for the addresses of a map's tiles."""


def origin(template: str) -> str:
    """Return the server that a template of addresses names, nothing for no template; raise `NoTiles`."""
    if not template:
        return ""
    found = _ADDRESS.fullmatch(template)
    if found is None or any(part not in template for part in _PARTS):
        example = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
        raise NoTiles(f"map_tiles: expected an address such as {example}, found {template!r}")
    return found["origin"]
