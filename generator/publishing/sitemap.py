"""The sitemap (sitemaps.org, protocol 0.90) and robots.txt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape as escaped

LIMIT = 50_000
"""Addresses in one file, by the protocol; beyond it an index leads to several files."""

escape = partial(escaped, quote=False)

_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sitemap(site: str, addresses: Sequence[str], limit: int = LIMIT) -> Mapping[str, bytes]:
    """Return the sitemap's files by path, for addresses relative to `site`, which ends in `/`."""
    ordered = sorted(addresses)
    if len(ordered) <= limit:
        return {"sitemap.xml": _list(site, ordered)}
    parts = [ordered[start : start + limit] for start in range(0, len(ordered), limit)]
    files = {f"sitemap-{number}.xml": _list(site, part) for number, part in enumerate(parts, 1)}
    entries = "".join(f"<sitemap><loc>{escape(site + path)}</loc></sitemap>\n" for path in files)
    index = f"{_HEAD}<sitemapindex {_NAMESPACE}>\n{entries}</sitemapindex>\n"
    return {"sitemap.xml": index.encode(), **files}


def robots(site: str) -> bytes:
    """Return a robots.txt that lets everybody in and shows the sitemap, where the site's address is known."""
    return ("User-agent: *\nAllow: /\n" + (f"Sitemap: {site}sitemap.xml\n" if site else "")).encode()


def _list(site: str, addresses: Sequence[str]) -> bytes:
    # All of them in one text: no address has the sign between them.
    locations = escape("\n".join(addresses)).replace("\n", f"</loc></url>\n<url><loc>{escape(site)}")
    entries = f"<url><loc>{escape(site)}{locations}</loc></url>\n" if addresses else ""
    return f"{_HEAD}<urlset {_NAMESPACE}>\n{entries}</urlset>\n".encode()
