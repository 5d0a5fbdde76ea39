"""The guides tell what is there: their journeys are made, and what is seen is held against texts and pictures."""

from __future__ import annotations

import re

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.guide_scenes import GUIDES, JOURNEYS, PICTURES, SCALE, noted, quoted, visitor

pytestmark = pytest.mark.browser

PICTURE = re.compile(r'!\[([^\]]*)\]\(immagini/([\w-]+)\.webp\)\{ \.guide-picture width="(\d+)" height="(\d+)" \}')
TEXTS = {path.stem: " ".join(path.read_text(encoding="utf-8").split()) for path in sorted(GUIDES.glob("*.md"))}
HEAVIEST = 60_000


@pytest.mark.parametrize("guide", JOURNEYS)
def test_a_guide_names_what_is_on_the_page_and_its_pictures_show_the_same_words(
    guide: str, browser: Browser, site: str
) -> None:
    page = visitor(browser)
    shown, seen = {}, ""
    for scene in JOURNEYS[guide](page, site):
        shown[scene.name] = scene.words
        seen += page.locator("body").inner_text() + "\n"
    page.context.close()
    taken = noted()
    assert shown == {name: taken[name] for name in shown}, "`make screenshots` takes the pictures again"
    said, labels = " ".join(seen.split()), quoted(guide)
    assert labels
    assert [label for label in labels if label not in said] == []


def test_each_picture_is_shown_by_a_guide_with_words_for_those_who_do_not_see_it_and_its_size() -> None:
    shown = [found for text in TEXTS.values() for found in PICTURE.findall(text)]
    assert sum(text.count("](immagini/") for text in TEXTS.values()) == len(shown)
    assert {name for _, name, _, _ in shown} == {path.stem for path in PICTURES.iterdir()} == set(noted())
    for words, name, width, height in shown:
        path = PICTURES / f"{name}.webp"
        assert 40 < len(words) < 200, name
        assert path.stat().st_size < HEAVIEST, name
        with Image.open(path) as picture:
            assert (int(width), int(height)) == (round(picture.width / SCALE), round(picture.height / SCALE)), name
