"""`coop-restart remind`: whom to ask whether their record is still right."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.asked_moment import asked_moment
from generator.cli.drafts import ENDING, draft_name, put_away
from generator.cli.newsletter_site import newsletter_site
from generator.cli.site_language import chosen_language
from generator.cli.site_option import site_option
from generator.clock import noon_of
from generator.exchange.placing import place_all
from generator.languages import N_, Message
from generator.matching.matches import matches
from generator.matching.next_field import next_fields
from generator.publishing.office.letter import Letter
from generator.publishing.office.reminder_lists import as_csv, as_json, as_table
from generator.publishing.office.reminders import Reminder, Reminders, due
from generator.publishing.office.state import State
from generator.reading.guessing import closest, guessed
from generator.reading.problem import Severity
from generator.search.analysis import Analysis

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.publishing.site import Site


@click.command()
@site_option
@click.option(
    "--older-than",
    "months",
    type=click.IntRange(0, 1200),
    metavar="MONTHS",
    default=12,
    show_default=True,
    help="Remind of records that nobody has confirmed for so long.",
)
@click.option("--member", "wanted", multiple=True, metavar="NAME", help="Only this member; text shows its message.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "eml"]),
    default="text",
    show_default=True,
    help="A table to read, for programs, for a spreadsheet, or one message a file.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default="reminders",
    show_default=True,
    help="The folder for eml.",
)
@click.option("--hints/--no-hints", default=True, help="Whether messages say which field would open most matches.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the messages, instead of today.")
@click.option("--language", "code", help="The language of the messages, instead of the site's: it, en.")
def command(
    *,
    root: Path,
    months: int,
    wanted: Sequence[str],
    form: str,
    output: Path,
    today: datetime | None,
    hints: bool,
    code: str | None,
) -> None:
    """List the members whose record nobody has confirmed for a year, with a message to each.

    \b
    Examples:
      coop-restart remind
      coop-restart remind --older-than 6 --format csv > reminders.csv
      coop-restart remind --format eml --language en

    A message has three links: still right, something changed, take us off. They open the site's form. Messages go to
    the address in the record, unless it looks like a person's; drafts of earlier runs that are not due any more are
    removed from the folder. The exit status is 0, or 1 when some records are wrong
    (they are left out), or 2 on wrong usage.
    """
    own, reading = newsletter_site(root, asked_moment(today))
    language = chosen_language(root, code)
    site = replace(own, language=language)
    _require(wanted, own)
    all_due = due(site.federation, site.today, months)
    slugs = [slug for slug in all_due if not wanted or slug in wanted]
    # A table says no hints, and to find them is most of the work.
    told = slugs if hints and (form != "text" or wanted) else []
    writer = Reminders(site, own.addresses, _hints(site, told))
    reminders = [writer.of(slug) for slug in slugs]
    if form == "eml":
        _write(reminders, site, output)
        # Whether one is due whose record is wrong, nobody knows.
        unread = {slug for kind, slug in reading.unread if kind == "member"}
        _put_away(output, unread.union(all_due) - {one.slug for one in reminders if not one.to}, language)
    else:
        click.echo(_listed(reminders, form, language, messages=bool(wanted)), nl=False)
    click.echo(_summary(reminders, language), err=True)
    sys.exit(1 if any(problem.severity is Severity.ERROR for problem in reading.problems) else 0)


def _require(wanted: Sequence[str], site: Site) -> None:
    members = site.federation.members
    for slug in wanted:
        if slug not in members:
            message = Message(N_("there is no member '{slug}'"), {"slug": slug})
            raise click.UsageError(site.language.say(guessed(message, closest(slug, members))))


def _hints(site: Site, slugs: Sequence[str]) -> Mapping[str, str]:
    """Return in words which field of each member would open most."""
    if not slugs:
        return {}
    analysis = Analysis(site.settings.language)
    found = matches(site.federation, site.vocabularies, analysis, site.today)
    steps = next_fields(site.federation, site.vocabularies, analysis, site.today, site.now, found, members=slugs)
    state = State(site, steps)
    return {slug: state.next_step(slug, step) for slug, step in steps.items()}


def _listed(reminders: Sequence[Reminder], form: str, language: Language, *, messages: bool) -> str:
    if form == "json":
        return as_json(reminders)
    return as_csv(reminders) if form == "csv" else as_table(reminders, language, messages=messages)


def _write(reminders: Sequence[Reminder], site: Site, output: Path) -> None:
    """Write a file for each member that can be written to."""
    settings, noon = site.settings, noon_of(site.today)
    if not settings.office_email:
        raise click.UsageError(site.language.gettext(_NO_OFFICE))
    files: dict[Path, bytes] = {}
    for one in reminders:
        if one.to:
            name = draft_name(one.slug, site.today)
            letter = Letter(name, (settings.name, settings.office_email), one.to, one.subject, one.body, noon)
            files[output / f"{one.slug}{ENDING}"] = letter.file
    place_all(files)
    for path in files:
        click.echo(path)


def _put_away(output: Path, still_due: Collection[str], language: Language) -> None:
    """Remove drafts to those who have confirmed since: whoever sends the whole folder would remind them again."""
    if count := put_away(output, still_due):
        told = language.ngettext(
            "{number} draft of an earlier run was removed: it is not due any more",
            "{number} drafts of earlier runs were removed: they are not due any more",
            count,
        )
        click.echo(told.format(number=language.number(count)), err=True)


def _summary(reminders: Sequence[Reminder], language: Language) -> str:
    """Return how many records are to be confirmed, and of how many nobody can be written to."""
    count, silent = len(reminders), sum(not one.to for one in reminders)
    ngettext, number = language.ngettext, language.number
    told = ngettext("{number} record to be confirmed", "{number} records to be confirmed", count)
    said = told.format(number=number(count))
    if silent:
        text = ngettext("{number} without an office's address", "{number} without an office's address", silent)
        said = f"{said}, {text.format(number=number(silent))}"
    return said


_NO_OFFICE = N_("mkdocs.yml does not say the office's address (office_email), which messages come from")
