"""Whether a folder is a site's: else a command would find nothing there, and call that a success."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.languages import N_, Message
from generator.reading.folders import FOLDERS
from generator.reading.settings import FILE

if TYPE_CHECKING:
    from generator.languages.language import Language


def require_site(root: Path, language: Language) -> None:
    """Raise `click.UsageError` for a folder that has neither settings nor records."""
    if (root / FILE).is_file() or any((root / folder).is_dir() for _, folder in FOLDERS):
        return
    message = Message(N_("'{folder}' is no site's folder: it has neither mkdocs.yml nor records"), {"folder": root})
    raise click.UsageError(language.say(message))
