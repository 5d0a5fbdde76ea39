"""New rows of a table become files, once, and under names of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading.yaml_text import parse
from tests.cli.tables.sheets import (
    MEMBER,
    Sheet,
    changes,
    exported,
    files,
    returned,
)


def test_a_new_row_becomes_one_file_however_often_it_is_imported(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.add(name="Unica Nuova", status="in formazione", size__members=3)
    sheet.cell("arco", "name").value = "Arca"
    sheet.put("arco", status="sleeping")
    assert "3:" in returned(site, sheet.path).stderr
    sheet.sheet.cell(3, sheet.columns["status"]).value = "forming"
    sheet.put("arco", status="active")
    done = returned(site, sheet.path)
    assert done.stdout.splitlines()[-2:] == [
        "members/unica-nuova.yml (new)",
        "1 written, 1 updated, 0 unchanged, 0 already there, 0 refused",
    ]
    taken = files(site)
    again = returned(site, sheet.path)
    assert (again.exit_code, again.stdout) == (0, "0 written, 0 updated, 2 unchanged, 0 already there, 0 refused\n")
    assert files(site) == taken


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_new_row_with_a_name_that_is_taken_is_refused_and_told_what_to_do(site: Path, more: tuple[str, ...]) -> None:
    sheet = Sheet(exported(site))
    for summary in ("Una.", "Due.", "Una."):
        sheet.add(name="Circo", summary=summary)
    sheet.add(name="Arco!", summary="Un'altra.")
    done = returned(site, sheet.path, *more)
    taken = (
        "members/{0}.yml has this name and says something else: write its identifier, '{0}', to change it, "
        "or one of its own such as '{0}-2' for a new record"
    )
    assert done.stderr.splitlines() == [
        f"members.xlsx:A4: id: {taken.format('circo')}", f"members.xlsx:A6: id: {taken.format('arco')}",
    ]  # fmt: skip
    assert done.stdout.splitlines()[0] == "members/circo.yml (new)"
    assert sorted(files(site)) == (["arco"] if more else ["arco", "circo"])
    assert files(site)["arco"] == MEMBER


def test_a_row_may_give_its_new_record_an_identifier_or_say_which_it_means(site: Path) -> None:
    sheet = Sheet(exported(site))
    assert not sheet.sheet.column_dimensions["A"].protection.locked, "empty cells of the column can be filled in"
    sheet.add(name="Arco", summary="Un'altra.", id="arco-2")
    sheet.add(name="Con", id="con")
    sheet.add(name="Mappa", id="mappa")
    done = returned(site, sheet.path)
    assert [line.partition(": id: ")[2][:32] for line in done.stderr.splitlines()] == [
        "'con' cannot be an identifier: s", "'mappa' cannot be an identifier:",
    ]  # fmt: skip
    assert parse(files(site)["arco-2"].encode()).tree == {"name": "Arco", "summary": "Un'altra."}
    assert "2 unchanged" in returned(site, sheet.path).stdout
    path = exported(site)
    sheet = Sheet(path)
    sheet.sheet.delete_rows(sheet.rows["arco"])
    sheet.add(id="arco", name="Arco", summary="Pane e dolci.")
    assert returned(site, path).exit_code == 0
    assert list(changes(MEMBER, files(site)["arco"])) == ["-summary: Pane.", "+summary: Pane e dolci."], (
        "all else stays"
    )


def test_a_row_that_was_copied_becomes_a_whole_record(site: Path) -> None:
    sheet = Sheet(exported(site))
    values = [cell.value for cell in sheet.sheet[2]]
    sheet.sheet.append([None, *values[1:]])
    sheet.sheet.cell(3, sheet.columns["name"]).value = "Copia"
    sheet.book.save(sheet.path)
    assert returned(site, sheet.path).exit_code == 0
    expected = {**(parse(MEMBER.encode()).tree or {}), "name": "Copia"}
    assert parse(files(site)["copia"].encode()).tree == expected


def test_a_table_without_the_base_gives_no_identifiers(site: Path) -> None:
    path = site / "members.csv"
    path.write_text("Id [id],Name [name],Summary [summary]\nbaleno,Baleno,\n,Arco,Altro.\n", encoding="utf-8")
    done = returned(site, path)
    assert done.stderr == (
        "members.csv:2: id: no file has the identifier 'baleno': leave the cell empty for a new record\n"
        "members.csv:3: id: members/arco.yml has this name and says something else: write its identifier, 'arco', "
        "to change it, or another name for a new record\n"
    )
    assert files(site) == {"arco": MEMBER}
