"""`coop-restart import`: rows of a table become record files."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.cli.import_report import Report
from generator.cli.site_folder import require_site
from generator.cli.site_language import site_language
from generator.cli.site_option import site_option
from generator.exchange.amending import Amending
from generator.exchange.applying import Applied
from generator.exchange.cell_names import CellNames
from generator.exchange.filed import Fate, Filed
from generator.exchange.filing import Filing
from generator.exchange.importing import Outcome, outcomes, wanted
from generator.exchange.judging import judge
from generator.exchange.mapping_file import MappingError, MappingFile, read_mapping
from generator.exchange.namesakes import Namesakes
from generator.exchange.refusal import Finding
from generator.exchange.round_trip.choices import Choices
from generator.exchange.round_trip.returning import Returning, headers
from generator.exchange.table import Row, Table, TableError
from generator.exchange.tables import read_table
from generator.languages import N_, Message
from generator.languages.language import Language
from generator.languages.system import refusal
from generator.reading.codes import Codes
from generator.reading.own_services import own_services
from generator.records.federation import Kind
from generator.vocabularies import Vocabularies
from generator.writing.template import template

KINDS: Mapping[str, Kind] = {"members": "member", "calls": "call"}
NO_EXPORT = N_("this table is none that coop-restart export wrote: say with --mapping what its columns mean")


@click.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--mapping", "mapping_name", help="A mapping file, or the name of one that comes along.")
@site_option
@click.option("--update", is_flag=True, help="Bring files that are already there up to date.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
def command(*, kind: str, file: Path, mapping_name: str | None, root: Path, update: bool, dry_run: bool) -> None:
    """Write one YAML file for each row of a table (CSV, XLSX, JSON lines, JSON).

    \b
    Examples:
      coop-restart import members list.xlsx --mapping mapping.yml -C federazione
      coop-restart import members members.xlsx --update

    A table that `coop-restart export` wrote needs no mapping. Rows that are refused are told with their number and
    reasons, and the exit status is 1.
    """
    language = site_language(root)
    require_site(root, language)
    if mapping_name is None:
        told = _returned(kind, file, root, language, update=update, dry_run=dry_run)
    else:
        told = _mapped(kind, file, mapping_name, root, language, update=update, dry_run=dry_run)
    report = told.report
    for note in told.table.notes:
        report.say(f"{file.name}: {language.say(note)}")
    broken = False
    try:
        with _progress(told.rows, told.table.length) as shown:
            for number, filed, notes in shown:
                report.add(number, filed, notes)
    except TableError as error:
        report.say(f"{file.name}: {language.say(error.message)}")
        broken = True
    except BrokenPipeError:
        raise
    except OSError as error:
        # What came before stays, and is told with the way back: each row is whole or not there.
        report.say(language.say(refusal(error)))
        broken = True
    report.end()
    if not dry_run:
        report.tell_the_way_back(root)
    if broken or report.fates[Fate.REFUSED]:
        raise SystemExit(1)


class _Import(NamedTuple):
    """Rows as they come home, what tells of them, and the table that they are from."""

    rows: Iterator[tuple[int, Filed, tuple[Finding, ...]]]
    report: Report
    table: Table


def _mapped(
    kind: str, file: Path, mapping_name: str, root: Path, language: Language, *, update: bool, dry_run: bool
) -> _Import:
    mapping, table = _read(kind, file, mapping_name, language)
    # The table is read twice: whether a name is that of one row only, the last row tells.
    names = wanted(_table(file, language).rows, mapping.mapping) if update else None
    filing, found = _prepared(mapping, table, root, language, names, dry_run=dry_run)
    rows = ((outcome.number, filing(outcome), outcome.notes) for outcome in found)
    return _Import(rows, Report(file.name, language, filing.fields, _cells(mapping, table), dry=dry_run), table)


def _returned(kind: str, file: Path, root: Path, language: Language, *, update: bool, dry_run: bool) -> _Import:
    """Return the rows of a table that was exported. Exit where it is none."""
    table, record = _table(file, language), KINDS[kind]
    known = headers(table.columns or ())
    if not known:
        raise click.UsageError(language.gettext(NO_EXPORT))
    vocabularies = own_services(root, Vocabularies.load()).vocabularies
    fields = template(record, language, vocabularies)
    amending = Amending(root, fields, judge(record, fields, Codes(vocabularies)), dry_run)
    returning = Returning(record, amending, Choices(vocabularies, language), known, update)
    if unknown := returning.unknown():
        values = {"columns": ", ".join(unknown), "kind": kind}
        raise click.UsageError(language.say(Message(N_("no field of {kind} is called as in: {columns}"), values)))
    cell = CellNames(table.columns or (), {name: (header,) for name, header in known.items()})
    rows: Iterator[tuple[int, Filed, tuple[Finding, ...]]] = ((row.number, returning(row), ()) for row in table.rows)
    return _Import(rows, Report(file.name, language, fields, cell if table.lettered else None, dry=dry_run), table)


def _cells(file: MappingFile, table: Table) -> CellNames | None:
    if not table.lettered:
        return None
    return CellNames(table.columns or (), {path: rule.columns for path, rule in file.mapping.fields.items()})


def _read(kind: str, file: Path, mapping_name: str, language: Language) -> tuple[MappingFile, Table]:
    try:
        mapping = read_mapping(mapping_name)
        if mapping.mapping.record != KINDS[kind]:
            values = {"kind": kind, "record": mapping.mapping.record}
            raise click.UsageError(language.say(Message(N_("the mapping makes a {record}, not {kind}"), values)))
        table = _table(file, language)
        if table.columns is not None:
            mapping.require(table.columns)
    except MappingError as error:
        for problem in error.problems:
            click.echo(problem.said(language), err=True)
        raise SystemExit(2) from None
    return mapping, table


def _table(file: Path, language: Language) -> Table:
    try:
        return read_table(file)
    except TableError as error:
        click.echo(f"{file}: {language.say(error.message)}", err=True)
        raise SystemExit(2) from None


def _prepared(
    file: MappingFile, table: Table, root: Path, language: Language, names: Counter[str] | None, *, dry_run: bool
) -> tuple[Filing, Iterator[Outcome]]:
    mapping, vocabularies = file.mapping, own_services(root, Vocabularies.load()).vocabularies
    fields = template(mapping.record, language, vocabularies)
    judged = judge(mapping.record, fields, Codes(vocabularies))
    rows: Iterable[Row] = table.rows
    namesakes = Namesakes(root, mapping.record, names) if names is not None else None
    filing = Filing(root, mapping, fields, judged, namesakes, dry_run)
    return filing, outcomes(rows, mapping, Applied(mapping, fields, vocabularies), judged)


@contextmanager
def _progress(rows: Iterator[Any], length: int | None) -> Iterator[Iterable[Any]]:
    if not sys.stderr.isatty():
        yield rows
        return
    with click.progressbar(rows, length=length, file=sys.stderr) as bar:
        yield bar
