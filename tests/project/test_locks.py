"""The locks are complete, agree with one another, and name no place to fetch from."""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.metadata import packages_distributions

import pytest

import hatch_build
from tests.project.project import ROOT, files, imported, metadata

LOCKS = {
    "site": (),
    "intake": (),
    "build": ("build",),
    "test": ("test", "lint", "vocabularies"),
    "bench": ("bench",),
    "vocabularies": ("vocabularies",),
    "lock": ("lock",),
}
"""Lock → the dependency groups that it holds; `site` and `intake` hold the project's own dependencies."""

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\]+))? \\$")
# The address of a registry; npm and pip each know theirs, and a mirror must not be bypassed.
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.npm" + "js",
    "registry.yarn" + "pkg",
    "deb.deb" + "ian.org",
)
LOCATING = ("--index-url", "--extra-index-url", "--find-links", "--trusted-host", "-i ", "-f ")


def normal(requirement: str) -> str:
    """Return the package's normalised name (PEP 503)."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name.group()).lower()


@cache
def pins(lock: str) -> dict[str, set[str]]:
    """Return each package of a lock with its versions: more than one where it depends on the platform."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines():
        if pin := PIN.match(line):
            found.setdefault(pin["name"], set()).add(pin["version"])
    return found


def demanded(lock: str) -> list[str]:
    project = metadata()
    if not LOCKS[lock]:
        extra = project["project"]["optional-dependencies"].get(lock, [])
        return [*project["project"]["dependencies"], *extra]
    return [line for group in LOCKS[lock] for line in project["dependency-groups"][group]]


def test_each_lock_is_known() -> None:
    assert {path.stem for path in files("requirements/*.txt")} == set(LOCKS)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_each_package_that_pyproject_asks_for(lock: str) -> None:
    asked = {normal(line) for line in demanded(lock)}
    assert asked, lock
    # A group's package may stand in the site's lock already; its own lock then pins the same version.
    assert asked <= set(pins(lock)), f"run `make lock`: {sorted(asked - set(pins(lock)))}"


@pytest.mark.parametrize("lock", LOCKS)
def test_each_line_of_a_lock_is_a_pin_a_hash_or_a_comment(lock: str) -> None:
    lines = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    strange = [
        line
        for line in lines
        if not PIN.match(line) and not re.match(r"    --hash=sha256:[0-9a-f]{64}( \\)?$|\s*#", line)
    ]
    assert not strange


@pytest.mark.parametrize("lock", LOCKS)
def test_each_pin_has_a_hash(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    following = [text.splitlines()[at + 1] for at, line in enumerate(text.splitlines()) if PIN.match(line)]
    assert following
    assert all(line.startswith("    --hash=sha256:") for line in following)


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock not in {"site", "lock"}])
def test_a_lock_agrees_with_the_sites_on_what_both_pin(lock: str) -> None:
    differing = {
        name: (versions, pins("site")[name])
        for name, versions in pins(lock).items()
        if name in pins("site") and not versions <= pins("site")[name]
    }
    assert not differing


@pytest.mark.parametrize(
    ("folder", "locks"),
    [
        ("generator", ["site", "intake"]),
        ("tests", ["site", "intake", "test", "build"]),
        ("benchmarks", ["site", "intake", "bench"]),
        ("tools", ["site", "test"]),
    ],
)
def test_each_package_that_the_code_imports_is_locked(folder: str, locks: list[str]) -> None:
    locked = {name for lock in locks for name in pins(lock)}
    own = {"generator", "tests", "benchmarks", "tools", "hatch_build", *sys.stdlib_module_names}
    distributions = packages_distributions()
    missing = {
        (str(path.relative_to(ROOT)), module)
        for path in files(f"{folder}/*.py")
        for module in {name.partition(".")[0] for name in imported(path)} - own
        if not {normal(name) for name in distributions.get(module, [])} & locked
    }
    assert not missing


def test_the_build_hooks_own_requirement_is_the_groups() -> None:
    backend = metadata()["build-system"]["requires"]
    assert sorted([*backend, hatch_build.NODE]) == sorted(metadata()["dependency-groups"]["build"])


def test_no_file_says_where_packages_come_from() -> None:
    checked = files("requirements/*", "pyproject.toml", "package*.json", ".npmrc", "Makefile", ".ci/*", "*.yml", "*.py")
    assert checked
    naming = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in checked
        if path.name != "test_locks.py"
        for text in [path.read_text(encoding="utf-8")]
        for word in (*REGISTRIES, *(LOCATING if path.parent.name == "requirements" else ()))
        if word in text
    ]
    assert not naming
