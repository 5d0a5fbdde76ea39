"""`coop-restart import`, as the office runs it."""

from __future__ import annotations

import json
import os
import pty
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from generator.cli import main
from generator.reading.yaml_text import parse
from tests.cli.terminal import said
from tests.exchange.test_tables import damaged

DATA = Path(__file__).parents[2] / "../shared/data"
MAPPING = "record: member\nslug: {from: [Nome]}\nfields:\n  name: {column: Nome}\n  sdg: {column: SDG, split: ','}\n"
TABLE = 'Nome,SDG\nArco,8\n"Baleno ""NO""",40\nArco,"x,99"\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: F\ntheme: {name: material, language: en}\n", encoding="utf-8")
    (tmp_path / "m.yml").write_text(MAPPING, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def run(site: Path, *more: str, kind: str = "members", table: str = "t.csv", mapping: str = "m.yml") -> Result:
    name = mapping if mapping in ("coops-uk", "bandi") else str(site / mapping)
    return CliRunner().invoke(main, ["import", kind, str(site / table), "--mapping", name, "-C", str(site), *more])


def files(site: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((site / "members").glob("*"))}


def test_each_row_is_written_or_refused_with_its_number_and_reasons(site: Path) -> None:
    done = run(site)
    assert done.exit_code == 1
    assert files(site) == {
        "arco.yml": "# yaml-language-server: $schema=../schemas/member.json\nname: Arco\nsdg:\n  - 8\n"
    }
    told = done.stderr.splitlines()
    assert [line.rpartition(": ")[0].partition(" ")[0] for line in told] == ["t.csv:3:", "t.csv:4:", "t.csv:4:"]
    assert told[0].startswith("t.csv:3: sdg[0]: ")
    assert done.stdout == "members/arco.yml (new)\n1 written, 0 updated, 0 unchanged, 0 already there, 2 refused\n"


def test_nothing_is_overwritten_unasked(site: Path) -> None:
    (site / "t.csv").write_text("Nome,SDG\nArco,8\n", encoding="utf-8")
    (site / "members").mkdir()
    (site / "members/arco.yml").write_text("name: mine\n", encoding="utf-8")
    done = run(site)
    assert (done.exit_code, files(site)) == (0, {"arco.yml": "name: mine\n"})
    assert done.stderr == "t.csv:2: members/arco.yml is already there; --update would change it\n"
    assert done.stdout == "0 written, 0 updated, 0 unchanged, 1 already there, 0 refused\n"


def test_an_update_changes_only_the_lines_that_differ_and_says_which(site: Path) -> None:
    (site / "t.csv").write_text("Nome,SDG\nArco,8\nBaleno,9\n", encoding="utf-8")
    (site / "members").mkdir()
    same = "# a remark\nsdg: [8]\nname: Arco\n"
    (site / "members/arco.yml").write_text(same, encoding="utf-8")
    other = "# by hand\r\nname: 'Baleno'  # as they say\r\nsdg: [1, 2]  # two\r\nsummary: by hand\r\n"
    (site / "members/baleno.yml").write_bytes(other.encode())
    before = (site / "members/arco.yml").stat().st_mtime_ns
    done = run(site, "--update")
    assert done.stdout == (
        "members/baleno.yml\n"
        "  Sustainable development goals (sdg[0]): 1 → 9\n"
        "  Sustainable development goals (sdg[1]): 2 (taken out)\n"
        "0 written, 1 updated, 1 unchanged, 0 already there, 0 refused\n"
    )
    assert files(site)["arco.yml"] == same
    assert (site / "members/arco.yml").stat().st_mtime_ns == before
    assert (site / "members/baleno.yml").read_bytes() == other.replace("[1, 2]", "[9]").encode()


def test_an_update_that_cannot_be_made_in_the_text_is_refused(site: Path) -> None:
    (site / "t.csv").write_text("Nome,SDG\nArco,8\n", encoding="utf-8")
    (site / "members").mkdir()
    there = "? name\n: Arco\n"
    (site / "members/arco.yml").write_text(there, encoding="utf-8")
    done = run(site, "--update")
    assert (done.exit_code, files(site)["arco.yml"]) == (1, there)
    reason = "a key that is not a simple word with a colon is not edited here"
    assert f"t.csv:2: members/arco.yml was not changed: {reason}" in done.stderr


def test_a_refusal_names_the_cell_of_a_workbook(site: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for line in (["Nome", "Altro", "SDG"], ["Arco", "", "8"], ["Baleno", "", "40"]):
        sheet.append(line)
    workbook.save(site / "t.xlsx")
    assert run(site, table="t.xlsx").stderr.startswith("t.xlsx:C3: sdg[0]: ")


def test_the_way_back_is_told_where_there_is_git(site: Path) -> None:
    assert "git restore" not in run(site).stderr
    (site / ".git").mkdir()
    (site / "t.csv").write_text("Nome,SDG\nArco,9\nCirco,1\n", encoding="utf-8")
    assert "git restore" not in run(site, "--update", "--dry-run").stderr
    assert run(site, "--update").stderr.splitlines() == [
        "to take this back, with all else in members that is not committed: git restore members",
        "to take this back, with all else in members that is not committed: git clean -i members",
    ]


@pytest.mark.parametrize(
    ("there", "expected"),
    [
        ("name: [never closed\n", "members/arco.yml cannot be read: mend it first (coop-restart check)"),
        ("name: Arco\nsumary: by hand\n", "unknown key 'sumary'. Did you mean 'summary'?"),
    ],
)
def test_an_update_leaves_files_alone_that_are_wrong(site: Path, there: str, expected: str) -> None:
    (site / "t.csv").write_text("Nome,SDG\nArco,8\n", encoding="utf-8")
    (site / "members").mkdir()
    (site / "members/arco.yml").write_text(there, encoding="utf-8")
    done = run(site, "--update")
    assert (done.exit_code, files(site)["arco.yml"]) == (1, there)
    assert expected in done.stderr


def test_a_dry_run_writes_nothing(site: Path) -> None:
    done = run(site, "--dry-run")
    assert done.stdout == (
        "members/arco.yml (new)\n"
        "a dry run, nothing was written: 1 would be written, 0 updated; 0 unchanged, 0 already there, 2 refused\n"
    )
    assert not (site / "members").exists()


def test_a_link_in_the_place_of_a_file_is_not_followed(site: Path, tmp_path: Path) -> None:
    (site / "t.csv").write_text("Nome,SDG\nArco,8\n", encoding="utf-8")
    (site / "members").mkdir()
    secret = tmp_path / "secret"
    (site / "members/arco.yml").symlink_to(secret)
    assert "already there" in run(site).stderr
    secret.write_text("name: Altro\n", encoding="utf-8")
    run(site, "--update")
    assert secret.read_text(encoding="utf-8") == "name: Altro\n"
    assert not (site / "members/arco.yml").is_symlink()


def test_no_name_leads_out_of_the_folder(site: Path) -> None:
    (site / "t.csv").write_text("Nome,SDG\n../../evil,8\n/etc/passwd,8\n..,8\n", encoding="utf-8")
    assert run(site).exit_code == 0
    assert sorted(files(site)) == ["etc-passwd.yml", "evil.yml", "member.yml"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"mapping": "none.yml"}, "cannot be read: there is no such file or folder"),
        ({"kind": "calls"}, "the mapping makes a member, not calls"),
        ({"table": "m.yml"}, "no table ends in '.yml'"),
        ({"table": "other.csv"}, "m.yml:2:8: slug.from: the table has no column Nome. Did you mean 'Nomi'?"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_written(site: Path, arguments: dict[str, str], expected: str) -> None:
    (site / "other.csv").write_text("Nomi,SDG\nArco,8\n", encoding="utf-8")
    done = run(site, **arguments)
    assert done.exit_code == 2
    assert expected in done.stderr
    assert not (site / "members").exists()


def test_a_guessed_encoding_is_told(site: Path) -> None:
    (site / "t.csv").write_bytes("Nome,SDG\nCaffè,8\n".encode("cp1252"))
    assert "t.csv: the file is not UTF-8; it was read as Windows-1252" in run(site).stderr
    assert "name: Caffè" in files(site)["caffe.yml"]


def test_a_table_that_breaks_off_is_told_and_what_came_before_is_kept(site: Path) -> None:
    damaged(site / "t.xlsx")
    (site / "m.yml").write_text(MAPPING.replace("  sdg: {column: SDG, split: ','}\n", ""), encoding="utf-8")
    done = run(site, table="t.xlsx")
    assert done.exit_code == 1
    assert "t.xlsx: this is no XLSX workbook: " in done.stderr
    assert (site / "members/arco-0.yml").is_file()
    assert "0 refused" in done.stdout


def test_the_federations_own_services_are_known(site: Path) -> None:
    own = site / "content/vocabularies/services.yml"
    own.parent.mkdir(parents=True)
    own.write_text("crafts:\n  labels: {it: Botteghe}\ncrafts.lutes:\n  labels: {it: Liuti}\n", encoding="utf-8")
    (site / "m.yml").write_text(MAPPING.replace("sdg: {column: SDG", "services: {column: SDG"), encoding="utf-8")
    (site / "t.csv").write_text("Nome,SDG\nArco,crafts.lutes\nBaleno,crafts.harps\n", encoding="utf-8")
    done = run(site)
    assert sorted(files(site)) == ["arco.yml"]
    assert "t.csv:3: services[0]: no service has the code 'crafts.harps'" in done.stderr


def test_progress_is_shown_on_a_terminal(site: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - another process
        arguments = ["import", "members", str(site / "t.csv"), "--mapping", str(site / "m.yml"), "-C", str(site)]
        os.execv(sys.executable, [sys.executable, "-m", "generator.cli", *arguments])  # noqa: S606
    shown = said(pid, terminal)
    assert b"100%" in shown
    assert b"1 written" in shown


A, B, C = "Sole,1", "Sole,2", "SOLE,3"
DOUBT = (
    "its name does not tell which record it is, or whether a new one ({}): change the file by hand, "
    "or let slug.from in the mapping name a column that tells such rows apart"
)
BOTH = DOUBT.format("members/sole.yml, members/sole-2.yml")
ONE = DOUBT.format("members/sole.yml")


def table(site: Path, *rows: str) -> None:
    (site / "t.csv").write_text("\n".join(("Nome,SDG", *rows, "")), encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "then", "refused", "unchanged"),
    [
        pytest.param([A, B], [A, B], [], 2, id="the same again"),
        pytest.param([A, B], [B, A], [], 2, id="in another order"),
        pytest.param([A, B], [B], [], 1, id="the first is gone"),
        pytest.param([A, B], ["Sole,4"], [f"t.csv:2: {BOTH}"], 0, id="the first is gone, the second has changed"),
        pytest.param([A, B], [A, C, B], [f"t.csv:3: {BOTH}"], 2, id="a third in between"),
        pytest.param([A], [C, A], [f"t.csv:2: {ONE}"], 1, id="another one in front"),
        pytest.param([A], [A, B], [f"t.csv:3: {ONE}"], 1, id="another one behind"),
        pytest.param([A, B, "Sole 2,5"], [A, B, "Sole 2,5"], [], 3, id="a name like a number that was given"),
    ],
)
@pytest.mark.parametrize("unique", ["true", "false"])
def test_an_update_never_puts_a_record_into_the_file_of_its_namesake(
    site: Path, first: list[str], then: list[str], refused: list[str], unchanged: int, unique: str
) -> None:
    table(site, *first)
    assert run(site, "--update").exit_code == 0, "nothing is there yet: all are written"
    before = files(site)
    assert len(before) == len(first)
    (site / "m.yml").write_text(MAPPING.replace("[Nome]", f"[Nome], unique: {unique}"), encoding="utf-8")
    table(site, *then)
    done = run(site, "--update")
    assert files(site) == before
    if unique == "true":
        assert done.stderr.splitlines() == refused
        assert f"0 written, 0 updated, {unchanged} unchanged, 0 already there, {len(refused)} refused" in done.stdout


def test_a_record_whose_namesake_was_deleted_is_not_written_again(site: Path) -> None:
    table(site, A, B)
    run(site)
    (site / "members/sole.yml").unlink()
    table(site, B)
    assert run(site, "--update").stdout == "0 written, 0 updated, 1 unchanged, 0 already there, 0 refused\n"
    assert list(files(site)) == ["sole-2.yml"]


@pytest.mark.parametrize("then", [["Sole,4", "Sole 2,5"], ["Sole,4"], ["Settore,4"], ["Luna,4"]])
def test_a_number_that_belongs_to_the_name_is_in_nobodys_way(site: Path, then: list[str]) -> None:
    table(site, "Sole,1", "Sole 2,2", "Settore,3", "Luna,6")
    (site / "members").mkdir()
    (site / "members/luna-2024.yml").write_text("name: Luna 2024\n", encoding="utf-8")
    assert run(site).exit_code == 0
    table(site, *then)
    assert run(site, "--update").stdout.endswith(
        f"0 written, {len(then)} updated, 0 unchanged, 0 already there, 0 refused\n"
    )


def test_a_namesakes_file_that_cannot_be_read_is_nobodys(site: Path) -> None:
    table(site, A, B)
    run(site)
    (site / "members/sole.yml").write_text("name: [\n", encoding="utf-8")
    done = run(site, "--update")
    assert done.stderr == f"t.csv:2: {BOTH}\n"
    assert files(site)["sole.yml"] == "name: [\n"


needs_uk = pytest.mark.skipif(not (DATA / "coops-uk.csv").is_file(), reason="coops-uk.csv is not here")
needs_bandi = pytest.mark.skipif(not (DATA / "bandi.jsonl").is_file(), reason="bandi.jsonl is not here")


@needs_uk
def test_7272_real_cooperatives_are_imported_in_time(site: Path) -> None:
    started = time.process_time()
    done = CliRunner().invoke(
        main, ["import", "members", str(DATA / "coops-uk.csv"), "--mapping", "coops-uk", "-C", str(site)]
    )
    assert time.process_time() - started < 30
    told = done.stdout.splitlines()
    assert (done.exit_code, told[-1]) == (0, "7,272 written, 0 updated, 0 unchanged, 0 already there, 0 refused")
    assert len(told) == 7272 + 1
    assert len(list((site / "members").glob("*.yml"))) == 7272
    cafe = parse((site / "members/film-cafe-co-op.yml").read_bytes()).tree
    assert cafe is not None
    assert cafe["name"] == "Film Café Co-op"
    assert sorted(path.stem for path in (site / "members").glob("dot-project*")) == ["dot-project", "dot-project-2"]
    again = CliRunner().invoke(
        main, ["import", "members", str(DATA / "coops-uk.csv"), "--mapping", "coops-uk", "-C", str(site), "--update"]
    )
    assert again.stdout == "0 written, 0 updated, 7,272 unchanged, 0 already there, 0 refused\n"


@needs_bandi
def test_143_real_calls_are_imported_with_their_licences(site: Path) -> None:
    done = CliRunner().invoke(
        main, ["import", "calls", str(DATA / "bandi.jsonl"), "--mapping", "bandi", "-C", str(site)]
    )
    summary = "143 written, 0 updated, 0 unchanged, 0 already there, 0 refused"
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, summary)
    records = [parse(path.read_bytes()).tree or {} for path in sorted((site / "calls").glob("*.yml"))]
    sources = [json.loads(line) for line in (DATA / "bandi.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sorted(str(one["licence"]) for one in records) == sorted(source["licence"] for source in sources)
    assert sum("deadlines" not in one for one in records) == 14
    assert {one["kind"] for one in records} == {"external_tender"}  # type: ignore[arg-type]
    assert max(len(str(one["title"])) for one in records) == 476, "477 with a doubled blank"
