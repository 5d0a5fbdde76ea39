"""A phone whose letters are twice as large: only tables are moved sideways, no word is cut, nothing covers the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import launched
from tests.browser.test_pages import KINDS, PATIENCE, address

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
LONGEST = 16
"""Letters of a word that has room in every place; only a hyphen helps longer ones, and Chromium may know none."""

CUT = """(longest) => {
  const cut = [];
  const hidden = ".md-sidebar, script, style, dialog, template, .visually-hidden, .propose__trap, .map__skip";
  const seen = (one) => !one.closest(`${hidden}, pre, code, svg`) && one.checkVisibility();
  const boxes = (range) => [...range.getClientRects()].filter(({ width }) => width > 1);
  const lines = (range) => new Set(boxes(range).map(({ top }) => top >> 2));
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    if (!seen(text.parentElement)) continue;
    for (const { 0: token, index } of text.data.matchAll(/\\S+/g)) {
      if (/[@/_.\\d]\\S/.test(token)) continue;
      for (const { 0: word, index: at } of token.matchAll(/\\p{L}{2,}/gu)) {
        const range = document.createRange();
        range.setStart(text, index + at);
        range.setEnd(text, index + at + word.length);
        if (lines(range).size > 1 && word.length <= longest) cut.push(word);
      }
    }
  }
  return cut;
}"""
"""The words that stand on two lines, but those of addresses."""


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[BrowserContext]:
    """A phone on which letters are twice as large as usual."""
    chromium = launched(browser.browser_type, "--blink-settings=defaultFontSize=32")
    context = chromium.new_context(viewport=PHONE, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    yield context
    chromium.close()


@pytest.fixture
def page(large: BrowserContext) -> Iterator[Page]:
    """A page of that phone."""
    page = large.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("kind", list(KINDS))
def test_letters_twice_as_large_move_no_page_sideways_and_cut_no_word(
    page: Page, site: str, demonstration: Path, kind: str
) -> None:
    page.goto(site + address(demonstration, kind), wait_until="networkidle")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "40px"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
    assert page.evaluate(CUT, LONGEST) == []


def test_ways_to_reach_a_member_leave_the_screen_to_its_page(page: Page, site: str, demonstration: Path) -> None:
    page.goto(site + address(demonstration, "member"), wait_until="networkidle")
    ways = page.locator(".reach__actions")
    for size in (PHONE, {"width": PHONE["height"], "height": PHONE["width"]}):
        page.set_viewport_size(size)
        assert ways.evaluate("(one) => getComputedStyle(one).position") != "fixed"
    assert ways.get_by_role("link").first.is_visible()


def test_ways_to_reach_a_member_stay_in_reach_where_letters_leave_room(
    browser: Browser, site: str, demonstration: Path
) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(site + address(demonstration, "member"), wait_until="networkidle")
    box = page.locator(".reach__actions").bounding_box()
    page.close()
    assert box is not None
    assert box["y"] + box["height"] == PHONE["height"]
    assert box["height"] < PHONE["height"] / 8
