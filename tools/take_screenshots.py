"""Take the pictures that the README and the guides show, from the demonstration site as it is now.

    make screenshots

Builds the site into a temporary folder and writes docs/screenshots/*.png, 1280 pixels wide, and those of the guides,
content/guida/immagini/*.webp, with the words that each shows; all in light colours. Chromium is the one that the
browser tests use: `CHROMIUM`, or the first that is found.
"""

from __future__ import annotations

import json
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import ROOT, build, launched, serving
from tests.browser.guide_scenes import JOURNEYS, SHOWN, Journey, Scene, editor, in_the_editor, visitor
from tests.browser.guide_scenes import PICTURES as GUIDES

PICTURES = {"home": "", "member": "associate/orti-del-chiese/"}
"""The address of the page that each picture shows."""
VIEW = {"width": 1280, "height": 900}
COLOURS = 128
"""Flat drawings lose nothing that is seen, and weigh a third."""


def picture(browser: Browser, url: str) -> bytes:
    """Return what a visitor sees of a page at first, as a PNG of few colours."""
    page = browser.new_page(viewport=VIEW, color_scheme="light", reduced_motion="reduce")
    page.goto(url, wait_until="networkidle")
    whole = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    packed = BytesIO()
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
    return packed.getvalue()


def of_scene(page: Page, scene: Scene) -> bytes:
    """Return what a guide shows, as a WebP."""
    whole = Image.open(BytesIO(page.screenshot(clip=scene.box, full_page=True))).convert("RGB")
    packed = BytesIO()
    whole.save(packed, "WEBP", quality=80, method=6)
    return packed.getvalue()


def journey(browser: Browser, made: Journey, address: str) -> dict[str, list[str]]:
    """Make a guide's journey, write its pictures, and return the words in each."""
    GUIDES.mkdir(exist_ok=True)
    page, shown = visitor(browser), {}
    for scene in made(page, address):
        (GUIDES / f"{scene.name}.webp").write_bytes(of_scene(page, scene))
        shown[scene.name] = scene.words
    page.context.close()
    return shown


def main() -> None:
    """Build the site and write every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(ROOT / "mkdocs.yml", Path(folder))
        with serving(Path(folder)) as address:
            browser = launched(playwright.chromium)
            for name, page in PICTURES.items():
                path = ROOT / "docs" / "screenshots" / f"{name}.png"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(picture(browser, address + page))
            shown = {}
            for made in JOURNEYS.values():
                shown |= journey(browser, made, address)
        with tempfile.TemporaryDirectory() as other, serving(editor(Path(other))) as address:
            shown |= journey(browser, in_the_editor, address)
        browser.close()
    SHOWN.write_text(json.dumps(shown, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
