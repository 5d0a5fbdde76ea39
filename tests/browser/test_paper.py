"""Pages on paper: the colours of the day, whatever the screen has."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import SCHEMES, address, opened

pytestmark = pytest.mark.browser

A4 = {"width": 720, "height": 1020}
"""What margins leave of a sheet, in CSS pixels."""

COLOURS = """() => [...document.querySelectorAll("main *")].map((one) => {
  const { color, backgroundColor, borderTopColor, fill, stroke } = getComputedStyle(one);
  return [one.tagName, one.getAttribute("class"), color, backgroundColor, borderTopColor, fill, stroke].join(" ");
})"""
"""The colours of each element of a page."""


def printed(page: Page, scheme: str) -> list[str]:
    """The colours of a page on paper, printed from a screen with a scheme."""
    page.emulate_media(media="print", color_scheme="dark" if scheme == "dark" else "light")
    page.reload(wait_until="networkidle")
    assert page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    colours: list[str] = page.evaluate(COLOURS)
    return colours


@pytest.mark.parametrize("kind", ["home", "year", "track", "chain", "member", "calls", "figures"])
def test_a_page_is_printed_in_the_colours_of_the_day(
    browser: Browser, site: str, demonstration: Path, kind: str
) -> None:
    with opened(browser, site + address(demonstration, kind), viewport=A4, reduced_motion="reduce") as visit:
        day, night = (printed(visit.page, scheme) for scheme in ("light", "dark"))
    assert len(day) > 50
    assert [pair for pair in zip(day, night, strict=True) if pair[0] != pair[1]] == []
