"""How pages tell browsers and readers what can be followed from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

if TYPE_CHECKING:
    from generator.publishing.following.channels import Channel


def alternates(channel: Channel | None, root: str) -> str:
    """Return the links of a page's head to a channel's feeds and calendar; `root` leads to the site's root."""
    if channel is None:
        return ""
    feeds = [("atom+xml", channel.atom), ("feed+json", channel.json)] if channel.feed else []
    kinds = [(f"application/{kind}", path) for kind, path in feeds]
    kinds += [("text/calendar", channel.calendar)] if channel.calendar else []
    return "".join(_alternate(kind, channel.label, root + path) for kind, path in kinds)


def webcal(path: str, site: str) -> str:
    """Return the address by which a device's own calendar is asked to subscribe; `site` is the site's address."""
    return f"webcal:{(site + path).partition(':')[2]}"


# Material takes each link that is `alternate` and nothing else for a translation, and asks for its sitemap.
def _alternate(kind: str, title: str, address: str) -> str:
    return f'<link rel="alternate feed" type="{kind}" title="{escape(title)}" href="{escape(address)}">'
