"""Sites whose records go out as a table and come back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.tables.sheets import (
    MEMBER,
    ROOT,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: F\ntheme: {name: material, language: en}\n", encoding="utf-8")
    (tmp_path / "members").mkdir()
    (tmp_path / "members/arco.yml").write_text(MEMBER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def demonstration(tmp_path: Path) -> Path:
    for name in ("members", "calls", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path
