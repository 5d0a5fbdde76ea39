"""A frame: one rendered page of the theme, with slots into which the pages of a section are set."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

NEEDED = frozenset({"title", "description", "head", "body"})
_SLOT = re.compile(r"coop-restart-slot-([a-z]+)")
_LINK = re.compile(r"""(?P<name>\s(?:href|src|action|poster)=)(?P<quote>["']?)(?P<url>[^"'\s>]*)(?P=quote)""")
_BASE = re.compile(r'"base": ?"(?P<url>[^"]*)"')
_HERE = "https://site.invalid/"


class BrokenFrame(ValueError):
    """The theme rendered a frame without one of its slots."""


def slot(name: str) -> str:
    """Return the text that stands in a frame where `name` will be set."""
    return f"coop-restart-slot-{name}"


@dataclass(frozen=True)
class Frame:
    """The HTML of a rendered page at `address`, with its slots."""

    address: str
    html: str

    @classmethod
    def cut(cls, page: str, address: str) -> Frame:
        """Take a rendered page as a frame; raise `BrokenFrame` when a slot that every page needs is missing."""
        missing = NEEDED - set(_SLOT.findall(page))
        if missing:
            raise BrokenFrame(f"the frame at {address!r} has no place for {', '.join(sorted(missing))}")
        return cls(address, page)

    def moved(self, address: str) -> Frame:
        """Return the frame as it reads at the depth of another address: relative links lead where they led."""
        root = "../" * address.count("/")

        def link(found: re.Match[str]) -> str:
            return found[0] if _SLOT.search(found["url"]) else f'{found["name"]}"{self._from_root(found["url"], root)}"'

        def base(_: re.Match[str]) -> str:
            return f'"base": {json.dumps(root.rstrip("/") or ".")}'

        return Frame(address, _BASE.sub(base, _LINK.sub(link, self.html)))

    def _from_root(self, url: str, root: str) -> str:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or url.startswith(("/", "#")) or not url:
            return url
        target = urljoin(_HERE + self.address, html.unescape(url)).removeprefix(_HERE)
        return html.escape(root + target) or "./"

    def filled(self, values: dict[str, bytes]) -> bytes:
        """Return the page with its slots filled; `values` holds HTML by slot, absent slots stay empty."""
        texts, slots = self._parts
        parts = list(texts)
        for place, name in slots:
            parts[place] = values.get(name, b"")
        return b"".join(parts)

    @cached_property
    def _parts(self) -> tuple[list[bytes], list[tuple[int, str]]]:
        """The texts with empty ones where slots are, and the places and names of the slots."""
        parts = _SLOT.split(self.html)
        slots = list(enumerate(parts))[1::2]
        return [b"" if place % 2 else part.encode() for place, part in enumerate(parts)], slots
