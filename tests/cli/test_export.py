"""The office's round trip: export, edit in a spreadsheet, import again."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from io import BytesIO, StringIO
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.languages.language import Language
from generator.publishing.members.card import cards
from generator.publishing.open_data.members import FORMATS
from generator.publishing.places import Places
from generator.reading.settings import read_settings
from generator.reading.yaml_text import parse
from generator.writing.record_file import written
from generator.writing.template import Field, template
from tests.cli.terminal import said
from tests.search.corpora import demonstration_site
from tests.writing.styled import WORDS, Styled

ROOT = Path(__file__).parents[2]
UK = ROOT / "../shared/data/coops-uk.csv"
NAUGHTY = ROOT / "../shared/data/naughty-strings.json"
MEMBER = """\
# by hand
name: 'Arco'  # as they say
status: active
summary: Pane.
sdg: [8, 9]
contacts:
  phone: +39 030 1
"""
CHANNELS = """\
name: Arco
channels:
  # the first
  - kind: facebook
    url: https://a.example/
  - kind: other
    url: https://b.example/
"""
ONE_LINE = ("name", "summary", "address.street", "contacts.phone", "size.members", "size.employees")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: F\ntheme: {name: material, language: en}\n", encoding="utf-8")
    (tmp_path / "members").mkdir()
    (tmp_path / "members/arco.yml").write_text(MEMBER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def demonstration(tmp_path: Path) -> Path:
    for name in ("members", "calls", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "-C", str(site)])


def exported(site: Path, kind: str = "members", form: str = "xlsx") -> Path:
    path = site / f"{kind}.{form}"
    done = run(site, "export", kind, "--format", form, "--output", str(path))
    assert (done.exit_code, done.output) == (0, "")
    return path


def returned(site: Path, path: Path, *more: str) -> Result:
    return run(site, "import", path.stem, str(path), "--update", *more)


def files(site: Path, kind: str = "members") -> dict[str, str]:
    return {path.stem: path.read_bytes().decode() for path in sorted((site / kind).glob("*.yml"))}


class Sheet:
    """A workbook as the office has it open: cells by identifier and by the name in the header's brackets."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet: Any = self.book.worksheets[0]
        self.columns = {cell.value.rpartition(" [")[2][:-1]: cell.column for cell in self.sheet[1]}
        self.rows = {cell.value: cell.row for cell in self.sheet["A"][1:]}

    def cell(self, slug: str, name: str) -> Any:
        return self.sheet.cell(self.rows[slug], self.columns[name])

    def put(self, slug: str, **values: Any) -> None:
        for name, value in values.items():
            self.cell(slug, name.replace("__", ".")).value = value
        self.book.save(self.path)

    def add(self, **values: Any) -> None:
        row = self.sheet.max_row + 1
        for name, value in values.items():
            self.sheet.cell(row, self.columns[name.replace("__", ".")]).value = value
        self.book.save(self.path)


def changes(old: str, new: str) -> Iterator[str]:
    lines = unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return (line for line in lines if not line.startswith(("---", "+++", "@@")))


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


def test_a_workbook_offers_choices_and_locks_what_is_worked_out(site: Path) -> None:
    (site / "members/arco.yml").write_text(MEMBER + "address: {municipality: '015146'}\n", encoding="utf-8")
    sheet = Sheet(exported(site))
    assert [sheet.cell("arco", f"={name}").value for name in ("municipality", "province", "region")] == [
        "Milano", "Milano", "Lombardia",
    ]  # fmt: skip
    assert sheet.cell("arco", "status").value == "active · Active"
    assert sheet.cell("arco", "address.municipality").value == "015146 · Milano (MI)"
    assert sheet.sheet.protection.sheet
    assert sheet.cell("arco", "=region").protection.locked
    assert sheet.cell("arco", "id").protection.locked
    assert not sheet.cell("arco", "name").protection.locked
    assert not sheet.sheet.column_dimensions[openpyxl.utils.get_column_letter(sheet.columns["logo"])].protection.locked
    letter = openpyxl.utils.get_column_letter(sheet.columns["status"])
    rule = next(one for one in sheet.sheet.data_validations.dataValidation if str(one.sqref).startswith(f"{letter}2:"))
    assert (rule.type, rule.errorStyle) == ("list", "stop")
    listed = rule.formula1.rpartition("!")[2].replace("$", "")
    assert [cell.value for (cell,) in sheet.book["Choices"][listed]] == [
        "active · Active", "forming · Being formed", "winding_up · Winding up", "ceased · Ceased",
    ]  # fmt: skip
    assert sheet.book["Choices"].sheet_state == "hidden"


