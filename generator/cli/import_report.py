"""What is told of an import: refusals at once, changes file by file, notes counted at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.exchange.filed import Fate, Filed
from generator.exchange.importing import unnumbered
from generator.exchange.refusal import Finding
from generator.exchange.telling import told
from generator.languages import N_, Message

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.writing.template import Field

SUMMARY = N_("{written} written, {updated} updated, {unchanged} unchanged, {there} already there, {refused} refused")
PLANNED = N_(
    "a dry run, nothing was written: {written} would be written, {updated} updated; "
    "{unchanged} unchanged, {there} already there, {refused} refused"
)
BACK = N_("to take this back, with all else in {folder} that is not committed: {command}")


class Report:
    """Tells of an import from the file `file`; `fields` is the records' template, `cell` names a finding's cell.

    `dry`: nothing is written, and all is told as what would be.
    """

    def __init__(
        self,
        file: str,
        language: Language,
        fields: Mapping[str, Field],
        cell: Callable[[Finding], str] | None = None,
        *,
        dry: bool = False,
    ) -> None:
        self.fates: Counter[Fate] = Counter()
        self._file = file
        self._language = language
        self._fields = fields
        self._dry = dry
        self._cell = cell or (lambda finding: str(finding.number))
        self._folders: dict[Fate, str] = {}
        self._notes: dict[tuple[str, str], list[Finding]] = {}

    def say(self, text: str) -> None:
        """Tell something on standard error."""
        click.echo(text, err=True)

    def add(self, number: int, filed: Filed, notes: tuple[Finding, ...] = ()) -> None:
        """Count the row `number` and tell what has to be told of it; new and changed files go to standard output."""
        self.fates[filed.fate] += 1
        self._folders.setdefault(filed.fate, filed.path.rpartition("/")[0])
        for refusal in filed.refusals:
            self.say(self._told(refusal))
        if filed.fate is Fate.THERE:
            message = Message(N_("{path} is already there; --update would change it"), {"path": filed.path})
            self.say(self._told(Finding(number, "", message)))
        if filed.fate is Fate.WRITTEN:
            click.echo(self._language.say(Message(N_("{path} (new)"), {"path": filed.path})))
        if filed.fate is Fate.UPDATED:
            lines = (f"  {self._language.say(line)}" for line in told(filed, self._fields))
            click.echo("\n".join((filed.path, *lines)))
        for note in notes:
            self._notes.setdefault((unnumbered(note.field), note.message.text), []).append(note)

    def end(self) -> None:
        """Tell the notes, and the counts on standard output."""
        for (field, _), notes in sorted(self._notes.items()):
            first = notes[0]
            rows = self._language.ngettext("{number} row, {first}", "{number} rows, the first is {first}", len(notes))
            count = rows.format(number=len(notes), first=first.number)
            self.say(f"{field}: {self._language.say(first.message)} ({count})")
        values = {fate.value: self._language.number(self.fates[fate]) for fate in Fate}
        click.echo(self._language.say(Message(PLANNED if self._dry else SUMMARY, values)))

    def tell_the_way_back(self, root: Path) -> None:
        """Say how git takes back what was written, where the site is under git and anything was."""
        if not any((folder / ".git").exists() for folder in (root.absolute(), *root.absolute().parents)):
            return
        ways = {Fate.UPDATED: "git restore {}", Fate.WRITTEN: "git clean -i {}"}
        for fate, command in ways.items():
            if fate in self._folders:
                folder = self._folders[fate]
                self.say(self._language.say(Message(BACK, {"folder": folder, "command": command.format(folder)})))

    def _told(self, finding: Finding) -> str:
        where = f"{self._file}:{self._cell(finding)}: {finding.field}".removesuffix(" ")
        return f"{where}{': ' if finding.field else ' '}{self._language.say(finding.message)}"
