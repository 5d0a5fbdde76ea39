"""The language in which commands speak: the site's own, or one that was asked for."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.site_option import ROOT
from generator.languages.language import Language, UnknownLanguage
from generator.reading.settings import Settings, read_settings

NEW = f"{__name__}.new"
"""Where the context of commands says the language of a site that is to be made."""


def site_language(root: Path) -> Language:
    """Return the language that `mkdocs.yml` gives the theme; the default where the interface does not speak it."""
    try:
        return Language.load(read_settings(root).settings.language)
    except UnknownLanguage:
        return Language.load(Settings(name="").language)


def chosen_language(root: Path, code: str | None) -> Language:
    """Return the language of a code, the site's without one. Raise `click.BadParameter` for one without catalogue."""
    if code is None:
        return site_language(root)
    try:
        return Language.load(code)
    except UnknownLanguage as error:
        raise click.BadParameter(str(error), param_hint="--language") from None


def spoken(ctx: click.Context) -> Language:
    """Return the language of a command that failed: of its site, or of the new one that it was to make."""
    if ROOT in ctx.meta:
        return site_language(ctx.meta[ROOT])
    return Language.load(ctx.meta.get(NEW, Settings(name="").language))