def test_no_cell_of_a_workbook_or_a_csv_file_is_a_formula(site: Path) -> None:
    evil = {"a": "=1+1", "b": "@SUM(A1)", "c": "'=2", "d": "#N/A", "e": "-3"}
    for slug, text in evil.items():
        (site / f"members/{slug}.yml").write_text(f"name: {slug}\nsummary: {text!r}\n", encoding="utf-8")
    sheet = Sheet(exported(site))
    assert {slug: sheet.cell(slug, "summary").value for slug in evil} == {**evil, "c": "''=2"}
    assert {sheet.cell(slug, "summary").data_type for slug in evil} <= {"s", "inlineStr"}
    assert [sheet.cell(slug, "summary").quotePrefix for slug in "ab"] == [True, True]
    rows = list(csv.DictReader(StringIO(exported(site, form="csv").read_text("utf-8-sig")), delimiter=";"))
    found = {row["Identifier [id]"]: row["In one sentence [summary]"] for row in rows}
    assert found["a"] == "'=1+1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    before = files(site)
    for form in ("xlsx", "csv"):
        assert returned(site, exported(site, form=form)).exit_code == 0
        assert files(site) == before


def test_numbers_days_and_truth_are_such_in_a_workbook(site: Path) -> None:
    place = "{postcode: '00195', latitude: 45.50, longitude: 9.5}"
    text = f"name: A\nmember_since: 2020-03-31\nsize: {{members: 12}}\naddress: {place}\n"
    (site / "members/arco.yml").write_text(text, encoding="utf-8")
    sheet = Sheet(exported(site))
    values = [
        sheet.cell("arco", name).value
        for name in ("size.members", "address.latitude", "address.longitude", "address.postcode")
    ]
    assert values == [12, "45.50", 9.5, "00195"]
    assert sheet.cell("arco", "member_since").value.isoformat() == "2020-03-31T00:00:00"
    sheet.put("arco", address__postcode="195", address__latitude=45.5)
    assert "1 unchanged" in returned(site, sheet.path).stdout


def test_the_same_records_give_the_same_bytes(site: Path) -> None:
    first = exported(site).read_bytes()
    assert exported(site).read_bytes() == first
    with ZipFile(BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}


def test_a_file_that_cannot_be_read_is_told_and_left_out(site: Path) -> None:
    (site / "members/baleno.yml").write_text("name: [\n", encoding="utf-8")
    done = run(site, "export", "members", "--format", "csv")
    assert done.exit_code == 1
    assert done.stderr.startswith("members/baleno.yml:")
    assert done.stderr.endswith("1 file was left out: coop-restart check says what is wrong with it\n")
    assert "arco;" in done.stdout
    assert "baleno" not in done.stdout


def reads_everything() -> bool:
    """Return whether the one who runs the tests may read a file that nobody may read."""
    with NamedTemporaryFile() as file:
        Path(file.name).chmod(0)
        return os.access(file.name, os.R_OK)


needs_rights = pytest.mark.skipif(reads_everything(), reason="whoever runs this may read everything")
needs_uk = pytest.mark.skipif(not UK.is_file(), reason="coops-uk.csv is not here")


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


@pytest.mark.parametrize(
    ("form", "ending"), [("json", "json"), ("geojson", "geojson"), ("jsonld", "jsonld"), ("vcard", "vcf")]
)
def test_open_data_is_that_of_the_site_in_one_file(demonstration: Path, form: str, ending: str) -> None:
    done = run(demonstration, "export", "members", "--format", form)
    site = replace(demonstration_site(), settings=read_settings(demonstration).settings)
    members = site.federation.members
    published = sorted(card.slug for card in cards(site))
    expected = FORMATS[ending](site, Places(site)).file((slug, members[slug]) for slug in published)
    assert (done.exit_code, done.stdout_bytes) == (0, expected)
    assert len(published) > 60


def test_open_data_leaves_out_what_is_wrong_and_says_so(site: Path) -> None:
    (site / "members/baleno.yml").write_text("name: Baleno\nsdg: [40]\n", encoding="utf-8")
    done = run(site, "export", "members", "--format", "json")
    assert done.exit_code == 1
    assert done.stderr.startswith("members/baleno.yml:2:")
    assert ("Arco" in done.stdout, "Baleno" in done.stdout) == (True, False)


def test_calls_are_no_open_data(site: Path) -> None:
    done = run(site, "export", "calls", "--format", "vcard")
    assert done.exit_code == 2
    assert "only members are open data" in done.stderr


