"""The office's round trip: export, edit in a spreadsheet, import again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from generator.languages.language import Language
from generator.reading.yaml_text import parse
from generator.writing.record_file import written
from generator.writing.template import Field, template
from tests.cli.tables.sheets import (
    CHANNELS,
    MEMBER,
    NAUGHTY,
    ONE_LINE,
    UK,
    Sheet,
    changes,
    exported,
    files,
    returned,
    run,
)
from tests.writing.styled import WORDS, Styled

needs_uk = pytest.mark.skipif(not UK.is_file(), reason="coops-uk.csv is not here")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["members", "calls"])
def test_a_table_that_comes_back_unchanged_changes_no_file(demonstration: Path, kind: str, form: str) -> None:
    before = files(demonstration, kind)
    done = returned(demonstration, exported(demonstration, kind, form))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"schede scritte: 0, aggiornate: 0, invariate: {len(before)}, già presenti: 0, rifiutate: 0\n"
    assert files(demonstration, kind) == before


def test_a_hundred_cells_changed_at_random_change_exactly_their_lines(demonstration: Path) -> None:
    before = files(demonstration)
    sheet = Sheet(exported(demonstration))
    dice = Random(6)  # noqa: S311 - a test's dice
    filled = [(slug, name) for slug in sheet.rows for name in ONE_LINE if sheet.cell(slug, name).value is not None]
    chosen = dice.sample(filled, 100)
    new = {(slug, name): changed(name, number) for number, (slug, name) in enumerate(chosen)}
    for (slug, name), value in new.items():
        sheet.cell(slug, name).value = value
    sheet.book.save(sheet.path)
    done = returned(demonstration, sheet.path)
    assert (done.exit_code, done.stderr) == (0, "")
    after = files(demonstration)
    touched = {slug for slug in before if before[slug] != after[slug]}
    assert touched == {slug for slug, _ in chosen}
    for slug in touched:
        those = {name: value for (one, name), value in new.items() if one == slug}
        lines = list(changes(before[slug], after[slug]))
        assert (
            len([line for line in lines if line[0] == "-"])
            == len([line for line in lines if line[0] == "+"])
            == len(those)
        )
        for name, value in those.items():
            assert any(
                line.startswith("+") and str(value) in line and name.rpartition(".")[2] in line for line in lines
            )


def changed(name: str, number: int) -> str | int:
    if name.startswith("size"):
        return 7000 + number
    return {"contacts.phone": f"+39 055 {number:06}", "name": f"Nuova {number}"}.get(name, f"Altro testo {number}.")


def test_every_change_is_told_and_only_its_line_differs(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.put("arco", name="Arca", status=None, sdg="8; 10", contacts__email="a@b.example")
    done = returned(site, sheet.path)
    assert done.stdout == (
        "members/arco.yml\n"
        "  Name (name): Arco → Arca\n"
        "  Status (status): active (taken out)\n"
        "  E-mail (contacts.email): a@b.example (new)\n"
        "  Sustainable development goals (sdg[1]): 9 → 10\n"
        "0 written, 1 updated, 0 unchanged, 0 already there, 0 refused\n"
    )
    assert list(changes(MEMBER, files(site)["arco"])) == [
        "-name: 'Arco'  # as they say", "-status: active", "+name: 'Arca'  # as they say",
        "-sdg: [8, 9]", "+sdg: [8, 10]", "+  email: a@b.example",
    ]  # fmt: skip


def test_an_emptied_group_goes_and_a_new_row_becomes_a_file(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.put("arco", contacts__phone=None)
    sheet.add(name="Arca", summary="Un'altra.", size__members=12)
    done = returned(site, sheet.path)
    assert done.stdout.splitlines()[-2:] == [
        "members/arca.yml (new)",
        "1 written, 1 updated, 0 unchanged, 0 already there, 0 refused",
    ]
    assert parse(files(site)["arco"].encode()).tree == {
        "name": "Arco", "status": "active", "summary": "Pane.", "sdg": ["8", "9"],
    }  # fmt: skip
    assert parse(files(site)["arca"].encode()).tree == {
        "name": "Arca", "summary": "Un'altra.", "size": {"members": "12"},
    }  # fmt: skip


def test_items_of_a_list_come_go_and_change_by_their_columns(site: Path) -> None:
    (site / "members/arco.yml").write_text(CHANNELS, encoding="utf-8")
    sheet = Sheet(exported(site))
    sheet.put(
        "arco",
        **{
            "channels[0]__kind": None,
            "channels[0]__url": None,
            "channels[2]__kind": "other",
            "channels[2]__url": "https://c.example/",
        },
    )
    assert returned(site, sheet.path).exit_code == 0
    assert files(site)["arco"] == (
        CHANNELS.replace("  - kind: facebook\n    url: https://a.example/\n", "")
        + "  - kind: other\n    url: https://c.example/\n"
    )


def test_a_row_that_is_refused_says_why_and_in_which_cell(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.put("arco", status="sleeping", size__members="many")
    sheet.add(name="Baleno", sdg="40", id="baleno", **{"=base": "name:000000"})
    sheet.add(name="Circo", sdg="40")
    sheet.add(name="Arco", id="arco")
    sheet.add(name="Fuori", id="../mkdocs")
    done = returned(site, sheet.path)
    letter = openpyxl.utils.get_column_letter
    status, goals, members = (letter(sheet.columns[name]) for name in ("status", "sdg", "size.members"))
    told = done.stderr.splitlines()
    assert (done.exit_code, files(site)) == (1, {"arco": MEMBER})
    assert [line.split(" ")[:2] for line in told] == [
        [f"members.xlsx:{status}2:", "status:"], [f"members.xlsx:{members}2:", "size.members:"],
        ["members.xlsx:A3:", "id:"], [f"members.xlsx:{goals}4:", "sdg[0]:"], ["members.xlsx:A5:", "id:"],
        ["members.xlsx:A6:", "id:"],
    ]  # fmt: skip
    assert told[2].endswith("no file has the identifier 'baleno': leave the cell empty for a new record")
    assert told[4].endswith("an earlier row has the identifier 'arco'")


def test_without_update_what_is_there_stays(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.put("arco", name="Arca")
    done = run(site, "import", "members", str(sheet.path))
    assert done.stderr == "members.xlsx:2: members/arco.yml is already there; --update would change it\n"
    assert files(site) == {"arco": MEMBER}
    assert returned(site, sheet.path, "--dry-run").stdout == (
        "members/arco.yml\n"
        "  Name (name): Arco → Arca\n"
        "a dry run, nothing was written: 0 would be written, 1 updated; 0 unchanged, 0 already there, 0 refused\n"
    )
    assert files(site) == {"arco": MEMBER}


def test_columns_may_be_taken_out_and_moved(site: Path) -> None:
    path = site / "members.csv"
    path.write_text("Whatever [summary],Mine,Id [id],Region [=region]\nDolci.,x,arco,Nowhere\n", encoding="utf-8")
    assert returned(site, path).exit_code == 0
    assert list(changes(MEMBER, files(site)["arco"])) == ["-summary: Pane.", "+summary: Dolci."]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Nome,Id", "this table is none that coop-restart export wrote: say with --mapping what its columns mean"),
        (
            "Nome [name],Id",
            "this table is none that coop-restart export wrote: say with --mapping what its columns mean",
        ),
        ("X [id],Y [colour]", "no field of members is called as in: Y [colour]"),
    ],
)
def test_another_table_is_not_taken(site: Path, header: str, expected: str) -> None:
    path = site / "members.csv"
    path.write_text(f"{header}\narco,arco\n", encoding="utf-8")
    done = returned(site, path)
    assert (done.exit_code, files(site)) == (2, {"arco": MEMBER})
    assert expected in " ".join(done.stderr.split())


@needs_uk
@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_7272_real_members_come_back_unchanged(site: Path, form: str) -> None:
    (site / "members/arco.yml").unlink()
    assert run(site, "import", "members", str(UK), "--mapping", "coops-uk").exit_code == 0
    before = files(site)
    done = returned(site, exported(site, form=form))
    assert (done.exit_code, done.stdout) == (0, "0 written, 0 updated, 7,272 unchanged, 0 already there, 0 refused\n")
    assert files(site) == before


def hostile(dice: Random, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return a record with whatever texts anybody could write in its fields."""
    record: dict[str, Any] = {}
    for name, one in fields.items():
        if dice.random() < 0.4:
            continue
        if one.fields:
            items = [inner for _ in range(dice.randint(1, 3)) if (inner := hostile(dice, one.fields))]
            record[name] = items if one.many else hostile(dice, one.fields)
        else:
            record[name] = [dice.choice(WORDS) for _ in range(dice.randint(0, 3))] if one.many else dice.choice(WORDS)
    return record


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_whatever_records_hold_comes_back_unchanged(site: Path, form: str) -> None:
    dice = Random(9)  # noqa: S311 - a test's dice
    fields = template("member", Language.load("en"))
    naughty = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.is_file() else []
    for number in range(60):
        text = Styled(dice)(hostile(dice, fields) or {"name": "x"})
        (site / f"members/hostile-{number}.yml").write_bytes(text.encode())
    for number, text in enumerate(naughty):
        record = {"name": text, "keywords": [text, "x"], "address": {"postcode": text}}
        (site / f"members/naughty-{number}.yml").write_text(written(record, fields, "#"), encoding="utf-8")
    for path in (site / "members").glob("*.yml"):
        if parse(path.read_bytes()).faults:
            path.unlink()
    before = files(site)
    assert len(before) > 50
    done = returned(site, exported(site, form=form))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"0 written, 0 updated, {len(before)} unchanged, 0 already there, 0 refused\n"
    assert files(site) == before


