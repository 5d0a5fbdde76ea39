"""By keyboard and by links: what is reached is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_pages import SCREEN, address, opened

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
STEPS = 60

UNDER = """() => {
  const at = document.activeElement;
  if (at === document.body || at.closest("header, .md-skip, .md-sidebar, svg")) return null;
  const { top } = at.getBoundingClientRect();
  const edge = document.querySelector("header").getBoundingClientRect().bottom;
  return top < edge - 1 ? `${at.tagName} ${at.textContent.trim()} at ${top}, header to ${edge}` : null;
}"""
"""What has the focus, where the header covers it or a part of it."""

BELOW = """(id) => {
  const { bottom } = document.querySelector("header").getBoundingClientRect();
  return document.getElementById(id).getBoundingClientRect().top - bottom;
}"""
"""How far below the header something begins, in CSS pixels."""


@pytest.fixture(scope="module", params=[SCREEN, PHONE], ids=["screen", "phone"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a wide screen, and on a phone."""
    with opened(browser, site, viewport=request.param, reduced_motion="reduce") as visit:
        yield visit.page


@pytest.mark.parametrize("kind", ["directory", "year", "dates", "member", "collaborate"])
def test_the_header_covers_nothing_that_has_the_focus(page: Page, site: str, demonstration: Path, kind: str) -> None:
    page.goto(site + address(demonstration, kind), wait_until="networkidle")
    covered = []
    for key in ["Tab"] * STEPS + ["Shift+Tab"] * (STEPS // 2):
        page.keyboard.press(key)
        covered += [found] if (found := page.evaluate(UNDER)) else []
    assert covered == []


@pytest.mark.parametrize(
    ("kind", "part"),
    [("year", "[id^=track-]"), ("dates", ".agenda__item[id]"), ("member", ".exchange[id]"), ("guide", "h2[id]")],
)
def test_a_link_into_a_page_leads_to_just_below_the_header(
    page: Page, site: str, demonstration: Path, kind: str, part: str
) -> None:
    page.goto(site + address(demonstration, kind), wait_until="networkidle")
    name = page.locator(f"main {part}").nth(1).get_attribute("id")
    assert name
    page.goto(f"{page.url}#{name}", wait_until="networkidle")
    assert 0 <= page.evaluate(BELOW, name) <= 40
