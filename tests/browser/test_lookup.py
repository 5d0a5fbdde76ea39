"""The search in the header: how it opens, what it lists, and what it says when there is nothing or when files fail."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import serving
from tests.browser.test_pages import PATIENCE, Visit, opened, violations

pytestmark = pytest.mark.browser

OPENER = "header [aria-haspopup=dialog]"
DIALOG = "dialog.lookup"
OFTEN = "mense"
"""A word of members, calls, initiatives and a supply chain."""


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    with opened(browser, f"{site}chi-siamo/", reduced_motion="reduce") as visit:
        yield visit.page
        assert visit.complaints == []


def searched(page: Page, text: str) -> Locator:
    """Open the search by its key, type, and return the options when they stand there."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(page.locator(f"{DIALOG} [role=status]")).to_contain_text(re.compile("risultat|Nessun"))
    return page.locator(f"{DIALOG} [role=option]")


def of_the_search(urls: list[str]) -> list[str]:
    return [url for url in urls if "/search/" in url or "/search." in url]


def fetched(visit: Visit) -> list[str]:
    """The names of the search's files that the page has asked for, when it asks for no more."""
    visit.page.wait_for_timeout(500)
    return sorted(url.rpartition("/")[2].partition(".")[0] for url in of_the_search(visit.requests))


def test_nothing_of_the_search_is_fetched_before_somebody_wants_it(browser: Browser, site: str) -> None:
    with opened(browser, site) as visit:
        visit.page.mouse.wheel(0, 2_000)
        visit.page.wait_for_load_state("networkidle")
        assert of_the_search(visit.requests) == []
        visit.page.locator(OPENER).hover()
        assert fetched(visit) == ["index", "search"]
        visit.page.locator(OPENER).focus()
        visit.page.keyboard.press("/")
        assert fetched(visit) == ["index", "search"]


@pytest.mark.parametrize("way", ["focus", "key", "field"])
def test_each_sign_of_intent_fetches_script_and_manifest(browser: Browser, site: str, way: str) -> None:
    with opened(browser, site) as visit:
        if way == "key":
            visit.page.keyboard.press("/")
        else:
            visit.page.locator(OPENER if way == "focus" else "[data-lookup-field] input").focus()
        assert fetched(visit) == ["index", "search"]


def test_the_key_opens_it_and_escape_gives_the_focus_back(page: Page) -> None:
    link = page.locator("#content a, article a").first
    link.focus()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Che cosa cercate?")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).not_to_be_visible()
    expect(link).to_be_focused()


def test_the_button_opens_it_and_each_way_out_gives_the_focus_back(page: Page) -> None:
    opener = page.get_by_role("button", name="Cerca", exact=True)
    for out in ("button", "outside", "Escape"):
        opener.click()
        expect(page.locator(DIALOG)).to_be_visible()
        if out == "button":
            page.get_by_role("button", name="Chiudete la ricerca").click()
        elif out == "outside":
            page.mouse.click(5, 600)
        else:
            page.keyboard.press(out)
        expect(page.locator(DIALOG)).not_to_be_visible()
        expect(opener).to_be_focused()


def test_a_slash_that_is_typed_stays_one(browser: Browser, site: str) -> None:
    with opened(browser, site) as visit:
        field = visit.page.locator("[data-lookup-field] input")
        field.press("/")
        expect(field).to_have_value("/")
        expect(visit.page.locator(DIALOG)).not_to_be_visible()


def test_the_key_can_be_switched_off_for_good(page: Page) -> None:
    page.keyboard.press("/")
    page.get_by_label("Il tasto / apre la ricerca").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).not_to_be_visible()
    page.reload()
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    expect(page.locator(DIALOG)).not_to_be_visible()
    page.locator(OPENER).click()
    expect(page.get_by_label("Il tasto / apre la ricerca")).not_to_be_checked()


