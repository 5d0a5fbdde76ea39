"""A visitor of the map of members."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

MAP = "associate/mappa/"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PATIENCE = 60_000


@dataclass
class Visit:
    """An open map, the addresses that it has asked for and the complaints of its console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def marks(self) -> list[str]:
        """What the marks are called, in the order of the keyboard."""
        return [str(mark.get_attribute("aria-label")) for mark in self.page.locator(".map-mark").all()]

    def focused(self) -> str:
        """Return the classes of what has the focus."""
        return str(self.page.evaluate("document.activeElement.className"))


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Visit]:
    """Open the map's page without motion and wait until its members are there."""
    given = {"viewport": {"width": 1200, "height": 800}, "reduced_motion": "reduce", **options}
    context = browser.new_context(**given)
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page())
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("console", lambda told: visit.complaints.append(told.text) if told.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.goto(url, wait_until="networkidle")
    if options.get("java_script_enabled", True):
        visit.page.locator(".map-mark").first.wait_for()
    yield visit
    context.close()
