"""`coop-restart export`: records as a table for a spreadsheet."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.site_language import site_language
from generator.cli.site_option import site_option
from generator.exchange.round_trip.separated_file import separated_file
from generator.exchange.round_trip.table import record_table
from generator.languages import N_
from generator.reading.own_services import own_services
from generator.records.federation import Kind
from generator.vocabularies import Vocabularies
from generator.writing.template import template

KINDS: dict[str, Kind] = {"members": "member", "calls": "call"}


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="The file, instead of standard output.")
@site_option
def command(*, kind: str, form: str, output: Path | None, root: Path) -> None:
    """Write all members or calls as a table that `coop-restart import --update` takes back.

    \b
    Examples:
      coop-restart export members --output members.xlsx
      coop-restart export members --format csv > members.csv

    The exit status is 1 when some files cannot be read: they are told, and are not in the table.
    """
    language = site_language(root)
    if output is None and form == "xlsx" and sys.stdout.isatty():
        raise click.UsageError(language.gettext(N_("a workbook is nothing for a terminal: add --output FILE.xlsx")))
    vocabularies = own_services(root, Vocabularies.load()).vocabularies
    fields = template(KINDS[kind], language, vocabularies)
    table, problems = record_table(root, KINDS[kind], fields, vocabularies, language)
    for problem in problems:
        click.echo(problem.said(language), err=True)
    if form == "xlsx":
        # Imported here: it takes longer to load than all else.
        from generator.exchange.round_trip.workbook import workbook

        content = workbook(table)
    else:
        content = separated_file(table)
    if output is None:
        click.echo(content, nl=False)
    else:
        output.write_bytes(content)
    sys.exit(1 if problems else 0)
