"""The office's report: freshness, what is missing, the next best field."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.plugin.federation import write

SETTINGS = "site_name: Rete\ntheme: {name: material, language: en}\n"
MEMBERS = {
    "aurora": """\
name: Aurora
address: {municipality: '017029'}
verified: {on: 2026-10-01, by: Office}
offers:
- {id: cold, kind: service, service: logistics.refrigerated-transport, title: Trasporto refrigerato,
   expires: 2026-06-30, area: [IT-25]}
""",
    "luna": """\
name: Luna
address: {municipality: '020030'}
verified: {on: 2026-02-01, by: Office}
needs:
- {id: freddo, kind: service, service: logistics.refrigerated-transport, title: Viaggi refrigerati, expires: 2027-05-31}
""",
    "sole": "name: '=1+1 @sole'\nverified: {on: 2020-02-01, by: Office}\n",
    "stella": "name: Stella\n",
    "vento": "name: Vento\nstatus: ceased\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    members = {f"members/{slug}.yml": text for slug, text in MEMBERS.items()}
    return write(tmp_path, {"mkdocs.yml": SETTINGS, **members})


def run(site: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["report", "-C", str(site), "--today", "2026-11-25", *arguments])


def test_it_says_how_fresh_records_are_and_what_opens_most(site: Path) -> None:
    result = run(site)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        """\
# The state of the records

On 25 November 2026.

| Freshness | Members |
| --- | ---: |
| confirmed within half a year | 1 |
| confirmed within a year | 1 |
| confirmed longer ago | 1 |
| never confirmed | 1 |

## The field that would open most

- **Aurora** — offer “Trasporto refrigerato”\\: confirmed""".replace("\\:", ":")
    )
    assert "until 25 November 2027, it opens 1 match" in result.stdout
    assert "## To complete: never confirmed\n\n- **Stella** — In one sentence, Address, Contacts" in result.stdout
    assert "Vento" not in result.stdout, "nobody writes to a member that is gone"


def test_a_spreadsheet_gets_one_line_a_member_and_no_formula(site: Path) -> None:
    rows = list(csv.DictReader(StringIO(run(site, "--format", "csv").stdout)))
    assert [row["member"] for row in rows] == ["aurora", "sole", "luna", "stella"]
    first, hostile = rows[0], rows[1]
    assert (first["next_field"], first["next_value"], first["matches"]) == ("offers.cold.expires", "2027-11-25", "1")
    assert (first["confirmed_on"], first["freshness"]) == ("2026-10-01", "fresh")
    assert (hostile["name"], hostile["freshness"], hostile["next_field"]) == ("'=1+1 @sole", "stale", "")
    assert "consent" in hostile["missing"].split("; ")


def test_a_long_list_is_cut_and_counted_and_the_spreadsheet_has_all(site: Path) -> None:
    for number in range(250):
        (site / "members" / f"m{number}.yml").write_text(f"name: Luna {number:03}\n")
    text = run(site).stdout
    assert "- 51 more are in the CSV\n" in text
    assert text.count("- **Luna ") == 200
    assert run(site, "--format", "csv").stdout.count("Luna ") == 250


def test_wrong_records_are_left_out_and_it_fails(site: Path) -> None:
    (site / "members" / "stella.yml").write_text("nome: Stella\n")
    result = run(site)
    assert result.exit_code == 1
    assert "Stella" not in result.stdout
    assert result.stderr == "1 file was left out: coop-restart check says what is wrong with it\n"
    assert "Aurora" in result.stdout


def test_records_that_cannot_be_read_are_told(site: Path) -> None:
    for path in (site / "members").iterdir():
        path.unlink()
    (site / "members").rmdir()
    (site / "members").write_text("no folder", encoding="utf-8")
    result = run(site)
    assert (result.exit_code, result.stderr) == (
        1,
        "members:1:1: this cannot be read: what should be a folder is none\n",
    )


def test_it_speaks_italian(site: Path) -> None:
    text = run(site, "--language", "it").stdout
    assert "- **Aurora** — offerta «Trasporto refrigerato»: se confermata fino al 25 novembre 2027" in text.replace(
        "\u2060", ""
    )
    assert "| mai confermata | 1 |" in text
