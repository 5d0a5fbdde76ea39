"""`coop-restart export`: records as a table for a spreadsheet, or as open data."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.left_out import tell_left_out
from generator.cli.site_folder import require_site
from generator.cli.site_language import site_language
from generator.cli.site_option import site_option
from generator.languages import N_, Message
from generator.languages.language import Language
from generator.records.federation import Kind
from generator.writing.template import FOLDERS

if TYPE_CHECKING:
    from generator.reading.problem import Problem

KINDS: Mapping[str, Kind] = {"members": "member", "calls": "call"}
TABLES, OPEN = ("xlsx", "csv"), ("json", "geojson", "jsonld", "vcard")
ENDINGS: Mapping[str, Sequence[str]] = {
    ".xlsx": ["xlsx"], ".csv": ["csv"], ".json": ["json", "geojson", "jsonld"], ".geojson": ["geojson"],
    ".jsonld": ["jsonld"], ".vcf": ["vcard"], ".vcard": ["vcard"],
}  # fmt: skip
"""What a file may hold by the end of its name; the first is meant where nothing else is said."""


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option(
    "--format",
    "asked",
    type=click.Choice([*TABLES, *OPEN]),
    help="By default what the end of the file's name says, else xlsx.",
)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file, instead of standard output.")
@site_option
def command(*, kind: str, asked: str | None, output: Path | None, root: Path) -> None:
    """Write all members or calls as a table that `coop-restart import --update` takes back, or members as open data.

    \b
    Examples:
      coop-restart export members --output members.xlsx
      coop-restart export members --format csv > members.csv
      coop-restart export members --output members.geojson

    The exit status is 1 when some records are wrong: they are told, and those that cannot be read are left out and
    counted. Nothing is written when the folder itself cannot be read.
    """
    language = site_language(root)
    require_site(root, language)
    form = _form(asked, output, language)
    if output is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError(language.gettext(N_("a workbook is nothing for a terminal: add --output FILE.xlsx")))
    if form in OPEN and kind != "members":
        raise click.UsageError(language.gettext(N_("only members are open data: calls have feeds and calendars")))
    content, problems = (_open_data if form in OPEN else _table)(kind, form, root, language)
    for problem in problems:
        click.echo(problem.said(language), err=True)
    tell_left_out(problems, language)
    if any(problem.path == FOLDERS[KINDS[kind]] for problem in problems):
        # Nothing was read: an empty table would look like an empty federation.
        sys.exit(1)
    _write(content, output)
    sys.exit(1 if problems else 0)


def _form(asked: str | None, output: Path | None, language: Language) -> str:
    """Return the format that is asked for, be it by the file's name. Raise `click.UsageError` where they disagree."""
    ending = output.suffix.lower() if output is not None else ""
    if asked is None:
        if ending and ending not in ENDINGS:
            message = Message(_UNKNOWN, {"ending": ending, "known": " ".join(ENDINGS)})
            raise click.UsageError(language.say(message))
        return ENDINGS[ending][0] if ending else "xlsx"
    if asked not in ENDINGS.get(ending, [asked]):
        raise click.UsageError(language.say(Message(_DISAGREE, {"ending": ending, "format": asked})))
    return asked


def _write(content: bytes, output: Path | None) -> None:
    """Write into a file, or to standard output."""
    if output is not None:
        output.write_bytes(content)
    else:
        click.echo(content, nl=False)


# What each of the two needs is imported where it is used: it takes longer to load than all else.


def _table(kind: str, form: str, root: Path, language: Language) -> tuple[bytes, Sequence[Problem]]:
    from generator.exchange.round_trip.table import record_table
    from generator.reading.own_services import own_services
    from generator.vocabularies import Vocabularies
    from generator.writing.template import template

    vocabularies = own_services(root, Vocabularies.load()).vocabularies
    fields = template(KINDS[kind], language, vocabularies)
    table, problems = record_table(root, KINDS[kind], fields, vocabularies, language)
    if form == "csv":
        from generator.exchange.round_trip.separated_file import separated_file

        return separated_file(table), problems
    from generator.exchange.round_trip.workbook import workbook

    return workbook(table), problems


def _open_data(_: str, form: str, root: Path, language: Language) -> tuple[bytes, Sequence[Problem]]:
    from generator.cli.asked_moment import asked_moment
    from generator.exchange.open_data import open_data
    from generator.publishing.site import Site
    from generator.reading.problem import Severity
    from generator.reading.settings import read_settings
    from generator.reading.site import read_site

    reading, settings = read_site(root), read_settings(root).settings
    site = Site(reading.federation, reading.vocabularies, language, settings, asked_moment(None))
    return open_data(site, form), [one for one in reading.problems if one.severity is Severity.ERROR]


_UNKNOWN = N_("nothing is known of files that end in '{ending}': expected one of {known}, or --format")
_DISAGREE = N_("a file that ends in '{ending}' is none for --format {format}")
