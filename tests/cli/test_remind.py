"""Reminders: whom they go to, what they say, and that nothing hostile gets into a header."""

from __future__ import annotations

import csv
import email
import json
from email.policy import default
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from tests.plugin.federation import write

SETTINGS = """\
site_name: Rete
site_url: https://rete.example/
theme: {name: material, language: en}
plugins: [{coop-restart: {office_email: office@rete.example}}]
"""
MEMBERS = {
    "aurora": """\
name: Aurora
verified: {on: 2025-11-24, by: Office}
contacts: {email: info@aurora.example}
address: {municipality: '017029'}
offers:
- {id: cold, kind: service, service: logistics.refrigerated-transport, title: Trasporto refrigerato,
   expires: 2026-06-30, area: [IT-25]}
""",
    "brezza": "name: Brezza\nverified: {on: 2025-11-25, by: Office}\n",
    "luna": """\
name: Luna
address: {municipality: '020030'}
verified: {on: 2026-10-01, by: Office}
needs:
- {id: freddo, kind: service, service: logistics.refrigerated-transport, title: Viaggi refrigerati, expires: 2027-05-31}
""",
    "sole": "name: '=Sole <b>'\nverified: {on: 2020-02-29, by: Office}\ncontacts: {email: mario.rossi@sole.example}\n",
    "stella": "name: Stella\ncontacts: {email: stella@stella.example}\n",
    "vento": "name: Vento\nstatus: ceased\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    members = {f"members/{slug}.yml": text for slug, text in MEMBERS.items()}
    return write(tmp_path, {"mkdocs.yml": SETTINGS, **members})


def run(site: Path, *arguments: str) -> Result:
    everything = ["remind", "-C", str(site), "--today", "2026-11-25", "-o", str(site / "out"), *arguments]
    return CliRunner().invoke(main, everything)


def test_it_lists_whom_nobody_has_confirmed_for_a_year(site: Path) -> None:
    result = run(site)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Member     Last confirmed    E-mail",
        "Stella     never             stella@stella.example",
        "=Sole <b>  29 February 2020  –",
        "Aurora     24 November 2025  info@aurora.example",
    ]
    assert result.stderr == "3 records to be confirmed, 1 without an office's address\n"


@pytest.mark.parametrize(
    ("months", "expected"),
    [("0", ["stella", "sole", "aurora", "brezza", "luna"]), ("1", ["stella", "sole", "aurora", "brezza", "luna"]),
     ("2", ["stella", "sole", "aurora", "brezza"]), ("12", ["stella", "sole", "aurora"]), ("81", ["stella"])],
)  # fmt: skip
def test_how_old_is_old_can_be_said(site: Path, months: str, expected: list[str]) -> None:
    found = json.loads(run(site, "--older-than", months, "--format", "json").stdout)
    assert [one["member"] for one in found] == expected


def test_programs_get_all_of_it(site: Path) -> None:
    (_, _, aurora) = json.loads(run(site, "--format", "json").stdout)
    form = "https://rete.example/propose/?kind=change-member&member=aurora&action="
    message = aurora.pop("message")
    assert aurora == {
        "member": "aurora",
        "name": "Aurora",
        "confirmed_on": "2025-11-24",
        "email": "info@aurora.example",
        "links": {action: form + action for action in ("confirm", "update", "archive")},
        "hint": "offer “Trasporto refrigerato”: confirmed again until 25 November 2027, it opens 1 match",
        "subject": "Is the record of Aurora still right?",
    }
    assert (
        message
        == f"""\
Good day,

the record of Aurora on the site of Rete was last confirmed on Monday,
24 November 2025:
https://rete.example/members/aurora/

It takes a minute to put this right. Open the link that fits:

All of it is still right:
{form}confirm

Something has changed:
{form}update

The co-operative is no more, or wants to be taken off the site:
{form}archive

What would help others find you most: offer “Trasporto refrigerato”:
confirmed again until 25 November 2027, it opens 1 match.

Thank you,
Rete
office@rete.example
"""
    )


def test_the_hint_can_be_left_out(site: Path) -> None:
    found = json.loads(run(site, "--format", "json", "--no-hints").stdout)
    assert [one["hint"] for one in found] == [None, None, None]
    assert "What would help" not in found[2]["message"]


def test_the_message_to_one_member_can_be_read(site: Path) -> None:
    result = run(site, "--member", "stella", "--language", "it")
    table, message = result.stdout.split("\n\n", 1)
    assert table.splitlines() == [
        "Associata  Ultima conferma  E-mail",
        "Stella     mai              stella@stella.example",
    ]
    assert message.startswith("Oggetto: La scheda di Stella è ancora giusta?\n\nBuongiorno,\n\nnessuno ha ancora ")
    assert "Sole" not in result.stdout
    assert result.stderr == "1 scheda da confermare\n"


def test_a_spreadsheet_gets_one_row_a_member_and_no_formula(site: Path) -> None:
    rows = list(csv.DictReader(StringIO(run(site, "--format", "csv").stdout)))
    assert [row["member"] for row in rows] == ["stella", "sole", "aurora"]
    assert (rows[1]["name"], rows[1]["email"], rows[1]["confirmed_on"]) == ("'=Sole <b>", "", "2020-02-29")
    assert rows[2]["archive"].endswith("member=aurora&action=archive")


