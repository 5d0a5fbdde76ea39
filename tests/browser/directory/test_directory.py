"""The directory's search, as visitors use it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.directory.visiting import COUNT, MESSAGE, TILES, counted, field, titles, value, visit
from tests.browser.test_pages import WCAG

pytestmark = pytest.mark.browser


def test_results_follow_what_is_typed_and_say_why_they_are_there(page: Page) -> None:
    field(page).press_sequentially("mestol")
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")
    assert titles(page) == ["Il Mestolo"]
    assert page.locator(f"{TILES} mark").all_inner_texts() == ["Mestolo"]
    assert page.locator(f"{TILES} img.logo").get_attribute("src") == "../associate/logos/il-mestolo.svg"
    expect(page.locator("[data-part=live]")).to_have_text("1 cooperativa")


def test_a_result_without_its_words_in_sight_says_where_they_stand(page: Page) -> None:
    field(page).fill("mensa")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ cooperative$"))
    found = page.locator(TILES)
    for at in range(found.count()):
        tile = found.nth(at)
        assert tile.locator("mark").count() > 0 or "Trovata in: " in tile.inner_text()
    assert page.get_by_text(re.compile("Trovata in: .*servizi e attività")).count() > 0


def test_facets_narrow_the_results_to_what_they_counted(page: Page) -> None:
    number = counted(value(page, "Lombardia"))
    value(page, "Lombardia").click()
    expect(page.locator(COUNT)).to_have_text(f"{number} cooperative")
    within = counted(value(page, "Brescia"))
    value(page, "Brescia").click()
    expect(page.locator(COUNT)).to_have_text(f"{within} cooperative")
    assert all("(BS)" in place for place in page.locator(f"{TILES} .tile__meta").all_inner_texts())
    # A second value of the same facet adds to it, one of another facet takes from it.
    other = counted(value(page, "Veneto"))
    value(page, "Veneto").click()
    expect(page.locator(COUNT)).to_have_text(f"{within + other} cooperative")
    sector = page.locator("[data-facets=sector] label").first
    left = counted(sector)
    sector.click()
    expect(page.locator(COUNT)).to_have_text(re.compile(rf"^{left} cooperativ[ae]$"))


def test_a_closed_facet_fetches_its_values_when_it_is_opened(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_text("Che cosa cercano", exact=True).click()
    first = page.locator("[data-facets=sought] label").first
    number = counted(first)
    assert any("columns/sought.json" in url for url in asked)
    assert not any("columns/certifications.json" in url for url in asked)
    first.click()
    expect(page.locator(COUNT)).to_have_text(re.compile(rf"^{number} cooperativ[ae]$"))


def test_chips_say_what_is_chosen_and_take_it_back(page: Page) -> None:
    value(page, "Lombardia").click()
    value(page, "Veneto").click()
    chips = page.locator("[data-part=chips] button")
    expect(chips).to_have_count(3)
    chips.nth(0).focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(1)
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Togliete il filtro Regione: Veneto"
    assert page.url.endswith("/associate/?regione=veneto")
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    assert page.url.endswith("/associate/")


def test_results_stand_in_the_order_that_is_chosen(page: Page) -> None:
    order = page.get_by_label("Ordine")
    order.select_option("name")
    expect(page.locator(f"{TILES} .tile__link").first).to_have_text("Apicoltori della Presolana")
    names = titles(page)
    assert len(names) == 24
    order.select_option("newest")
    expect(page.locator(f"{TILES} .tile__link").first).not_to_have_text(names[0])
    assert page.url.endswith("?ordine=recenti")
    order.select_option("distance")
    page.get_by_label("Da quale comune?").fill("Ghedi (Brescia)")
    page.get_by_label("Da quale comune?").press("Tab")
    expect(page.locator(f"{TILES} .tile__meta").first).to_have_text("Ghedi (BS) · 0 km")
    far = [float(text.rpartition(" · ")[2].removesuffix(" km").replace(".", "").replace(",", "."))
           for text in page.locator(f"{TILES} .tile__meta").all_inner_texts()]  # fmt: skip
    assert far == sorted(far)
    assert far[-1] > 10
    assert page.url.endswith("?ordine=distanza&da=brescia.ghedi")


def test_without_a_question_everyone_sees_the_same_order_all_day(browser: Browser, site: str) -> None:
    seen = []
    for moment in ("2026-11-24T00:30:00+01:00", "2026-11-24T23:30:00+01:00", "2026-11-25T12:00:00+01:00"):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.clock.install(time=moment)
        page.goto(f"{site}associate/")
        # The count stands on the page before the search is at work; the alphabet goes when its order has come.
        expect(page.locator("[data-part=alphabet]")).to_be_hidden()
        seen.append(titles(page))
        context.close()
    assert seen[0] == seen[1] != seen[2]
    assert seen[0] != sorted(seen[0])


def test_an_address_can_be_shared(context: BrowserContext, page: Page) -> None:
    field(page).fill("cooperativa ")
    expect(value(page, "Lombardia").get_by_role("checkbox")).to_be_visible()
    assert counted(value(page, "Lombardia")) > 1
    value(page, "Lombardia").click()
    expect(page.locator("[data-part=chips] button")).to_have_count(1)
    page.get_by_role("button", name="Tabella", exact=True).click()
    rows = page.locator("[data-part=rows] tr")
    expect(rows.first).to_be_visible()
    other = visit(context, page.url)
    expect(other.locator("[data-part=rows] tr").first).to_be_visible()
    assert field(other).input_value() == "cooperativa "
    assert other.locator(COUNT).inner_text() == page.locator(COUNT).inner_text()
    assert (
        other.locator("[data-part=rows] a").all_inner_texts()[:10]
        == page.locator("[data-part=rows] a").all_inner_texts()[:10]
    )
    expect(value(other, "Lombardia").get_by_role("checkbox")).to_be_checked()


def test_the_back_button_takes_back_one_step_at_a_time(page: Page, site: str) -> None:
    field(page).press_sequentially("mensa", delay=20)
    expect(page.locator(COUNT)).not_to_have_text(re.compile("Tutte"))
    found = page.locator(COUNT).inner_text()
    value(page, "Lombardia").click()
    expect(page.locator("[data-part=chips] button")).to_have_count(1)
    page.go_back()
    expect(page.locator("[data-part=chips] button")).to_have_count(0)
    expect(page.locator(COUNT)).to_have_text(found)
    assert field(page).input_value() == "mensa"
    page.go_back()
    expect(page.locator(COUNT)).to_have_text(re.compile("Tutte le"))
    assert field(page).input_value() == ""
    assert page.url == f"{site}associate/"
    page.go_forward()
    expect(page.locator(COUNT)).to_have_text(found)


def test_whoever_is_among_the_results_stays_there_when_others_come(page: Page) -> None:
    field(page).fill("brescia")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ cooperative$"))
    field(page).press("ArrowDown")
    links = page.locator(f"{TILES} .tile__link")
    expect(links.nth(0)).to_be_focused()
    # As what was typed last comes late.
    change = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    field(page).evaluate(change, "mestolo")
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")
    expect(links.nth(0)).to_be_focused()


def test_the_keyboard_alone_searches_and_opens_a_result(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Cercate fra le associate")).to_be_focused()
    page.keyboard.type("brescia")
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ cooperative$"))
    links = page.locator(f"{TILES} .tile__link")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    # The tile beneath, in a grid of three.
    expect(links.nth(4)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    assert field(page).input_value() == ""
    expect(page.locator(COUNT)).to_have_text(re.compile("Tutte le"))
    page.keyboard.type("mestolo")
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/associate/il-mestolo/")


def test_a_slash_in_a_text_is_a_slash(page: Page) -> None:
    field(page).press_sequentially("a/b")
    assert field(page).input_value() == "a/b"


def test_nothing_found_says_so_and_what_to_give_up(page: Page) -> None:
    field(page).fill("xqzvw")
    message = page.locator(MESSAGE)
    expect(page.locator(COUNT)).to_have_text("Nessuna cooperativa trovata")
    expect(message).to_contain_text("Niente corrisponde a «xqzvw»")
    assert titles(page) == []
    expect(page.locator("[data-part=live]")).to_have_text("Nessuna cooperativa trovata")
    message.get_by_role("button", name="Cancellate il testo").click()
    expect(page.locator(COUNT)).to_have_text(re.compile("Tutte le"))


def test_a_choice_that_leaves_nothing_can_be_given_up_for_a_known_number(context: BrowserContext, site: str) -> None:
    page = visit(context, f"{site}associate/?q=mestolo&regione=veneto&settore=commercio")
    message = page.locator(MESSAGE)
    expect(message).to_contain_text("Nessuna associata ha tutto questo insieme")
    message.get_by_role("button", name="Togliete tutti i filtri").click()
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")
    page.goto(f"{site}associate/?q=mestolo&regione=veneto")
    message.get_by_role("button", name="Senza «Veneto»: 1 cooperativa").click()
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")
    assert titles(page) == ["Il Mestolo"]


def test_a_slip_is_forgiven_and_said(page: Page) -> None:
    field(page).fill("mestlo ")
    expect(page.locator(MESSAGE)).to_contain_text("ecco i risultati per «mestolo»")
    assert titles(page) == ["Il Mestolo"]


@pytest.mark.parametrize("part", ["terms/*", "columns/region.json"])
def test_what_does_not_arrive_is_said_and_can_be_tried_again(context: BrowserContext, site: str, part: str) -> None:
    def lost(route: Route) -> None:
        route.abort()

    page = context.new_page()
    page.route(f"**/search/{part}*", lost)
    page.goto(f"{site}associate/?q=mestolo&regione=emilia-romagna")
    message = page.locator(MESSAGE)
    expect(message).to_contain_text("Una parte dell’indice non è arrivata")
    assert page.get_by_text("Nessuna cooperativa trovata").count() == 0
    expect(page.locator(COUNT)).to_have_text("Risultati non disponibili")
    page.unroute(f"**/search/{part}*", lost)
    message.get_by_role("button", name="Riprova").click()
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")
    expect(message).to_be_hidden()
    assert titles(page) == ["Il Mestolo"]


def test_a_search_that_never_came_leaves_the_page_as_it_was_until_it_does(context: BrowserContext, site: str) -> None:
    def lost(route: Route) -> None:
        route.abort()

    page = context.new_page()
    page.route("**/assets/javascripts/search.*.js", lost)
    page.goto(f"{site}associate/")
    expect(page.locator(MESSAGE)).to_contain_text("La ricerca non è arrivata in fondo")
    assert len(titles(page)) == 48
    expect(page.get_by_role("navigation", name="Pagine")).to_be_visible()
    page.unroute("**/assets/javascripts/search.*.js", lost)
    field(page).fill("mestolo")
    page.get_by_role("button", name="Riprova").click()
    expect(page.locator(COUNT)).to_have_text("1 cooperativa")


def test_the_search_goes_on_when_the_connection_is_back(context: BrowserContext, page: Page) -> None:
    context.set_offline(True)
    field(page).fill("brescia")
    expect(page.locator(MESSAGE)).to_contain_text("Siete senza connessione")
    context.set_offline(False)
    expect(page.locator(COUNT)).to_have_text(re.compile(r"^\d+ cooperative$"))
    expect(page.locator(MESSAGE)).to_be_hidden()


def test_more_results_come_when_they_are_asked_for(page: Page) -> None:
    expect(page.locator(TILES)).to_have_count(24)
    page.get_by_role("button", name="Altre associate").click()
    expect(page.locator(TILES)).to_have_count(48)
    expect(page.locator(f"{TILES} .tile__link").nth(24)).to_be_focused()
    page.get_by_role("button", name="Altre associate").click()
    page.get_by_role("button", name="Altre associate").click()
    expect(page.get_by_role("button", name="Altre associate")).to_be_hidden()
    names = titles(page)
    assert len(set(names)) == len(names) == int(re.sub(r"\D", "", page.locator(COUNT).inner_text()))


def test_results_can_be_saved_as_a_table(page: Page) -> None:
    value(page, "Lombardia").click()
    expect(page.locator("[data-part=chips] button")).to_have_count(1)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Scaricate in CSV").click()
    content = Path(saving.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert saving.value.suggested_filename == "associate.csv"
    assert not content.startswith(b"\xef\xbb\xbf")
    assert {row["Regione"] for row in rows} == {"Lombardia"}
    assert f"{len(rows)} cooperative" == page.locator(COUNT).inner_text()
    assert [row["Nome"] for row in rows][:24] == titles(page)
    assert page.request.get(rows[0]["Pagina"]).ok


def test_a_phone_has_its_facets_in_a_drawer(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = visit(context, f"{site}associate/")
    facets = page.locator("#directory-facets")
    expect(facets).to_be_hidden()
    page.get_by_role("button", name="Filtri").click()
    expect(facets).to_be_visible()
    value(page, "Lombardia").click()
    expect(value(page, "Lombardia").get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Guardate i risultati").click()
    expect(facets).to_be_hidden()
    expect(page.get_by_role("button", name="Filtri")).to_have_text("Filtri 1")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_without_scripts_nothing_is_offered_that_does_not_work(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    page.locator("article input[name=q]").fill("latte")
    page.keyboard.press("Enter")
    page.wait_for_url("**/associate/?q=latte")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("La ricerca ha bisogno di JavaScript")
    expect(field(page)).to_be_hidden()
    assert len(titles(page)) == 48
    expect(page.locator(".letters")).to_be_visible()
    expect(page.get_by_text("Certificazione", exact=True)).to_be_hidden()
    value(page, "Lombardia").click()
    page.wait_for_url("**/associate/regione/lombardia/")
    expect(page.get_by_text("Affinate questo elenco")).to_be_hidden()
    context.close()


def test_with_scripts_nothing_is_said_of_doing_without(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}associate/?q=latte")
    expect(field(page)).to_be_visible()
    expect(page.locator("noscript p")).to_have_count(0)


def test_a_browse_page_leads_into_the_search(context: BrowserContext, site: str) -> None:
    page = context.new_page()
    page.goto(f"{site}associate/regione/lombardia/")
    number = page.locator(".lede").inner_text()
    page.get_by_role("link", name="Affinate questo elenco").click()
    expect(page.locator("[data-part=chips] button")).to_have_count(1)
    expect(page.locator(COUNT)).to_have_text(number)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["?q=mensa&regione=lombardia", "?vista=tabella&ordine=distanza", "?q=xqzvw&settore=commercio"]
)
def test_every_state_meets_wcag_and_fits_a_phone(
    browser: Browser, site: str, scheme: Literal["light", "dark"], query: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
    page = visit(context, f"{site}associate/{query}")
    expect(page.locator("[data-part=results]")).not_to_have_attribute("aria-busy", "true")
    result = Axe().run(page, options=WCAG)
    assert [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ] == []
    for width in (320, 360, 768):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_the_map_shows_what_was_found_and_filters_it(context: BrowserContext, site: str) -> None:
    page = visit(context, f"{site}associate/?q=mensa&vista=mappa")
    expect(page.locator(".map-mark").first).to_be_visible()
    every = page.locator(COUNT).inner_text()
    expect(page.locator(".map__status")).to_contain_text(every.split()[0])
    page.locator(".leaflet-control-zoom-in").click(click_count=3, delay=50)
    expect(page.locator(COUNT)).not_to_have_text(every)
    page.locator(".map__whole").click()
    expect(page.locator(COUNT)).to_have_text(every)
