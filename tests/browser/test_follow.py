"""The picker of calendars and feeds, in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


def test_the_picker_composes_the_address_to_subscribe_to(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}resta-informato/")
    field, where = page.get_by_label("Indirizzo da sottoscrivere"), page.get_by_label("Di che cosa?")
    expect(field).to_have_value("https://coop-restart.example/calendari/tutto.ics")
    where.select_option(label="Tessere connessioni")
    expect(field).to_have_value("https://coop-restart.example/calendari/piste/tessere-connessioni.ics")
    expect(page.get_by_role("link", name="Aprite nell'agenda")).to_have_attribute(
        "href", "webcal://coop-restart.example/calendari/piste/tessere-connessioni.ics"
    )
    page.get_by_label("Le notizie, in un lettore di feed").check()
    expect(field).to_have_value("https://coop-restart.example/feed/piste/tessere-connessioni.xml")
    expect(page.get_by_role("link", name="JSON Feed", exact=True)).to_be_visible()
    page.get_by_role("button", name="Copiate l'indirizzo").click()
    expect(page.get_by_text("Copiato")).to_be_visible()
    page.close()
