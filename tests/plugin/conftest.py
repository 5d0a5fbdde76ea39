"""A small federation: one for each test, and one that was built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugin.federation import FILES, build, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small federation."""
    return write(tmp_path / "federation", FILES)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small federation, built once for all tests that only look at it or start from it."""
    root = write(tmp_path_factory.mktemp("once") / "federation", FILES)
    run = build(root)
    assert run.returncode == 0, run.stderr
    return root
