"""The directory by distance, from a municipality or from where the visitor is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.directory.visiting import COUNT, TILES, counted, field, value, visit

pytestmark = pytest.mark.browser


def by_distance(page: Page) -> Route:
    """Ask for the order by distance, and return the script that measures, which is held back on its way."""
    held: list[Route] = []
    page.route("**/directory-extras*", lambda route: held.append(route))  # noqa: PLW0108
    page.get_by_label("Ordine").select_option("distance")
    while not held:
        page.wait_for_timeout(20)
    return held[0]


def test_distances_count_from_any_municipality_and_up_to_a_radius(context: BrowserContext, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field(page).press_sequentially("mensa")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ cooperative$"))
    assert not any("towns.json" in url for url in asked)
    field(page).fill("")
    coming = by_distance(page)
    town = page.get_by_label("Da quale comune?")
    # No member is in Limone, of which there are several. Some are quicker than the script that looks them up.
    town.press_sequentially("limone")
    coming.continue_()
    expect(page.locator("[data-part=towns] option").first).to_have_attribute("value", re.compile("^Limone"))
    assert any("towns.json" in url for url in asked)
    town.fill("Limone sul Garda")
    town.press("Tab")
    expect(page.locator(f"{TILES} .tile__meta").first).to_have_text(re.compile(r" · \d+(,\d)? km$"))
    everyone = page.locator(COUNT).inner_text()
    page.get_by_label("Entro quale distanza?").select_option("50")
    expect(page.locator(COUNT)).not_to_have_text(everyone)
    assert page.url.endswith("?ordine=distanza&da=brescia.limone-sul-garda&entro=50")
    far = [float(text.rpartition(" · ")[2].removesuffix(" km").replace(",", "."))
           for text in page.locator(f"{TILES} .tile__meta").all_inner_texts()]  # fmt: skip
    assert far
    assert far == sorted(far)
    assert far[-1] <= 50
    within = page.locator(COUNT).inner_text()
    # The facets count those within the radius only.
    assert counted(value(page, "Lombardia")) <= int(within.split()[0])
    other = visit(context, page.url)
    expect(other.locator(COUNT)).to_have_text(within)
    assert other.get_by_label("Da quale comune?").input_value() == "Limone sul Garda (Brescia)"
    other.get_by_role("button", name="Togliete il filtro Distanza: entro 50 km").click()
    expect(other.locator(COUNT)).to_have_text(everyone)
    assert other.url.endswith("?ordine=distanza&da=brescia.limone-sul-garda")


def test_distances_from_the_visitor_are_asked_for_and_not_kept(context: BrowserContext, page: Page) -> None:
    context.grant_permissions(["geolocation"])
    context.set_geolocation({"latitude": 45.4, "longitude": 10.27})
    coming = by_distance(page)
    expect(page.get_by_label("Da quale comune?")).to_be_visible()
    # Nobody should press what does nothing yet.
    expect(page.get_by_role("button", name="Usate la vostra posizione")).to_be_hidden()
    coming.continue_()
    page.get_by_role("button", name="Usate la vostra posizione").click()
    expect(page.locator(f"{TILES} .tile__meta").first).to_have_text(re.compile(r"Ghedi \(BS\) · \d,?\d? km"))
    assert page.url.endswith("?ordine=distanza")
