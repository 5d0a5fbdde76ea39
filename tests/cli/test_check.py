"""The command on real folders: what it prints where, and how it ends."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.languages.language import Language

RIGHT = "name: Il Sole\naddress: {municipality: '015146', postcode: '20121'}\nverified: {on: 2026-10-01, by: Ufficio}\n"
WARNS = "name: La Luna\ncontacts: {email: mario.rossi@luna.example}\nverified: {on: 2024-10-01, by: Ufficio}\n"
WRONG = "name: La Stella\nrelations:\n- kind: partner_of\n  member: il-sol\n"
UNREADABLE = "name: Il Vento\nnonsense: 1\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site in English with one member, seen from the folder around it."""
    (tmp_path / "site" / "members").mkdir(parents=True)
    (tmp_path / "site" / "mkdocs.yml").write_text("site_name: Coop\ntheme: {name: material, language: en}\n")
    (tmp_path / "site" / "members" / "il-sole.yml").write_text(RIGHT)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "site"


def write(site: Path, **members: str) -> None:
    """Write members by name, with a hyphen for the underscore."""
    for name, text in members.items():
        (site / "members" / f"{name.replace('_', '-')}.yml").write_text(text)


def run(*arguments: str, color: bool = False) -> Result:
    """Run the command on the site for the day 2026-11-22."""
    return CliRunner().invoke(main, ["check", "-C", "site", "--today", "2026-11-22", *arguments], color=color)


def test_a_site_without_problems_ends_well_and_says_what_was_checked(site: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "1 member, 0 calls, 0 initiatives, 0 tracks, 0 supply chains: no problems\n"


def test_days_are_the_federations_wherever_the_machine_stands(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(site, la_luna="name: La Luna\nverified: {on: 2026-11-23, by: Ufficio}\n")
    for moment, codes in (("2026-11-22T22:59:59Z", 1), ("2026-11-22T23:00:00Z", 0)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(moment).timestamp())))
        result = CliRunner().invoke(main, ["check", "-C", "site"])
        assert (result.exit_code, "[error, in-the-future]" in result.stdout) == (codes, bool(codes)), moment


def test_settings_that_cannot_be_followed_are_problems_too(site: Path) -> None:
    (site / "mkdocs.yml").write_text(
        "site_name: F\ntheme:\n  language: fr\nplugins:\n  - coop-restart: {office_email: not-mail}\n", encoding="utf-8"
    )
    result = run("--language", "en")
    language, office = result.stdout.splitlines()
    assert (
        language == "mkdocs.yml:3:13: theme.language: the site does not speak 'fr': it speaks en, it [error, language]"
    )
    assert office.startswith("mkdocs.yml:5:34: plugins.coop-restart.office_email: expected one mailbox such as ")
    assert result.exit_code == 1


@pytest.mark.parametrize("epoch", ["abc", "99999999999999", "1e3"])
def test_a_time_of_builds_that_is_none_is_named(site: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = CliRunner().invoke(main, ["check", "-C", "site"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == (
        f"Error: the variable SOURCE_DATE_EPOCH is '{epoch}': seconds since 1970 are expected, in digits"
    )


def test_problems_of_single_files_and_across_files_come_together_in_order(site: Path) -> None:
    write(site, la_stella=WRONG, il_vento=UNREADABLE, la_luna=WARNS)
    result = run()
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [
        "members/il-vento.yml:2:1",
        "members/la-luna.yml:2:19",
        "members/la-stella.yml:4:11",
    ]
    assert lines[2] == (
        "members/la-stella.yml:4:11: relations[0].member: there is no member 'il-sol'. Did you mean 'il-sole'? "
        "[error, no-such-record]"
    )
    assert lines[1].endswith("[warning, personal-mailbox]")
    assert result.stderr == (
        "3 members, 0 calls, 0 initiatives, 0 tracks, 0 supply chains: 2 errors, 1 warning; "
        "2 members were not confirmed for a year\n"
    )


def test_a_reference_to_a_wrong_file_is_not_told_as_one_that_leads_nowhere(site: Path) -> None:
    write(site, il_vento=UNREADABLE, la_stella=WRONG.replace("il-sol", "il-vento"))
    assert [line.partition(":")[0] for line in run().stdout.splitlines()] == ["members/il-vento.yml"]


def test_warnings_fail_only_when_strict(site: Path) -> None:
    write(site, la_luna=WARNS)
    assert run().exit_code == 0
    assert run("--strict").exit_code == 1


def test_json_is_a_list_of_objects_with_documented_keys(site: Path) -> None:
    write(site, la_stella=WRONG)
    result = run("--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "path": "members/la-stella.yml",
            "line": 4,
            "column": 11,
            "field": "relations[0].member",
            "rule": "no-such-record",
            "severity": "error",
            "message": "there is no member 'il-sol'. Did you mean 'il-sole'?",
        }
    ]


def test_json_of_a_right_site_is_an_empty_list(site: Path) -> None:
    assert json.loads(run("--format", "json").stdout) == []


def test_annotations_name_files_from_the_folder_where_the_forge_runs(site: Path) -> None:
    write(site, la_stella=WRONG, la_luna=WARNS)
    warned, failed = run("--format", "github").stdout.splitlines()
    assert warned.startswith(
        "::warning file=site/members/la-luna.yml,line=2,col=19,title=personal-mailbox::contacts.email: found a mailbox"
    )
    assert failed == (
        "::error file=site/members/la-stella.yml,line=4,col=11,title=no-such-record::relations[0].member: "
        "there is no member 'il-sol'. Did you mean 'il-sole'?"
    )


def test_the_day_can_be_given(site: Path) -> None:
    write(site, il_sole=RIGHT)
    result = CliRunner().invoke(main, ["check", "-C", "site", "--today", "2026-09-30"])
    assert result.exit_code == 1
    assert "in-the-future" in result.stdout


def test_colours_are_for_terminals(site: Path) -> None:
    write(site, la_stella=WRONG)
    assert "\x1b[31m" in run(color=True).stdout
    assert "\x1b" not in run().stdout


def test_logos_are_looked_at(site: Path) -> None:
    write(site, il_sole=RIGHT + "logo: sole.svg\n")
    (site / "members" / "logos").mkdir()
    (site / "members" / "logos" / "sole.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    )
    assert "the drawing has an element 'script'" in run().stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["-C", "nowhere"], "nowhere"),
        (["-C", "empty"], "'empty' is no site's folder: it has neither mkdocs.yml nor records"),
        (["--format", "xml"], "xml"),
        (["--today", "tomorrow"], "tomorrow"),
        (["--language", "xx"], "'xx'"),
    ],
)
def test_wrong_usage_ends_with_two(site: Path, arguments: list[str], says: str) -> None:
    (site.parent / "empty").mkdir()
    result = CliRunner().invoke(main, ["check", "-C", "site", "--language", "en", *arguments])
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_records_without_a_configuration_are_a_site(site: Path) -> None:
    (site / "mkdocs.yml").unlink()
    assert run("--language", "en").exit_code == 0


def test_messages_are_in_the_language_of_the_site_unless_another_is_asked_for(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: Coop\ntheme: {name: material, language: it}\n")
    assert Language.load("it").gettext("no problems") in run().stderr
    assert Language.load("en").gettext("no problems") in run("--language", "en").stderr
