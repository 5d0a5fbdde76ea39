"""What `make` offers, and that a second call does not set up again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.project import ROOT

OFFERED = ("site", "serve", "check", "test", "lint", "bench", "schema", "messages", "clean", "lock")
TEXT = (ROOT / "Makefile").read_text(encoding="utf-8")


def make(*arguments: str, folder: Path = ROOT) -> str:
    """Return what `make` prints; raise CalledProcessError when it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


def test_help_names_every_target() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", TEXT, re.MULTILINE)
    assert phony
    named = {line.split()[1] for line in make("help").splitlines()}
    assert named == set(phony[1].split())
    assert set(OFFERED) <= named


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder that looks to make as the project does, with an environment in which nothing is missing."""
    for name in ("Makefile", "pyproject.toml", "hatch_build.py", "package-lock.json"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    (tmp_path / ".venv").mkdir()
    for stamp in ("ready", "site", "intake", "test", "bench", "vocabularies", "lock"):
        (tmp_path / ".venv" / f"{stamp}.stamp").touch()
    return tmp_path


@pytest.mark.parametrize("target", [one for one in OFFERED if one not in {"clean", "help"}])
def test_a_second_call_installs_nothing(clone: Path, target: str) -> None:
    planned = make("--dry-run", target, folder=clone)
    assert planned
    assert "pip" not in planned.replace("uv pip compile", "")


@pytest.mark.parametrize("target", [one for one in OFFERED if one != "clean"])
def test_a_first_call_sets_up_what_it_needs(clone: Path, target: str) -> None:
    shutil.rmtree(clone / ".venv")
    planned = make("--dry-run", target, folder=clone)
    assert "-m venv .venv" in planned
    assert "--require-hashes -r requirements/build.txt -r requirements/site.txt" in planned
    assert "--no-build-isolation --editable ." in planned


@pytest.mark.parametrize(
    ("changed", "target", "again"),
    [
        ("requirements/site.txt", "site", "requirements/site.txt"),
        ("requirements/test.txt", "lint", "requirements/test.txt"),
        ("pyproject.toml", "site", "--editable ."),
        ("package-lock.json", "site", "--editable ."),
    ],
)
def test_a_change_of_a_lock_installs_again(clone: Path, changed: str, target: str, again: str) -> None:
    stamp = (clone / ".venv" / "site.stamp").stat().st_mtime
    os.utime(clone / changed, (stamp + 10, stamp + 10))
    assert again in make("--dry-run", target, folder=clone)


def test_browser_tests_are_left_out_only_when_told_so(clone: Path) -> None:
    # Whoever runs these tests may have said so.
    assert "not browser" not in make("--dry-run", "test", "SKIP_BROWSER=", folder=clone)
    assert "not browser" in make("--dry-run", "test", "SKIP_BROWSER=1", folder=clone)


def test_an_old_python_is_refused(clone: Path) -> None:
    shutil.rmtree(clone / ".venv")
    old = clone / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    with pytest.raises(subprocess.CalledProcessError) as failure:
        make("site", f"PYTHON={old}", folder=clone)
    assert "Python 3.11 or newer is needed" in failure.value.stderr
    assert not (clone / ".venv").exists()


def chromium(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / ".ci/chromium"], env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A search path with a shell and nothing that could find or install a browser."""
    for name in ("bash", "cat", "env"):
        (tmp_path / name).symlink_to(shutil.which(name) or "")
    return str(tmp_path)


def test_the_chromium_that_is_named_is_used(bare: str) -> None:
    assert chromium(PATH=bare, CHROMIUM="cat").stdout == f"{bare}/cat\n"


def test_a_chromium_that_is_named_but_not_there_is_reported() -> None:
    done = chromium(PATH=os.environ["PATH"], CHROMIUM="no-such-browser")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "CHROMIUM names no-such-browser, which is not there. The browser tests will fail.\n"


def test_without_chromium_it_is_said_how_to_get_one(bare: str) -> None:
    done = chromium(PATH=bare)
    assert (done.returncode, done.stdout) == (1, "")
    assert "sudo apt-get install chromium" in done.stderr


def test_no_chromium_is_sought_when_browser_tests_are_left_out(bare: str) -> None:
    done = chromium(PATH=bare, SKIP_BROWSER="1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_continuous_integration_runs_all_tests() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert lines[-1] == "exec make test"
    assert os.access(ROOT / ".ci/run", os.X_OK)
