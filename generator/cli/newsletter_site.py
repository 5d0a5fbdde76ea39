"""The site as messages tell of it: with an address, so that links lead to it from anywhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from generator.cli.site_folder import require_site
from generator.cli.site_language import site_language
from generator.languages import N_
from generator.publishing.site import Site
from generator.reading.settings import read_settings
from generator.reading.site import Reading, read_site


def newsletter_site(root: Path, now: datetime) -> tuple[Site, Reading]:
    """Return the site below `root` in its own language, and what was read.

    Raise `click.UsageError` where that is no site's folder, `mkdocs.yml` does not say the site's address, or its
    settings cannot be followed.
    """
    language, found = site_language(root), read_settings(root)
    require_site(root, language)
    for problem in found.problems:
        raise click.UsageError(problem.said(language))
    if not found.settings.url.startswith(("https://", "http://")):
        raise click.UsageError(language.gettext(_NO_ADDRESS))
    reading = read_site(root)
    return Site(reading.federation, reading.vocabularies, language, found.settings, now), reading


_NO_ADDRESS = N_("mkdocs.yml does not say the site's address (site_url), which the links of messages begin with")
