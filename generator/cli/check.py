"""`coop-restart check`: all problems of all files, in one run."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from generator.checking.calendar import unverified
from generator.checking.report import annotation, as_json, summary, text_line
from generator.checking.rulebook import check_site
from generator.cli.asked_moment import asked_moment
from generator.cli.site_folder import require_site
from generator.cli.site_language import chosen_language
from generator.cli.site_option import site_option
from generator.clock import day_of
from generator.languages.language import Language
from generator.reading.problem import Problem, Severity
from generator.reading.settings import FILE, read_settings
from generator.reading.site import read_site

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


@click.command()
@site_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for the lines of a pull request.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check for, instead of today.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--language", "code", help="The language of messages, instead of the site's: it, en.")
def command(*, root: Path, form: str, today: datetime | None, strict: bool, code: str | None) -> None:
    """Check all records: each by itself, and one against the other.

    \b
    Examples:
      coop-restart check
      coop-restart check --format github --strict

    Problems go to standard output as path:line:column: field: message [severity, rule], or as a JSON list of
    objects with path, line, column, field, rule, severity and message, or as annotations; a summary goes to
    standard error. The exit status is 0 without errors, 1 with some (with --strict, on warnings too), 2 on wrong usage.
    """
    language = chosen_language(root, code)
    require_site(root, language)
    day = day_of(asked_moment(today))
    reading = read_site(root)
    # Hardly anything will be garbage before this process ends.
    gc.freeze()
    settings = read_settings(root).problems if (root / FILE).exists() else ()
    problems = sorted((*check_site(reading, day), *settings), key=lambda problem: problem.place)
    for line in _lines(problems, form, _from_here(root), language):
        click.echo(line)
    click.echo(summary(reading.federation, problems, unverified(reading.federation, day), language), err=True)
    failing = problems if strict else [one for one in problems if one.severity is Severity.ERROR]
    sys.exit(1 if failing else 0)


def _lines(problems: Sequence[Problem], form: str, folder: str, language: Language) -> Iterator[str]:
    if form == "json":
        yield as_json(problems, language)
    elif form == "github":
        yield from (annotation(problem, language, folder) for problem in problems)
    else:
        # Colours reach a terminal only: click takes them out of anything else.
        yield from (click.style(text_line(one, language), fg=COLOURS[one.severity]) for one in problems)


def _from_here(root: Path) -> str:
    """Return the way to the site from the working folder, which is the repository's root when a forge runs this."""
    way = Path(os.path.relpath(root)).as_posix()
    return "" if way == "." else way
