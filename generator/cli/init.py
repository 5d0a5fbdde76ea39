"""`coop-restart init`: a new federation's folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from generator.cli.site_language import NEW
from generator.exchange.placing import place_all
from generator.exchange.starting import DEMONSTRATION, PACKAGE, starter, with_examples, without_records
from generator.languages import N_, Message
from generator.languages.language import Language, available

SHOWN = 5


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--empty", is_flag=True, help="Without the demonstration records.")
@click.option("--language", type=click.Choice(available()), default=DEMONSTRATION, show_default=True)
@click.option("--name", help="The federation's name.")
@click.option("--url", help="The address at which the site will be published.")
def command(*, folder: Path, empty: bool, language: str, name: str | None, url: str | None) -> None:
    """Make a new federation's folder that builds at once.

    \b
    Examples:
      coop-restart init federazione --empty --name "Federazione delle cooperative" --url https://federazione.example/
      mkdocs serve -f federazione/mkdocs.yml
    """
    click.get_current_context().meta[NEW] = language
    spoken = Language.load(language)
    _refuse_what_cannot_be(folder, empty, spoken, name, url)
    found = without_records(language, name, url) if empty else with_examples(starter(PACKAGE), name, url)
    place_all({folder / path: content for path, content in found.items()})
    message = N_("{folder} is ready: {number} files. Have a look with: {command}")
    command = f"mkdocs serve -f {shlex.quote(str(folder / 'mkdocs.yml'))}"
    click.echo(spoken.say(Message(message, {"folder": folder, "number": len(found), "command": command})))


def _refuse_what_cannot_be(folder: Path, empty: bool, spoken: Language, name: str | None, url: str | None) -> None:
    if not empty and spoken.code != DEMONSTRATION:
        raise click.UsageError(spoken.gettext(N_("the demonstration records are in Italian: add --empty")))
    if name is not None and not name.strip():
        raise click.UsageError(spoken.gettext(N_("the federation's name is empty: give one, or leave --name out")))
    if url is not None and not url.startswith(("https://", "http://")):
        values = {"found": url}
        raise click.UsageError(spoken.say(Message(N_("'{found}' is no web address: begin with https://"), values)))
    inside = sorted(path.name for path in folder.iterdir() if path.name != ".git") if folder.is_dir() else []
    if inside:
        more = ", …" if len(inside) > SHOWN else ""
        values = {"folder": str(folder), "names": ", ".join(inside[:SHOWN]) + more}
        message = N_("{folder} is not empty, nothing was written; it holds {names}")
        raise click.UsageError(spoken.say(Message(message, values)))
