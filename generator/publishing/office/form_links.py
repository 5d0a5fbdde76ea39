"""Links to the form in which a member's record is confirmed, changed or taken off the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from generator.publishing.site import Site

ACTIONS = ("confirm", "update", "archive")
"""What the form is opened for: all is right, something is to change, the member is to go."""


def form_links(slug: str, site: Site) -> Mapping[str, str]:
    """Return the link for each action, to the form filled in with the record of a member."""
    form = f"{site.settings.url}{site.addresses.propose}/"
    return {
        action: f"{form}?{urlencode({'kind': 'change-member', 'member': slug, 'action': action})}" for action in ACTIONS
    }
