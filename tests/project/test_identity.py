"""Names, versions and licences are the same wherever they stand."""

from __future__ import annotations

import re
import subprocess

import pytest

import generator
from tests.project.project import COMMAND, ROOT, metadata

TEXTS = {
    "LICENSE": "MIT License",
    "LICENSE-CONTENT": "creativecommons.org/licenses/by/4.0/",
    "README.md": "LICENSE-CONTENT",
    "CONTRIBUTING.md": "make test",
    "CHANGELOG.md": "## [Unreleased]",
}


def test_the_package_and_its_metadata_have_one_version() -> None:
    assert generator.__version__ == metadata()["project"]["version"]


def test_a_new_federation_installs_this_version() -> None:
    lines = (ROOT / "generator/starter/requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"coop-restart=={generator.__version__}"]


def test_the_command_says_its_version() -> None:
    said = subprocess.run([COMMAND, "--version"], capture_output=True, encoding="utf-8", check=True).stdout
    assert said == f"coop-restart, version {generator.__version__}\n"


@pytest.mark.parametrize(("name", "words"), TEXTS.items())
def test_a_file_that_readers_expect_is_there(name: str, words: str) -> None:
    assert words in (ROOT / name).read_text(encoding="utf-8")


def test_the_licence_of_the_code_is_the_one_that_the_metadata_names() -> None:
    project = metadata()["project"]
    assert (project["license"], project["license-files"]) == ("MIT", ["LICENSE"])


def test_each_release_of_the_changelog_has_a_date_or_is_not_out() -> None:
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:])
