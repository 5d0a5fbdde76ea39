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


def found_town(page: Page, typed: str, name: str) -> None:
    """Begin to write a municipality, until the list offers it first."""
    page.fill("#address-municipality", typed)
    expect(page.locator("[role=option]").first).to_have_text(name)


def ticked(page: Page, typed: str, service: str) -> None:
    """Look a service up in the list of services, and tick it."""
    page.fill("#services-filter", typed)
    page.get_by_label(service).check()


def at_the_end(page: Page) -> None:
    """Leave the last step that asks, and agree to what is published."""
    go_on(page, "Riguardare e inviare")
    page.get_by_label("La cooperativa accetta").check()


def complaints(page: Page) -> list[str]:
    """Return a list that fills with what goes wrong in a page's scripts, and with what the browser complains of."""
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    return found
