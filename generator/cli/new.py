"""`coop-restart new`: a record's file to fill in."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator.cli.asking import LONGEST_SUMMARY, Asked, ask
from generator.cli.site_folder import require_site
from generator.cli.site_language import site_language
from generator.cli.site_option import site_option
from generator.clock import day_of, present
from generator.exchange.blank import blank
from generator.exchange.judging import judge
from generator.exchange.placing import is_there, place
from generator.exchange.slugs import slug
from generator.languages import N_, Message
from generator.languages.language import Language
from generator.reading.codes import Codes
from generator.reading.folders import is_reserved
from generator.reading.yaml_text import parse
from generator.records.federation import Kind, title_field
from generator.vocabularies import Vocabularies
from generator.writing.template import FOLDERS, Field, schema_line, template

KINDS: Mapping[str, Kind] = {"member": "member", "initiative": "initiative", "call": "call"}


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("name", required=False)
@site_option
@click.option("--year", type=click.IntRange(1850, 2100), help="The initiative's year; this year by default.")
@click.option("--from-gap", metavar="CHAIN/STAGE", help="Make the call that a gap of a supply chain asks for.")
def command(*, kind: str, name: str | None, root: Path, year: int | None, from_gap: str | None) -> None:
    """Write the file of a new record, with every field explained.

    \b
    Examples:
      coop-restart new member "Arcobaleno"
      coop-restart new initiative "Porte aperte" --year 2027
      coop-restart new call --from-gap filiera-del-legno/essiccare

    Without NAME, on a terminal, it asks for what is needed.
    """
    language, record = site_language(root), KINDS[kind]
    require_site(root, language)
    today = day_of(now := present())
    if from_gap is not None:
        stem, filled = _from_gap(record, from_gap, name, root, language, now)
    else:
        asked = {title_field(record): name} if name is not None else _asked(record, language)
        stem = str(asked[title_field(record)])
        filled = {**_required(record, root, stem, today, language), **asked}
    path = _path(record, stem, year or today.year, root, language)
    fields = template(record, language)
    _refuse_what_is_wrong(record, filled, fields, language)
    place(root / path, blank(filled, fields, schema_line(record)))
    click.echo(path)
    message = N_("now fill in what is known, take the # in front of it away, and run: coop-restart check")
    click.echo(language.gettext(message), err=True)


def _from_gap(
    kind: Kind, gap: str, name: str | None, root: Path, language: Language, now: dt.datetime
) -> tuple[str, Asked]:
    """Return what to name the file after, and the fields of the call; NAME, where it is given, is its title."""
    if kind != "call":
        raise click.UsageError(language.gettext(N_("--from-gap makes a call: coop-restart new call --from-gap …")))
    # Imported here: whoever writes any other record needs neither the pages' words nor the records read.
    from generator.cli.from_gap import call_from_gap

    stem, filled = call_from_gap(root, gap, language, now)
    return (stem, filled) if name is None else (name, {**filled, title_field(kind): name})


def _asked(kind: Kind, language: Language) -> Asked:
    if not sys.stdin.isatty():
        raise click.UsageError(language.gettext(N_("give a NAME: there is no terminal to ask on")))
    return ask(kind, template(kind, language), language)


def _refuse_what_is_wrong(kind: Kind, filled: Asked, fields: Mapping[str, Field], language: Language) -> None:
    wrong = judge(kind, fields, Codes(Vocabularies.load()))(filled)
    if told := "; ".join(f"{field}: {language.say(reason)}" for field, reason in wrong):
        raise click.UsageError(told)


def _required(kind: Kind, root: Path, name: str, today: dt.date, language: Language) -> Asked:
    """Return values for the fields that a record cannot be without, to be looked at by whoever fills it in."""
    if kind == "call":
        return {"kind": "call_to_action", "published": today.isoformat()}
    if kind == "initiative":
        return {"track": _first_track(root, language), "kind": "project", "summary": name[: LONGEST_SUMMARY[kind]]}
    return {}


def _first_track(root: Path, language: Language) -> str:
    folder = root / FOLDERS["track"]
    tracks = sorted(folder.glob("*.yml"), key=lambda path: (_number(path), path.stem))
    if not tracks:
        values = {"folder": FOLDERS["track"]}
        message = N_("an initiative needs a track, and {folder} has none yet: write one first")
        raise click.UsageError(language.say(Message(message, values)))
    return tracks[0].stem


def _number(path: Path) -> int:
    found = (parse(path.read_bytes()).tree or {}).get("number")
    return int(found) if isinstance(found, str) and found.isascii() and found.isdigit() else sys.maxsize


def _path(kind: Kind, name: str, year: int, root: Path, language: Language) -> str:
    stem = slug(name)
    if not stem:
        values = {"name": name}
        message = N_("no file name can be made of '{name}': begin with another name, it can be changed in the file")
        raise click.UsageError(language.say(Message(message, values)))
    if is_reserved(kind, stem):
        message = N_(
            "the site has a page of its own called '{page}': begin with another name, it can be changed in the file"
        )
        raise click.UsageError(language.say(Message(message, {"page": stem})))
    path = f"{FOLDERS[kind].format(year=year)}/{stem}.yml"
    if is_there(root / path):
        message = N_("{path} is already there: edit it, or choose another name")
        raise click.UsageError(language.say(Message(message, {"path": path})))
    return path
