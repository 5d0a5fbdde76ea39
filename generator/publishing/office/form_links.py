"""Links to the form in which a member's record is confirmed, changed or taken off the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from generator.publishing.site import Site

FORMS: Mapping[str, str] = {"it": "proponi/", "en": "propose/"}
"""The form's address by the site's language; the English one for others."""

ACTIONS = ("confirm", "update", "archive")
"""What the form is opened for: all is right, something is to change, the member is to go."""


def form_links(slug: str, site: Site) -> Mapping[str, str]:
    """Return the link for each action, to the form filled in with the record of a member."""
    form = site.settings.url + FORMS.get(site.settings.language, FORMS["en"])
    return {
        action: f"{form}?{urlencode({'kind': 'change-member', 'member': slug, 'action': action})}" for action in ACTIONS
    }
