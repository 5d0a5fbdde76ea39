"""What `coop-restart export` writes, and where."""

from __future__ import annotations

import csv
import os
import pty
import subprocess
import sys
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from generator.publishing.members.card import cards
from generator.publishing.open_data.members import FORMATS
from generator.publishing.places import Places
from generator.reading.settings import read_settings
from tests.cli.tables.sheets import (
    MEMBER,
    Sheet,
    exported,
    files,
    returned,
    run,
)
from tests.cli.terminal import said
from tests.search.corpora import demonstration_site


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