def test_a_workbook_is_not_written_to_a_terminal(site: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - another process
        arguments = ["export", "members", "-C", str(site)]
        os.execv(sys.executable, [sys.executable, "-m", "generator.cli", *arguments])  # noqa: S606
    assert b"a workbook is nothing for a terminal" in b" ".join(said(pid, terminal).split())


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


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_is_no_file_to_read_is_told_counted_and_left_out(site: Path, form: str) -> None:
    (site / "members/baleno.yml").mkdir()
    (site / "members/circo.yml").symlink_to(site / "members/none")
    (site / "members/Duna.yml").write_text("name: Duna\n", encoding="utf-8")
    done = run(site, "export", "members", "--format", form)
    assert (done.exit_code, "Arco" in done.stdout, "Duna" in done.stdout) == (1, True, False)
    assert [line.partition(":")[0] for line in done.stderr.splitlines()[:-1]] == [
        "members/Duna.yml", "members/baleno.yml", "members/circo.yml",
    ]  # fmt: skip
    assert done.stderr.endswith("\n3 files were left out: coop-restart check says what is wrong with them\n")


@needs_rights
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_without_permission_is_told_and_left_out(site: Path, form: str) -> None:
    (site / "members/baleno.yml").write_text("name: Baleno\n", encoding="utf-8")
    (site / "members/baleno.yml").chmod(0)
    done = run(site, "export", "members", "--format", form)
    assert (done.exit_code, "Arco" in done.stdout) == (1, True)
    assert done.stderr.startswith("members/baleno.yml:1:1: this cannot be read: Permission denied\n1 file was left out")


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_no_table_is_written_of_a_folder_that_cannot_be_read(site: Path, form: str) -> None:
    shutil.rmtree(site / "members")
    (site / "members").write_text("no folder", encoding="utf-8")
    output = site / f"members.{form}"
    done = run(site, "export", "members", "--format", form, "--output", str(output))
    assert (done.exit_code, done.stdout, output.exists()) == (1, "", False)
    assert done.stderr == "members:1:1: this cannot be read: what should be a folder is none\n"


@needs_rights
@pytest.mark.parametrize("command", [["export", "members", "--format", "csv"], ["report"]])
def test_a_folder_without_permission_is_an_error(site: Path, command: list[str]) -> None:
    (site / "members").chmod(0)
    done = run(site, *command)
    (site / "members").chmod(0o755)
    assert done.exit_code == 1
    assert done.stderr == "members:1:1: this cannot be read: Permission denied\n"


def test_a_row_whose_file_cannot_be_read_is_refused(site: Path) -> None:
    sheet = Sheet(exported(site))
    sheet.put("arco", name="Arca")
    (site / "members/arco.yml").unlink()
    (site / "members/arco.yml").mkdir()
    done = returned(site, sheet.path)
    reason = "members/arco.yml cannot be read: mend it first (coop-restart check)"
    assert (done.exit_code, done.stderr) == (1, f"members.xlsx:2: {reason}\n")


@pytest.mark.parametrize(
    ("name", "more", "begins"),
    [
        ("m.xlsx", (), b"PK"),
        ("m.CSV", (), b"\xef\xbb\xbfIdentifier [id];"),
        ("m.json", (), b'{"members":'),
        ("m.geojson", (), b'{"type":"FeatureCollection"'),
        ("m.jsonld", (), b'{"@context"'),
        ("m.vcf", (), b"BEGIN:VCARD"),
        ("m.json", ("--format", "geojson"), b'{"type":"FeatureCollection"'),
        ("m.table", ("--format", "csv"), b"\xef\xbb\xbfIdentifier [id];"),
        ("m", (), b"PK"),
    ],
)
def test_the_end_of_the_name_says_the_format(site: Path, name: str, more: tuple[str, ...], begins: bytes) -> None:
    assert run(site, "export", "members", *more, "--output", str(site / name)).exit_code == 0
    assert (site / name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("name", "more", "expected"),
    [
        ("m.json", ("--format", "vcard"), "a file that ends in '.json' is none for --format vcard"),
        ("m.csv", ("--format", "xlsx"), "a file that ends in '.csv' is none for --format xlsx"),
        ("m.geojson", ("--format", "json"), "a file that ends in '.geojson' is none for --format json"),
        ("m.ods", (), "nothing is known of files that end in '.ods': expected one of .xlsx .csv .json"),
    ],
)
def test_a_name_that_ends_in_another_format_is_wrong_usage(
    site: Path, name: str, more: tuple[str, ...], expected: str
) -> None:
    done = run(site, "export", "members", *more, "--output", str(site / name))
    assert (done.exit_code, (site / name).exists()) == (2, False)
    assert expected in " ".join(done.stderr.split())


def test_a_file_that_cannot_be_written_is_told(site: Path) -> None:
    output = site / "none/members.xlsx"
    done = run(site, "export", "members", "--output", str(output))
    told = f"Error: {output} cannot be read or written: there is no such file or folder\n"
    assert (done.exit_code, done.stderr) == (1, told)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk is full here")
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_full_disk_is_told(site: Path, form: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", "export", "members", "--format", form, "-C", str(site)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    expected = "Error: the disk does not do what is asked of it: the disk is full\n"
    assert (done.returncode, done.stderr) == (1, expected)
