"""The language in which commands speak: the site's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from generator.languages.language import Language, UnknownLanguage

DEFAULT = "it"


def site_language(root: Path) -> Language:
    """Return the language that `mkdocs.yml` gives the theme; Italian where it names none that the interface speaks."""
    try:
        return Language.load(_named(root / "mkdocs.yml"))
    except UnknownLanguage:
        return Language.load(DEFAULT)


def _named(path: Path) -> str:
    try:
        # Nothing but texts: MkDocs' own tags (!ENV, !!python/name) stay unread.
        found: Any = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506 - makes no objects
    except (OSError, yaml.YAMLError):
        return DEFAULT
    theme = found.get("theme") if isinstance(found, dict) else None
    language = theme.get("language") if isinstance(theme, dict) else None
    return language if isinstance(language, str) else DEFAULT
