"""`coop-restart changes`: what a proposal does."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from generator.cli.asked_moment import asked_moment
from generator.cli.site_folder import require_site
from generator.cli.site_language import chosen_language
from generator.cli.site_option import site_option
from generator.languages.language import Language
from generator.matching.changes import State, changes
from generator.publishing.changes.data import as_json
from generator.publishing.changes.fitting import FORGE
from generator.publishing.changes.report import Reasons, Report, Told
from generator.publishing.matching_words import MatchWords
from generator.publishing.places import Places
from generator.publishing.site import Site
from generator.reading.commits import CommitError, Repository
from generator.reading.problem import Problem, Severity
from generator.reading.settings import read_settings
from generator.reading.site import Reading, read_site
from generator.search.analysis import Analysis

SHORTEST = 2_000
_HTTPS = re.compile(r"https://[\w.:-]+(/[\w./?#=&%~+-]*)?", re.ASCII)


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str:
    if value and not _HTTPS.fullmatch(value):
        raise click.BadParameter("an address that begins with https:// is wanted")
    return value or ""


@click.command()
@click.argument("base")
@site_option
@click.option("--head", help="Compare this commit instead of the files as they are now.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="For people, or for programs.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of both sides, instead of today.")
@click.option("--language", "code", help="The language of the report, instead of the site's: it, en.")
@click.option("--preview", callback=_address, help="Where the pages can be seen before: the report links to it.")
@click.option(
    "--longest",
    type=click.IntRange(SHORTEST),
    default=FORGE,
    show_default=True,
    help="The most bytes of Markdown; what is left out is counted.",
)
def command(
    *,
    base: str,
    root: Path,
    head: str | None,
    form: str,
    today: datetime | None,
    code: str | None,
    preview: str,
    longest: int,
) -> None:
    """Say what has changed since BASE: records, matches, gaps, whom new calls are for.

    BASE is a branch, a tag or a commit. What changed there since the two parted is not told.

    \b
    Examples:
      coop-restart changes main
      coop-restart changes main --head my-branch --format json

    The exit status is 0, or 1 when some records are wrong now (all others are compared), or 2 when git does not know
    BASE.
    """
    language = chosen_language(root, code)
    require_site(root, language)
    now = asked_moment(today)
    try:
        repository = Repository.around(root)
        newer = repository.commit(head or "HEAD")
        parting = repository.parting(repository.commit(base), newer)
        with TemporaryDirectory() as folder:
            before, after = Path(folder) / "before", Path(folder) / "after"
            _write(repository, parting, before)
            if head is not None:
                _write(repository, newer, after)
            sides = _Side(before, language, now), _Side(after if head is not None else root, language, now)
            output = _told(*sides, parting, form, longest, preview)
    except CommitError as error:
        raise click.UsageError(language.say(error.message)) from None
    click.echo(output, nl=form == "json")
    sys.exit(1 if sides[1].errors else 0)


class _Side:
    """The records of one side, as what is compared and as what can be told."""

    def __init__(self, root: Path, language: Language, now: datetime) -> None:
        reading = read_site(root)
        settings = read_settings(root).settings
        analysis = Analysis(settings.language)
        self.site = Site(reading.federation, reading.vocabularies, language, settings, now)
        self.state = State(reading.federation, reading.vocabularies, analysis, reading.unread)
        self.errors = _errors(reading)


def _write(repository: Repository, commit: str, folder: Path) -> None:
    folder.mkdir()
    repository.write(commit, folder)


def _errors(reading: Reading) -> tuple[Problem, ...]:
    return tuple(problem for problem in reading.problems if problem.severity is Severity.ERROR)


def _told(before: _Side, after: _Side, base: str, form: str, longest: int, preview: str) -> str:
    found = changes(before.state, after.state, after.site.today)
    told = Told(before.site, after.site, before.errors, after.errors, _reasons(before.site), _reasons(after.site))
    if form == "json":
        return as_json(found, told, base, after.site.today)
    return Report(found, told).markdown(longest, preview)


def _reasons(site: Site) -> Reasons:
    words = MatchWords(site, Places(site))
    return lambda match: (words.reasons(match), words.missing(match))
