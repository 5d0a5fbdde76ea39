"""What the tests of the directory's search look at and do again and again."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

TILES = "[data-part=list] > li"
COUNT = "[data-part=count]"
MESSAGE = "[data-part=message]"


def visit(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    expect(page.locator("[data-part=alphabet]")).to_be_hidden()
    return page


def field(page: Page) -> Locator:
    return page.locator("[data-part=field]")


def titles(page: Page) -> list[str]:
    return page.locator(f"{TILES} .tile__link").all_inner_texts()


def value(page: Page, text: str) -> Locator:
    """A value of a facet, as a link before anything is asked and with a box afterwards."""
    return page.locator(".facet__value", has_text=re.compile(rf"^\s*{re.escape(text)}\s+\d+\s*$"))


def counted(value: Locator) -> int:
    """Return what stands beside a value, once it is counted."""
    expect(value.page.locator("[data-part=facets]")).not_to_have_attribute("aria-busy", "true")
    return int(value.locator(".facet__count").inner_text())
