"""`coop-restart report`: the state of the records, for the office."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.cli.asked_moment import asked_moment
from generator.cli.left_out import tell_left_out
from generator.cli.site_folder import require_site
from generator.cli.site_language import chosen_language
from generator.cli.site_option import site_option
from generator.matching.matches import matches
from generator.matching.next_field import next_fields
from generator.publishing.office.state import State
from generator.publishing.site import Site
from generator.reading.problem import Severity
from generator.reading.settings import read_settings
from generator.reading.site import read_site
from generator.search.analysis import Analysis


@click.command()
@site_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "csv"]),
    default="markdown",
    show_default=True,
    help="To read, or one line a member for a spreadsheet.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the report, instead of today.")
@click.option("--language", "code", help="The language of the report, instead of the site's: it, en.")
def command(*, root: Path, form: str, today: datetime | None, code: str | None) -> None:
    """Report how fresh the members' records are, what they leave empty, and which field would open most.

    \b
    Examples:
      coop-restart report
      coop-restart report --format csv > records.csv

    The exit status is 0, or 1 when some records are wrong: coop-restart check says which, the report leaves them out
    and says how many they are.
    """
    language = chosen_language(root, code)
    require_site(root, language)
    reading, settings = read_site(root), read_settings(root).settings
    site = Site(reading.federation, reading.vocabularies, language, settings, asked_moment(today))
    analysis = Analysis(settings.language)
    found = matches(site.federation, site.vocabularies, analysis, site.today)
    steps = next_fields(site.federation, site.vocabularies, analysis, site.today, site.now, found)
    state = State(site, steps)
    click.echo(state.csv() if form == "csv" else state.markdown(), nl=False)
    errors = [problem for problem in reading.problems if problem.severity is Severity.ERROR]
    for problem in errors:
        if problem.rule == "unreadable":
            click.echo(problem.said(language), err=True)
    tell_left_out(errors, language)
    sys.exit(1 if errors else 0)