def test_mail_programs_get_one_message_a_member_that_has_an_office(site: Path) -> None:
    result = run(site, "--format", "eml")
    assert result.stdout.splitlines() == [str(site / "out" / f"{slug}.eml") for slug in ("stella", "aurora")]
    first = (site / "out" / "aurora.eml").read_bytes()
    letter = email.message_from_bytes(first, policy=default)
    assert dict(letter.items()) == {
        "X-Unsent": "1",
        "From": "Rete <office@rete.example>",
        "To": "info@aurora.example",
        "Subject": "Is the record of Aurora still right?",
        "Date": "Wed, 25 Nov 2026 12:00:00 +0100",
        "Message-ID": "<reminder-aurora-2026-11-25@rete.example>",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "MIME-Version": "1.0",
    }
    confirm = "https://rete.example/propose/?kind=change-member&member=aurora&action=confirm"
    assert confirm in letter.get_content().splitlines()
    assert max(map(len, first.split(b"\r\n"))) <= 78
    run(site, "--format", "eml")
    assert (site / "out" / "aurora.eml").read_bytes() == first


def test_drafts_of_earlier_runs_go_when_they_are_not_due_any_more(site: Path) -> None:
    def drafts() -> list[str]:
        return sorted(path.name for path in (site / "out").iterdir())

    run(site, "--format", "eml")
    letter = (site / "out/aurora.eml").read_bytes()
    foreign = letter.replace(b"<reminder-aurora-", b"<an-answer-")
    members = site / "members"
    write(site, {"out/notes.txt": "call Brezza", "out/brezza.eml": "To: a friend\n\nSee you.\n"})
    (site / "out/copia-di-aurora.eml").write_bytes(letter)
    (site / "out/luna.eml").write_bytes(foreign)
    others = ["brezza.eml", "copia-di-aurora.eml", "luna.eml", "notes.txt"]
    # One member alone says nothing of the others, nor does a record that is wrong.
    assert "removed" not in run(site, "--format", "eml", "--member", "stella").stderr
    (members / "aurora.yml").write_text("name: [\n", encoding="utf-8")
    assert "removed" not in run(site, "--format", "eml").stderr
    assert drafts() == sorted(["aurora.eml", "stella.eml", *others])
    write(site, {"members/aurora.yml": "name: Aurora\nverified: {on: 2026-11-24, by: Office}\n"})
    told = run(site, "--format", "eml").stderr.splitlines()
    assert told[0] == "1 draft of an earlier run was removed: it is not due any more"
    assert drafts() == sorted(["stella.eml", *others])
    # Still due, and nobody to write to any more.
    write(site, {"members/stella.yml": "name: Stella\n"})
    told = run(site, "--format", "eml", "--language", "it").stderr.splitlines()
    assert told[0] == "tolta 1 bozza di una volta precedente: il promemoria non serve più"
    assert drafts() == others


@pytest.mark.parametrize(
    "name", ["A\u00a0Bcc: x@y.example", "Città, «Ã» \U0001f600 " * 4, "=?utf-8?q?=0D=0ABcc:_x=40y.example?=", "a" * 99]
)
def test_no_name_makes_a_header_of_its_own(site: Path, name: str) -> None:
    text = json.dumps(name.strip(), ensure_ascii=False)
    (site / "members" / "luna.yml").write_text(f"name: {text}\ncontacts: {{email: info@luna.example}}\n", "utf-8")
    assert run(site, "--format", "eml", "--member", "luna").exit_code == 0
    letter = email.message_from_bytes((site / "out" / "luna.eml").read_bytes(), policy=default)
    assert sorted(letter.keys()) == [
        "Content-Transfer-Encoding", "Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To",
        "X-Unsent",
    ]  # fmt: skip
    assert (letter["To"], letter["Bcc"]) == ("info@luna.example", None)


def test_an_address_that_no_header_can_hold_is_none(site: Path) -> None:
    (site / "members" / "luna.yml").write_text("name: Luna\ncontacts: {email: a..b@luna.example}\n")
    result = run(site, "--format", "eml", "--member", "luna")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 record to be confirmed, 1 without an office's address\n"


def test_wrong_records_are_left_out_and_it_fails(site: Path) -> None:
    (site / "members" / "stella.yml").write_text("nome: Stella\n")
    result = run(site)
    assert result.exit_code == 1
    assert "Stella" not in result.stdout


@pytest.mark.parametrize(
    ("settings", "arguments", "expected"),
    [
        (SETTINGS, ["--member", "auora"], "there is no member 'auora'. Did you mean 'aurora'?"),
        (SETTINGS, ["--older-than", "-1"], "-1 is not in the range"),
        (
            SETTINGS.replace("site_url: https://rete.example/", ""), [],
            "mkdocs.yml does not say the site's address (site_url), which the links of messages begin with",
        ),
        (
            SETTINGS.replace("office_email: office@rete.example", ""), ["--format", "eml"],
            "mkdocs.yml does not say the office's address (office_email), which messages come from",
        ),
    ],
)  # fmt: skip
def test_wrong_usage_is_told(site: Path, settings: str, arguments: list[str], expected: str) -> None:
    (site / "mkdocs.yml").write_text(settings)
    result = run(site, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr
