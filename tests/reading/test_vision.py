"""The vision is what the home page says it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.reading.vision import vision
from tests.project.project import ROOT


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ('# Home\n\n<div class="vision" markdown>\n\n## V\n\nWords.\n\n</div>\n\nMore.\n', "## V\n\nWords."),
        ('<div class="wide vision" markdown>\nWords.\n</div>\n', "Words."),
        ('<div class="visions" markdown>\nWords.\n</div>\n', ""),
        ('<div class="vision" markdown>\nnever closed\n', ""),
        ("# Home\n", ""),
    ],
)
def test_the_vision_stands_in_its_own_part_of_the_home_page(tmp_path: Path, page: str, found: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text(page, encoding="utf-8")
    assert vision(tmp_path) == found


def test_without_a_home_page_or_with_one_that_is_no_text_there_is_none(tmp_path: Path) -> None:
    assert vision(tmp_path) == ""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_bytes(b'<div class="vision">\n\xff\n</div>\n')
    assert vision(tmp_path) == ""


@pytest.mark.parametrize("start", [".", "generator/starter/empty/it", "generator/starter/empty/en"])
def test_the_demonstration_and_new_federations_have_one(start: str) -> None:
    assert vision(ROOT / start).startswith("## ")
