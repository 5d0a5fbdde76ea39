"""The form in a visitor's hands."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def opened(page: Page, address: str) -> None:
    """Open a form, and wait until its script has readied it."""
    page.goto(address)
    page.wait_for_selector("form[data-ready]")


def heading(page: Page) -> str:
    """Return the heading of the step that is open."""
    return page.locator("[data-step]:not([hidden]) h2").inner_text()


def go_on(page: Page, to: str) -> None:
    """Leave a step for the one with this heading."""
    page.click("[data-next]")
    expect(page.locator("[data-step]:not([hidden]) h2")).to_have_text(to)
