"""The page on which the office edits the records: an editor that talks to the forge from the browser."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import yaml

from generator.languages import N_
from generator.publishing.admin.collections import collections
from generator.publishing.admin.sveltia import configuration
from generator.theme.admin_script import editor

if TYPE_CHECKING:
    from generator.publishing.site import Site

FOLDER = "admin"

# The editor sets styles on what it draws, and shows pictures before they are sent.
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; worker-src 'self' blob:; "
    "img-src 'self' blob: data: {forge}; connect-src 'self' blob: data: {forge}"
)

KNOWN = {
    "github.com": "https://api.github.com https://raw.githubusercontent.com https://avatars.githubusercontent.com",
    "gitlab.com": "https://gitlab.com",
}
"""The servers that the editor talks to, by the forge's name."""

PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<link rel="cms-config-url" type="text/yaml" href="config.yml">
<script type="module" src="start.js"></script>
</head>
<body>
<noscript>{noscript}</noscript>
</body>
</html>
"""


def files(site: Site) -> dict[str, bytes]:
    """Return the page, the editor and its configuration by path; raise `EditorMissing` where it was not fetched."""
    found = collections(site.federation, site.vocabularies, site.language)
    settings = yaml.safe_dump(
        configuration(found, site.settings, site.language), allow_unicode=True, sort_keys=False, width=120
    )
    made = {**editor(), "index.html": _page(site).encode(), "config.yml": settings.encode()}
    return {f"{FOLDER}/{path}": content for path, content in made.items()}


def _page(site: Site) -> str:
    say = site.language.gettext
    return PAGE.format(
        language=site.language.code,
        policy=escape(POLICY.format(forge=_forge(site.settings.repo_url)).replace(" ;", ";")),
        title=escape(f"{say(N_('Edit the records'))} · {site.settings.name}"),
        noscript=escape(say(N_("This page needs JavaScript. The records are YAML files: any editor will do."))),
    )


def _forge(repo_url: str) -> str:
    parts = urlsplit(repo_url)
    if not parts.hostname:
        return ""
    return KNOWN.get(parts.hostname, f"{parts.scheme}://{parts.netloc}")
