"""Pages on paper: the colours of the day, whatever the screen has, nothing cut off, and nothing to press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

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


OFF = """(width) => [...document.querySelectorAll("main :not(svg *)")].flatMap((one) => {
  const { left, right } = one.getBoundingClientRect();
  if (right - left < 2 || one.closest(".visually-hidden") || !one.checkVisibility()) return [];
  const kept = getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1;
  return kept || right > width + 1 ? [`${one.tagName} ${one.className}`] : [];
})"""
"""What a sheet cuts off: elements that reach over its edge, and those that would have to be scrolled."""
PRESSED = "main :is(.button, button, select, nav:not(.sheets), form:not(.propose), .chip--current)"


@pytest.fixture
def sheet(browser: Browser, site: str) -> Iterator[Page]:
    """A page as it is laid out on a sheet."""
    with opened(browser, site, viewport=A4, reduced_motion="reduce") as visit:
        visit.page.emulate_media(media="print")
        yield visit.page


@pytest.mark.parametrize(
    "kind",
    [
        "home",
        "directory",
        "list",
        "member",
        "track",
        "year",
        "dates",
        "initiative",
        "calls",
        "call",
        "chain",
        "figures",
    ],
)
def test_a_sheet_cuts_nothing_off_and_shows_nothing_to_press(
    sheet: Page, site: str, demonstration: Path, kind: str
) -> None:
    sheet.goto(site + address(demonstration, kind), wait_until="networkidle")
    shown = sheet.locator(PRESSED).evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML)"
    )
    assert shown == []
    sheet.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert sheet.evaluate(OFF, A4["width"]) == []


def test_two_tiles_share_the_width_of_a_sheet(sheet: Page, site: str) -> None:
    sheet.goto(f"{site}filiere/dal-campo-alla-mensa/", wait_until="networkidle")
    tiles = sheet.locator(".gap")
    assert tiles.evaluate_all("(all) => all.map((one) => one.offsetWidth > innerWidth * 0.45)") == [True, True]


def test_the_address_of_a_call_of_others_is_written_on_paper(sheet: Page, site: str, demonstration: Path) -> None:
    pages = sorted(path.parent.name for path in demonstration.glob("call/*/index.html"))
    told = (demonstration / "call" / name / "index.html" for name in pages)
    external = next(page for page in told if re.search(r'class="button[^"]*" href="https:', page.read_text("utf-8")))
    sheet.goto(f"{site}call/{external.parent.name}/", wait_until="networkidle")
    link = sheet.locator(".panel .button[href^='https:']")
    expect(link).to_be_visible()
    written = link.evaluate("(one) => getComputedStyle(one, '::after').content")
    assert str(link.get_attribute("href")) in written
