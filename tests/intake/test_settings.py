"""The service's settings: what the environment gives, what is refused, and what documentation and files say of them."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

import generator
from generator.intake.settings import SettingError, Settings, read_settings
from generator.languages.language import Language
from tests.project.project import ROOT

NEEDED = {"INTAKE_REPOSITORY": "https://git.example.org/site.git", "INTAKE_DATA": "/tmp/x"}  # noqa: S108
GITHUB = {"INTAKE_FORGE": "github", "INTAKE_PROJECT": "rete/sito", "INTAKE_TOKEN": "t"}
DEPLOY = ROOT / "generator" / "intake" / "deploy"


def test_two_settings_are_needed_and_all_others_have_defaults() -> None:
    found = read_settings(NEEDED)
    assert (found.repository, found.data) == ("https://git.example.org/site.git", Path("/tmp/x"))  # noqa: S108
    assert (found.forge, found.origins, found.port) == ("none", (), 8400)


def test_values_are_read_as_what_they_are() -> None:
    given = {"INTAKE_ORIGINS": "https://a.example, https://b.example/", "INTAKE_PORT": "9000", **GITHUB}
    found = read_settings({**NEEDED, **given})
    assert (found.origins, found.port) == (("https://a.example", "https://b.example"), 9000)
    assert (found.forge, found.project, found.token) == ("github", "rete/sito", "t")


def test_a_secret_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("secret\n")
    found = read_settings({**NEEDED, **GITHUB, "INTAKE_TOKEN_FILE": str(tmp_path / "token")})
    assert found.token == "secret"  # noqa: S105 - none


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"INTAKE_REPOSITORY": ""}, "INTAKE_REPOSITORY is not set: the intake service needs it"),
        ({"INTAKE_DATA": " "}, "INTAKE_DATA is not set: the intake service needs it"),
        ({"INTAKE_PORT": "eight"}, "INTAKE_PORT: expected a number"),
        ({"INTAKE_PORT": "-1"}, "INTAKE_PORT: expected a number"),
        ({"INTAKE_TOKEN_FILE": "/nowhere"}, "INTAKE_TOKEN_FILE names a file that cannot be read"),
        ({"INTAKE_REPOSITORY": "--upload-pack=x"}, "INTAKE_REPOSITORY: expected the address of a repository"),
        ({"INTAKE_BRANCH": "a..b"}, "INTAKE_BRANCH: expected the name of a branch"),
        ({"INTAKE_BRANCH": "-x"}, "INTAKE_BRANCH: expected the name of a branch"),
        ({"INTAKE_PREFIX": "in take"}, "INTAKE_PREFIX: expected the beginning of branch names, such as intake"),
        ({"INTAKE_FOLDER": "../x"}, "INTAKE_FOLDER: expected a folder of the repository"),
        ({"INTAKE_AUTHOR": "Office"}, "INTAKE_AUTHOR: expected a name and <address@example>"),
        (
            {"INTAKE_ORIGINS": "www.example.org"},
            "INTAKE_ORIGINS: expected origins such as https://www.example.org, separated by commas",
        ),
        ({"INTAKE_FORGE": "svn"}, "INTAKE_FORGE: expected none, github, gitlab or forgejo"),
        ({**GITHUB, "INTAKE_PROJECT": "sito"}, "INTAKE_PROJECT: expected owner/name"),
        ({**GITHUB, "INTAKE_TOKEN": ""}, "INTAKE_TOKEN: the forge's API needs a token"),
        (
            {**GITHUB, "INTAKE_FORGE": "forgejo"},
            "INTAKE_API: expected the address of the forge's API, such as https://git.example.org/api/v1",
        ),
    ],
)
def test_a_wrong_setting_is_named(given: dict[str, str], said: str) -> None:
    with pytest.raises(SettingError) as caught:
        read_settings({**NEEDED, **given})
    assert Language.load("en").say(caught.value.message) == said


def test_the_documentation_names_each_setting_with_its_default() -> None:
    text = (ROOT / "docs" / "intake.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(INTAKE_[A-Z_]+)` \| ([^|]*?) ?\|", text, re.MULTILINE))
    expected = {}
    for field in fields(Settings):
        shown = "needed" if field.default is MISSING else f"`{field.default}`" if field.default not in ("", ()) else ""
        expected[f"INTAKE_{field.name.upper()}"] = "" if field.name == "author" else shown
    assert rows == expected


def test_the_deployment_files_use_settings_that_exist_and_this_version() -> None:
    known = {f"INTAKE_{field.name.upper()}" for field in fields(Settings)}
    texts = [path.read_text(encoding="utf-8") for path in sorted(DEPLOY.iterdir())]
    named = {name.removesuffix("_FILE") for text in texts for name in re.findall(r"INTAKE_[A-Z_]+", text)}
    assert named
    assert named <= known
    assert f'"coop-restart[intake]=={generator.__version__}"' in (DEPLOY / "Containerfile").read_text(encoding="utf-8")
