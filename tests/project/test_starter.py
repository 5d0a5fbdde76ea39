"""A new federation gets the workflows, and the one file that says what they install."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.project.project import COMMAND, ROOT

STARTER = ROOT / "generator" / "starter"
COPIES = {
    ".github/workflows/changes.yml": "workflows/github-changes.yml",
    ".github/workflows/check.yml": "workflows/github-check.yml",
    ".github/workflows/publish.yml": "workflows/github-publish.yml",
    ".gitlab-ci.yml": "workflows/gitlab-ci.yml",
    "requirements.txt": "requirements.txt",
}


@pytest.fixture(scope="module")
def federation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "federation"
    subprocess.run([COMMAND, "init", str(folder), "--empty"], check=True, capture_output=True)
    return folder


@pytest.mark.parametrize(("copy", "original"), COPIES.items())
def test_a_new_federation_is_checked_and_published_from_the_first_day(
    federation: Path, copy: str, original: str
) -> None:
    assert (federation / copy).read_bytes() == (STARTER / original).read_bytes()


def test_the_workflows_install_from_the_file_that_comes_with_them() -> None:
    # What merges an approved proposal installs nothing.
    workflows = [path for path in sorted((STARTER / "workflows").iterdir()) if path.name != "github-merge.yml"]
    assert len(workflows) == 4
    assert all("pip install -r requirements.txt" in path.read_text(encoding="utf-8") for path in workflows)