def test_results_stand_in_groups_with_their_numbers_and_marks(page: Page) -> None:
    options = searched(page, OFTEN)
    groups = page.locator(f"{DIALOG} [role=group]")
    names = [group.get_attribute("aria-label") for group in groups.all()]
    counts = [int(count) for count in page.locator(f"{DIALOG} .lookup__count").all_inner_texts()]
    assert {"Associate", "Call", "Iniziative", "Filiere"} <= set(names)
    assert [len(group.locator("[role=option]").all()) for group in groups.all()] == [min(count, 4) for count in counts]
    expect(page.get_by_role("status").first).to_have_text(f"{sum(counts)} risultati")
    marks = {mark.lower() for mark in page.locator(f"{DIALOG} mark").all_inner_texts()}
    assert marks
    assert marks <= {"mensa", "mense"}
    first = page.get_by_role("group", name="Associate").locator("[role=option]").first
    assert all(first.locator(f".lookup__{part}").inner_text() for part in ("title", "place", "line"))
    assert options.last.get_attribute("href") == f"{page.url.removesuffix('chi-siamo/')}associate/?q={OFTEN}"


def test_a_hand_written_page_is_found_and_enter_leads_there(page: Page, site: str) -> None:
    searched(page, "wcag")
    expect(page.get_by_role("group", name="Pagine").locator("[role=option]").first).to_contain_text("Accessibilità")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}accessibilita/")


def test_arrows_choose_a_result_and_enter_goes_there(page: Page) -> None:
    options = searched(page, OFTEN)
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert (second.get_attribute("href"), second.get_attribute("aria-selected")) == (
        options.nth(1).get_attribute("href"),
        "true",
    )
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") == ""
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wanted = str(options.first.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(wanted)
    expect(page.locator("h1")).to_be_visible()


def test_enter_without_a_choice_leads_to_the_directory_with_what_was_typed(page: Page, site: str) -> None:
    searched(page, "mense scolastiche")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}associate/?q=mense+scolastiche")


def test_a_result_can_be_pointed_at(page: Page) -> None:
    option = searched(page, OFTEN).nth(1)
    wanted = str(option.get_attribute("href"))
    option.click()
    page.wait_for_url(wanted)


def test_what_was_meant_is_said(page: Page) -> None:
    options = searched(page, "mestlo")
    expect(page.get_by_role("status").first).to_contain_text(
        "«mestlo» non si trova: questi sono i risultati per «mestolo»"
    )
    expect(options.first).to_contain_text("Il Mestolo")


def test_that_only_some_words_were_found_is_said(page: Page) -> None:
    searched(page, "mestolo xqzvw")
    expect(page.get_by_role("status").first).to_contain_text("questi ne contengono alcune")


def test_where_there_is_nothing_it_says_so_and_leads_on(page: Page, site: str) -> None:
    options = searched(page, "xqzvw")
    expect(page.get_by_role("status").first).to_have_text("Nessun risultato per «xqzvw».")
    expect(options).to_have_count(0)
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "false"
    expect(page.get_by_role("link", name="Sfogliate l'elenco")).to_have_attribute("href", re.compile("associate/$"))
    page.get_by_role("combobox").fill("mestolo")
    expect(options.first).to_contain_text("Il Mestolo")
    expect(page.get_by_role("link", name="Sfogliate l'elenco")).not_to_be_visible()


@pytest.mark.parametrize("lost", ["**/search.*.js*", "**/search/index.json", "**/search/terms/*"])
def test_a_file_that_fails_is_said_and_can_be_asked_for_again(browser: Browser, site: str, lost: str) -> None:
    with opened(browser, f"{site}chi-siamo/") as visit:
        page = visit.page

        def fail(route: Route) -> None:
            route.fulfill(status=503)

        page.route(lost, fail)
        page.keyboard.press("/")
        page.keyboard.type("mestolo")
        expect(page.get_by_role("status").first).to_contain_text("La ricerca non si è caricata")
        expect(page.locator(f"{DIALOG} [role=option]")).to_have_count(0)
        again = page.get_by_role("button", name="Riprova")
        # The warning tells that this attempt has failed too, and that its message stands.
        with page.expect_console_message(lambda told: told.type == "warning"):
            again.click()
        expect(again).to_be_visible()
        page.unroute(lost, fail)
        again.click()
        expect(page.locator(f"{DIALOG} [role=option]").first).to_contain_text("Il Mestolo")
        expect(again).not_to_be_visible()
        expect(page.get_by_role("combobox")).to_be_focused()


