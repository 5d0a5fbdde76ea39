"""The language in which commands speak: the site's own."""

from __future__ import annotations

from pathlib import Path

from generator.languages.language import Language, UnknownLanguage
from generator.reading.settings import Settings, read_settings


def site_language(root: Path) -> Language:
    """Return the language that `mkdocs.yml` gives the theme; the default where the interface does not speak it."""
    try:
        return Language.load(read_settings(root).settings.language)
    except UnknownLanguage:
        return Language.load(Settings(name="").language)
