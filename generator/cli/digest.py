"""`coop-restart digest`: an issue of the newsletter."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.asked_moment import asked_moment
from generator.cli.digest_span import Span
from generator.cli.newsletter_site import newsletter_site
from generator.cli.site_language import chosen_language, site_language
from generator.cli.site_option import site_option
from generator.clock import noon_of
from generator.exchange.placing import place_all
from generator.languages import N_, Message
from generator.publishing.newsletter.mail import Mail
from generator.publishing.office.letter import Letter
from generator.reading.commits import CommitError
from generator.reading.naming import is_slug
from generator.reading.problem import Severity
from generator.records.issue import Issue
from generator.writing.record_file import written
from generator.writing.template import FOLDERS, schema_line, template

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.publishing.site import Site
    from generator.reading.settings import Settings


@click.command()
@site_option
@click.option("--since", metavar="DATE|TAG", help="Tell what changed since a day, or since a tag or commit.")
@click.option("--again", metavar="NAME", help="Make the messages of an issue anew, from its file.")
@click.option("--name", help="The name of the issue's file, instead of its day.")
@click.option("--head", default="HEAD", show_default=True, help="The commit up to which changes are told.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day of the issue, instead of today.")
@click.option("--language", "codes", multiple=True, help="A language of the messages, instead of the site's: it, en.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default="newsletter", show_default=True,
    help="The folder for the messages.",
)  # fmt: skip
def command(
    *, root: Path, since: str | None, again: str | None, name: str | None, head: str, today: datetime | None,
    codes: Sequence[str], output: Path,
) -> None:  # fmt: skip
    """Write an issue of the newsletter from what changed: its file, and messages as HTML and plain text.

    \b
    Examples:
      coop-restart digest --since 2026-11-01
      coop-restart digest --since newsletter-12 --language it --language en
      coop-restart digest --again 2026-11-28

    Without --since it goes on where the latest issue ended. The issue becomes content/newsletter/NAME.yml, which
    you may change and add a foreword to; --again then makes its messages anew. The same commits and day give the same
    bytes. The exit status is 0, or 1 when some records are wrong (they are left out), or 2 on wrong usage.
    """
    language = site_language(root)
    if again is not None and (since is not None or name is not None):
        raise click.UsageError(language.gettext(_EITHER))
    site, reading = newsletter_site(root, asked_moment(today))
    slug = again if again is not None else name or site.today.isoformat()
    files: dict[Path, bytes] = {}
    if again is None:
        if not is_slug(slug):
            raise click.UsageError(language.say(Message(_NAME, {"name": slug})))
        site, files[root / _path(slug)] = _new(root, site, slug, since, head)
    elif again not in site.federation.issues:
        raise click.UsageError(language.say(Message(_NONE, {"name": again})))
    for message, content in _messages(site, slug, [chosen_language(root, code) for code in codes] or [language]):
        files[output / message] = content
    # All or nothing: an issue without its messages would be in the way of the next attempt.
    place_all(files)
    for path in files:
        click.echo(_path(slug) if path == root / _path(slug) else path)
    sys.exit(1 if any(problem.severity is Severity.ERROR for problem in reading.problems) else 0)


def _path(slug: str) -> str:
    return f"{FOLDERS['issue']}/{slug}.yml"


def _new(root: Path, site: Site, slug: str, since: str | None, head: str) -> tuple[Site, bytes]:
    """Return the site with a new issue, and the issue's file; leave with 0 when there is nothing to tell."""
    path = _path(slug)
    if (root / path).exists():
        raise click.UsageError(site.language.say(Message(_THERE, {"path": path, "name": slug})))
    try:
        tree = Span(root, site).tree(since, head)
    except CommitError as error:
        raise click.UsageError(site.language.say(error.message)) from None
    issue = Issue.model_validate(tree)
    if issue.empty:
        click.echo(site.language.gettext(_NOTHING), err=True)
        sys.exit(0)
    text = written(tree, template("issue", site.language), schema_line("issue"))
    issues = {**site.federation.issues, slug: issue}
    return replace(site, federation=replace(site.federation, issues=issues)), text.encode()


def _messages(site: Site, slug: str, languages: Sequence[Language]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an issue's messages; the name says the language of those that are not in the site's."""
    for language in dict.fromkeys(languages):
        stem = slug if language.code == site.language.code else f"{slug}.{language.code}"
        mail = Mail(slug, site, language)
        yield f"{stem}.html", mail.html
        yield f"{stem}.txt", mail.text.encode()
        if site.settings.office_email:
            yield f"{stem}.eml", _letter(stem, mail, site.settings).file


def _letter(name: str, mail: Mail, settings: Settings) -> Letter:
    """Return the message as a draft, to nobody yet; it is dated by its issue."""
    noon = noon_of(mail.words.issue.date)
    sender = (settings.name, settings.office_email)
    return Letter(f"newsletter-{name}", sender, "", mail.words.subject, mail.text, noon, mail.html.decode())


_EITHER = N_("--again makes the messages of an issue that is there: --since and --name are for a new one")
_NAME = N_("'{name}' cannot be the name of an issue: small letters, digits and single hyphens")
_NONE = N_("there is no issue '{name}' in content/newsletter that can be read")
_THERE = N_("{path} is there already: --again {name} makes its messages anew, --name gives the new issue another name")
_NOTHING = N_("nothing has changed that an issue would tell: nothing is written")