def test_without_a_network_it_says_so_and_goes_on_by_itself(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}chi-siamo/") as visit:
        visit.page.context.set_offline(True)
        visit.page.keyboard.press("/")
        visit.page.keyboard.type("mestolo")
        expect(visit.page.get_by_role("status").first).to_contain_text("Manca la connessione")
        visit.page.context.set_offline(False)
        expect(visit.page.locator(f"{DIALOG} [role=option]").first).to_contain_text("Il Mestolo")


def test_a_page_s_own_field_lists_below_itself(browser: Browser, site: str) -> None:
    with opened(browser, site) as visit:
        field = visit.page.locator("[data-lookup-field] input")
        field.press_sequentially(OFTEN)
        options = visit.page.locator("[data-lookup-field] [role=option]")
        expect(options.first).to_be_visible()
        other = visit.page.locator(f"{DIALOG} [role=combobox]")
        assert field.get_attribute("aria-controls") != other.get_attribute("aria-controls")
        field.press("Escape")
        expect(options.first).not_to_be_visible()
        assert field.get_attribute("aria-expanded") == "false"
        field.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        visit.page.locator("h1").click()
        expect(options.first).not_to_be_visible()
        field.focus()
        expect(options.first).to_be_visible()


def test_it_works_from_a_folder_of_a_server_and_on_the_page_for_what_is_missing(
    browser: Browser, demonstration: Path, tmp_path: Path
) -> None:
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "rivers").symlink_to(demonstration)
    (tmp_path / "404.html").symlink_to(demonstration / "404.html")
    with serving(tmp_path) as server, opened(browser, f"{server}people/rivers/programma/2023/collaborare/") as visit:
        searched(visit.page, "mestolo").first.click()
        visit.page.wait_for_url(re.compile(r"/people/rivers/associate/[a-z-]+/$"))
        expect(visit.page.locator("h1")).to_contain_text("Il Mestolo")


def test_without_javascript_the_header_and_the_field_lead_to_the_directory(browser: Browser, site: str) -> None:
    with opened(browser, site, java_script_enabled=False) as visit:
        link = visit.page.get_by_role("link", name="Cerca", exact=True)
        assert visit.page.locator(DIALOG).count() == 0
        field = visit.page.locator("[data-lookup-field] input")
        field.fill("mensa")
        field.press("Enter")
        visit.page.wait_for_url(f"{site}associate/?q=mensa")
        visit.page.goto(f"{site}privacy/")
        link.click()
        visit.page.wait_for_url(f"{site}associate/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["", "xqzvw", OFTEN])
def test_the_open_search_meets_wcag(browser: Browser, site: str, scheme: Literal["light", "dark"], text: str) -> None:
    options = {"color_scheme": scheme, "reduced_motion": "reduce", "viewport": {"width": 360, "height": 740}}
    with opened(browser, f"{site}chi-siamo/", **options) as visit:
        if text:
            searched(visit.page, text)
            visit.page.keyboard.press("ArrowDown")
        else:
            visit.page.keyboard.press("/")
        found = violations(visit.page)
    assert found == []


@pytest.mark.parametrize("where", ["", "chi-siamo/"])
def test_the_open_search_is_no_wider_than_the_screen(browser: Browser, site: str, where: str) -> None:
    with opened(browser, site + where, reduced_motion="reduce") as visit:
        if where:
            searched(visit.page, OFTEN)
        else:
            visit.page.locator("[data-lookup-field] input").press_sequentially(OFTEN)
            visit.page.locator("[data-lookup-field] [role=option]").first.wait_for(timeout=PATIENCE)
        wide = []
        for width in (320, 360, 768, 1440):
            visit.page.set_viewport_size({"width": width, "height": 700})
            popup = visit.page.locator("[data-lookup-popup]:visible")
            box = popup.bounding_box()
            assert box
            inner = popup.locator("[role=listbox]").evaluate("list => list.scrollWidth - list.clientWidth")
            page = visit.page.evaluate("document.documentElement.scrollWidth")
            wide += [width] if page > width or inner > 0 or box["x"] < 0 or box["x"] + box["width"] > width else []
    assert wide == []


def test_the_header_s_own_script_is_small(demonstration: Path) -> None:
    (script,) = (demonstration / "assets" / "javascripts").glob("lookup.*.js")
    assert len(gzip.compress(script.read_bytes(), 9)) <= 3 * 1024
