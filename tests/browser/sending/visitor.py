"""What a visitor does: fills the form in, sends it, follows it, and finds by links alone what has come of it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from generator.clock import day_of, present
from generator.languages.language import Language
from generator.writing.record_file import written
from generator.writing.template import schema_line, template
from tests.browser.form_filling import at_the_end, found_town, go_on, opened, ticked
from tests.browser.sending.federation import NOTE, Federation


def expected(name: str, **more: object) -> str:
    """Return the file that the project writes now for a new member of this name, told as below."""
    tree = {
        "name": name,
        "summary": "Sartoria e costumi di scena",
        "services": ["making.clothing"],
        "address": {"street": "Via Roma 1", "postcode": "25121", "municipality": "017029"},
        "contacts": {"email": "info@filo.example"},
        "consent": {"date": day_of(present()).isoformat(), "version": "1"},
        **more,
    }
    return written(tree, template("member", Language.load("it")), schema_line("member"))


def told(page: Page, name: str, picture: Path | None = None) -> None:
    """Fill in the form for a new member, up to its last step."""
    page.fill("#name", name)
    page.fill("#summary", "Sartoria e costumi di scena")
    if picture:
        page.set_input_files("#logo", picture)
    go_on(page, "Dove siete, come raggiungervi")
    page.fill("#address-street", "Via Roma 1")
    page.fill("#address-postcode", "25121")
    found_town(page, "bresc", "Brescia (BS)")
    page.keyboard.press("Enter")
    page.fill("#contacts-email", "info@filo.example")
    go_on(page, "Che cosa fate")
    ticked(page, "sartoria", "Abbigliamento e sartoria")
    go_on(page, "Che cosa offrite e che cosa cercate")
    go_on(page, "Dati ufficiali")
    at_the_end(page)
    page.fill("#note", NOTE)


def joins(page: Page, federation: Federation, member: str) -> None:
    """Fill in the form by which a member takes part in the call, up to its last step."""
    opened(page, f"{federation.address}proponi/adesione/?call=mense")
    page.fill("#member", member)
    page.keyboard.press("Escape")
    go_on(page, "Riguardare e inviare")


def saved(page: Page, number: int) -> dict[str, bytes]:
    """Save what is sent with a letter, so many files, and return them by name."""
    files: list[Download] = []

    def arrived(file: Download) -> bool:
        files.append(file)
        return len(files) == number

    with page.expect_download(arrived):
        page.click("[data-way-file]")
    return {one.suggested_filename: Path(one.path()).read_bytes() for one in files}


def sent(page: Page) -> str:
    """Send the form, and return the reference that the sender is given."""
    page.click("[data-send]")
    title = page.locator("[data-sent] .sent__title")
    expect(title).to_have_text(re.compile("Inviata. Il riferimento: [0-9a-z]+$"), timeout=30_000)
    return title.inner_text().rpartition(" ")[2]


def shown_to_the_sender(page: Page, words: str) -> None:
    """Follow a proposal as its sender does, until the page says these words."""
    for _ in range(50):
        if words in page.locator("main, body").first.inner_text():
            return
        page.wait_for_timeout(200)
        page.reload()
    raise AssertionError(page.locator("body").inner_text())


def browsed_to(page: Page, federation: Federation, name: str) -> None:
    """Find a member from the home page by links alone."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(federation.address)
    page.locator(".md-tabs").get_by_role("link", name="Associate").click()
    page.get_by_role("link", name="Lombardia").first.click()
    page.get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).to_have_text(name)


def browsed_to_call(page: Page, federation: Federation, participant: str) -> None:
    """Find the call from the home page by links alone, and in it who takes part."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(federation.address)
    page.locator(".md-tabs").get_by_role("link", name="Call").click()
    page.get_by_role("link", name="Mense insieme").first.click()
    page.get_by_role("link", name=participant).first.click()
    expect(page.locator("h1")).to_have_text(participant)
