"""A frame: one rendered page of the theme, with slots into which the pages of a section are set."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urljoin, urlsplit

NEEDED = frozenset({"title", "description", "canonical", "head", "body"})
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
    """The HTML of a page at `address`, cut at its slots: text, slot, text, slot, …, text."""

    address: str
    parts: tuple[str, ...]

    @classmethod
    def cut(cls, page: str, address: str) -> Frame:
        """Cut a rendered page at its slots; raise `BrokenFrame` when one that every page needs is missing."""
        parts = tuple(_SLOT.split(page))
        missing = NEEDED - set(parts[1::2])
        if missing:
            raise BrokenFrame(f"the frame at {address!r} has no place for {', '.join(sorted(missing))}")
        return cls(address, parts)

    def moved(self, address: str) -> Frame:
        """Return the frame as it reads at the depth of another address: relative links lead where they led."""
        root = "../" * address.count("/")
        return Frame(address, tuple(self._moved(part, root) for part in self.parts))

    def _moved(self, text: str, root: str) -> str:
        def link(found: re.Match[str]) -> str:
            return f'{found["name"]}"{self._from_root(found["url"], root)}"'

        def base(found: re.Match[str]) -> str:
            return f'"base": {json.dumps(root.rstrip("/") or ".")}'

        return _BASE.sub(base, _LINK.sub(link, text))

    def _from_root(self, url: str, root: str) -> str:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc or url.startswith(("/", "#")) or not url:
            return url
        target = urljoin(_HERE + self.address, html.unescape(url)).removeprefix(_HERE)
        return html.escape(root + target) or "./"

    @cached_property
    def _texts(self) -> tuple[bytes, ...]:
        return tuple(part.encode() for part in self.parts)

    def filled(self, values: dict[str, bytes]) -> bytes:
        """Return the page with its slots filled; `values` holds HTML by slot, absent slots stay empty."""
        texts = list(self._texts)
        for place in range(1, len(texts), 2):
            texts[place] = values.get(self.parts[place], b"")
        return b"".join(texts)
