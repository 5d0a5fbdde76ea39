"""What an issue of the newsletter tells: all that changed from one commit to another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from generator.clock import HOME, day_of
from generator.languages import N_, Message
from generator.matching.changes import State, changes
from generator.publishing.newsletter.news import News
from generator.reading.commits import Repository
from generator.reading.site import read_site
from generator.records.federation import Federation
from generator.search.analysis import Analysis

if TYPE_CHECKING:
    from generator.publishing.site import Site
    from generator.writing.record_file import Tree


class Span:
    """The commits of the repository around a site between which changes are told."""

    def __init__(self, root: Path, site: Site) -> None:
        self._site = site
        self._repository = Repository.around(root)

    def tree(self, since: str | None, head: str) -> Mapping[str, Tree]:
        """Return the tree of an issue about all that changed up to a commit. Raise CommitError."""
        newer = self._repository.commit(head)
        older, first = self._begin(since, newer)
        with TemporaryDirectory() as folder:
            before = self._state(older, Path(folder) / "before")
            after = self._state(newer, Path(folder) / "after")
            found = changes(before, after, self._site.today)
        return News(found, self._site.now).tree(first, newer)

    def _begin(self, since: str | None, newer: str) -> tuple[str | None, date]:
        """Return the commit to compare with, None for a time before all commits, and the day of it."""
        language = self._site.language
        if since is None:
            latest = max(self._site.federation.issues.values(), key=lambda one: one.date, default=None)
            if latest is None or latest.commit is None:
                raise click.UsageError(language.gettext(_SINCE))
            return self._repository.commit(latest.commit), latest.date
        if (first := _day(since)) is None:
            older = self._repository.commit(since)
            return older, day_of(self._repository.moment(older))
        older_one = self._repository.before(datetime(first.year, first.month, first.day, tzinfo=HOME), newer)
        if older_one is None:
            click.echo(language.say(Message(_YOUNG, {"day": language.date(first, "full")})), err=True)
        return older_one, first

    def _state(self, commit: str | None, folder: Path) -> State:
        folder.mkdir()
        analysis = Analysis(self._site.settings.language)
        if commit is None:
            return State(Federation(), self._site.vocabularies, analysis)
        self._repository.write(commit, folder)
        reading = read_site(folder)
        return State(reading.federation, reading.vocabularies, analysis, reading.unread)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-28") else None
    except ValueError:
        return None


_SINCE = N_("there is no earlier issue to go on from: say --since, with a day, a tag or a commit")
_YOUNG = N_("no commit is older than {day}: everything counts as new")
