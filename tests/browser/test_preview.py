"""A preview that runs is searched in a real browser, and goes on being searched after an edit."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.plugin.federation import write
from tests.plugin.test_serve import Preview, preview, wait_for

__all__ = ["preview"]

pytestmark = pytest.mark.browser


def test_a_preview_finds_what_was_edited_while_it_runs(preview: Preview, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{preview.url}associate/?q=aurora")
    expect(page.locator("[data-part=count]")).to_have_text("1 cooperativa")
    write(preview.root, {"members/aurora.yml": "name: Aurora\nsummary: Adesso ripara fisarmoniche\n"})
    wait_for(f"{preview.url}associate/aurora/", "fisarmoniche")
    page.goto(f"{preview.url}associate/?q=fisarmoniche")
    expect(page.locator("[data-part=count]")).to_have_text("1 cooperativa")
    expect(page.locator("[data-part=list] .tile__link")).to_have_text("Aurora")
    # The header's search goes by the same index.
    page.goto(f"{preview.url}associate/aurora/")
    page.keyboard.press("/")
    page.keyboard.type("fisarmoniche")
    expect(page.get_by_role("option", name="Aurora").first).to_be_visible()
    context.close()
