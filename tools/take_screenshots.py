"""Take the pictures that the README shows, from the demonstration site as it is now.

    make screenshots

Builds the site into a temporary folder and writes docs/screenshots/*.png, 1280 pixels wide, in light colours. Chromium
is the one that the browser tests use: `CHROMIUM`, or the first that is found.
"""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ROOT, build, launched, serving

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


def main() -> None:
    """Build the site and write every picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(ROOT / "mkdocs.yml", Path(folder))
        with serving(Path(folder)) as address:
            browser = launched(playwright)
            for name, page in PICTURES.items():
                path = ROOT / "docs" / "screenshots" / f"{name}.png"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(picture(browser, address + page))
            browser.close()


if __name__ == "__main__":
    main()
