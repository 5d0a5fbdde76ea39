"""`coop-restart schema`: what editors complete and explain by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from generator.cli import main
from generator.cli.site_language import site_language
from generator.languages.language import Language
from generator.records.federation import MODELS
from generator.records.schemas import schema, written


def test_one_kind_is_printed() -> None:
    done = CliRunner().invoke(main, ["schema", "track", "--language", "en"])
    assert (done.exit_code, done.stdout) == (0, written(schema("track", Language.load("en"))))


def test_all_kinds_are_written_in_the_sites_language_with_its_own_services(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("theme: {language: en}\n", encoding="utf-8")
    own = tmp_path / "content/vocabularies/services.yml"
    own.parent.mkdir(parents=True)
    own.write_text("crafts:\n  labels: {en: Crafts}\ncrafts.lutes:\n  labels: {en: Lutes}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["schema", "-C", str(tmp_path)])
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [f"schemas/{kind}.json" for kind in MODELS]
    made = json.loads((tmp_path / "schemas/member.json").read_text(encoding="utf-8"))
    assert made["title"] == "Member"
    assert {"const": "crafts.lutes", "title": "Lutes", "description": "Crafts"} in made["$defs"]["services"]["anyOf"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("theme: {language: en}", "en"), ("theme: {language: xx}", "it"), ("theme: material", "it"), ("[", "it")],
)
def test_commands_speak_the_sites_language(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert site_language(tmp_path).code == code


def test_without_settings_commands_speak_italian(tmp_path: Path) -> None:
    assert site_language(tmp_path).code == "it"


@pytest.mark.parametrize("command", ["init", "new", "import", "schema", "digest", "remind"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = CliRunner().invoke(main, [command, "--help"])
    assert done.exit_code == 0
    assert f"coop-restart {command} " in done.stdout
    assert "Example" in done.stdout


def test_pages_cms_is_told_the_same(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Rete\ntheme: {language: en}\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["schema", "--pages-cms", "-C", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (0, ".pages.yml\n")
    content = yaml.safe_load((tmp_path / ".pages.yml").read_text(encoding="utf-8"))["content"]
    assert [one["label"] for one in content] == [
        "Members", "Calls", "Tracks", "Supply chains", "Issues of the newsletter",
    ]  # fmt: skip
    assert content[0]["fields"][0] == {
        "name": "name",
        "label": "Name",
        "type": "string",
        "description": "The name that people use.",
        "required": True,
    }