def test_a_change_made_in_the_file_meanwhile_stays(site: Path) -> None:
    sheet = Sheet(exported(site))
    assert sheet.sheet.column_dimensions[openpyxl.utils.get_column_letter(sheet.columns["=base"])].hidden
    newer = MEMBER.replace("Pane.", "Pane e dolci.").replace("status: active\n", "") + "  email: a@b.example\n"
    (site / "members/arco.yml").write_text(newer, encoding="utf-8")
    sheet.put("arco", name="Arca")
    done = returned(site, sheet.path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert files(site)["arco"] == newer.replace("'Arco'", "'Arca'")
    assert "1 unchanged" in returned(site, sheet.path).stdout


def test_a_change_made_on_both_sides_is_refused_with_what_the_file_says(site: Path) -> None:
    sheet = Sheet(exported(site))
    newer = MEMBER.replace("Pane.", "Pane e dolci.")
    (site / "members/arco.yml").write_text(newer, encoding="utf-8")
    sheet.put("arco", summary="Focacce.", name="Arca")
    done = returned(site, sheet.path)
    letter = openpyxl.utils.get_column_letter(sheet.columns["summary"])
    reason = (
        "changed in the file as well since the table was written, to 'Pane e dolci.': export again, and change it there"
    )
    assert (done.exit_code, done.stderr) == (1, f"members.xlsx:{letter}2: summary: {reason}\n")
    assert files(site) == {"arco": newer}
    sheet.put("arco", **{"=base": None})
    assert returned(site, sheet.path).exit_code == 0
    assert files(site)["arco"] == MEMBER.replace("Pane.", "Focacce.").replace("'Arco'", "'Arca'")


def test_what_was_taken_already_is_no_conflict_however_it_was_typed(site: Path) -> None:
    sheet = Sheet(exported(site))
    register = {"number": "A1", "section": "prevalent", "category": "consumer"}
    sheet.put(
        "arco",
        status="winding up",
        keywords="pane ;dolci;",
        **{f"identifiers__register__{name}": value for name, value in register.items()},
    )
    assert "1 updated" in returned(site, sheet.path).stdout
    taken = files(site)["arco"]
    assert "status: winding_up\n" in taken
    assert "category: consumer\n" in taken
    done = returned(site, sheet.path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "0 written, 0 updated, 1 unchanged, 0 already there, 0 refused\n"
    assert files(site)["arco"] == taken


def test_an_old_table_changes_the_offer_that_was_meant(site: Path) -> None:
    offer = "  - {{id: {}, kind: good, title: Pane, expires: 2026-12-31, status: open}}\n"
    old = "name: Arco\noffers:\n" + offer.format("pane") + offer.format("dolci")
    (site / "members/arco.yml").write_text(old, encoding="utf-8")
    sheet = Sheet(exported(site))
    newer = old.replace("offers:\n", "offers:\n" + offer.format("pizza"))
    (site / "members/arco.yml").write_text(newer, encoding="utf-8")
    sheet.put("arco", **{"offers[1]__expires": "2027-06-30", "offers[1]__status": "concluded"})
    done = returned(site, sheet.path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert list(changes(newer, files(site)["arco"])) == [
        "-" + offer.format("dolci").rstrip(),
        "+" + offer.format("dolci").rstrip().replace("2026-12-31", "2027-06-30").replace("open", "concluded"),
    ]
