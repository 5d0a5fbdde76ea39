"""`coop-restart programme`: the programme of a year as a PDF to hand out."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.checking.report import text_line
from generator.checking.rulebook import check_site
from generator.cli.asked_moment import asked_moment
from generator.cli.site_folder import require_site
from generator.cli.site_language import site_language
from generator.cli.site_option import site_option
from generator.languages import N_, Message
from generator.publishing.document.contents import contents
from generator.publishing.document.fonts import Fonts
from generator.publishing.document.typesetting import typeset
from generator.publishing.site import Site
from generator.reading.problem import Severity
from generator.reading.settings import read_settings
from generator.reading.site import Reading, read_site
from generator.reading.vision import vision

if TYPE_CHECKING:
    from generator.languages.language import Language


@click.command()
@click.argument("year", type=click.IntRange(1, 9999))
@site_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write it; - for standard output."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it stands, instead of today.")
def command(*, year: int, root: Path, output: Path | None, today: datetime | None) -> None:
    """Write the programme of a YEAR as a PDF that everybody can read.

    \b
    Examples:
      coop-restart programme 2026
      coop-restart programme 2026 -o assembly.pdf --today 2026-11-25

    It is written into this folder as programme-YEAR.pdf (programma-YEAR.pdf on an Italian site).
    The same records and day give the same bytes. The exit status is 1 when records are wrong, 2 on wrong usage.
    """
    language = site_language(root)
    require_site(root, language)
    reading = read_site(root)
    _require(year, reading, language)
    site = Site(reading.federation, reading.vocabularies, language, read_settings(root).settings, asked_moment(today))
    _refuse_wrong(reading, site)
    made = typeset(contents(year, site, vision(root)), Fonts(root / "fonts"))
    if made.unseen:
        click.echo(language.say(Message(_UNSEEN, {"signs": " ".join(made.unseen)})), err=True)
    path = output or Path(Path(site.addresses.document(year)).name)
    if str(path) == "-":
        sys.stdout.buffer.write(made.pdf)
        return
    path.write_bytes(made.pdf)
    click.echo(path)


def _require(year: int, reading: Reading, language: Language) -> None:
    """Raise `UsageError` for a year without initiatives, and name those that have some."""
    known = reading.federation.years
    if year in known:
        return
    unread = any(kind == "initiative" and key.startswith(f"{year}/") for kind, key in reading.unread)
    if not unread:
        years = Message(_YEARS, {"years": language.join([str(one) for one in known])}) if known else Message(_NONE)
        raise click.UsageError(language.say(Message(_NO_YEAR, {"year": year, "known": years})))


def _refuse_wrong(reading: Reading, site: Site) -> None:
    """Leave with 1 when records have errors, and say them."""
    errors = [one for one in check_site(reading, site.today) if one.severity is Severity.ERROR]
    for one in errors:
        click.echo(text_line(one, site.language), err=True)
    if errors:
        sys.exit(1)


_NO_YEAR = N_("no initiative stands in content/programme/{year}: {known}")
_YEARS = N_("there is a programme of {years}")
_NONE = N_("there is no programme yet")
_UNSEEN = N_("no font has these signs: {signs} (fonts that have them belong into the folder fonts/ of the site)")
