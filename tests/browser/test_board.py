"""The board of needs and offers, as visitors use it; and what has expired since the page was built."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from generator.publishing.blocks import blocks
from generator.publishing.members.roll import Roll
from generator.publishing.templates import environment
from generator.theme.board_script import board_path, board_script
from tests.browser.conftest import serving
from tests.browser.test_pages import opened, violations
from tests.publishing.collaborated import BRESCIA, carriers, cold, collaborating, hall
from tests.publishing.enrolled import members
from tests.publishing.woven import NOW, a_member

pytestmark = pytest.mark.browser

EXPIRY = Path(__file__).parents[2] / "generator" / "theme" / "scripts" / "expiry.js"
NEED = "[id^='need.']"
OFFER = "[id^='offer.']"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def board(context: BrowserContext, site: str) -> Page:
    return visit(context, f"{site}collaborare/")


def visit(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    expect(page.locator("[data-board] form")).to_be_visible()
    return page


def seen(page: Page, cards: str) -> list[str]:
    return page.locator(f"{cards}[data-card]:visible .card__title").all_inner_texts()


def card(page: Page, title: str) -> Locator:
    return page.locator("[data-card]", has=page.locator(".card__title", has_text=title))


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_words_narrow_both_sides_and_stand_in_the_address(board: Page) -> None:
    whole = len(seen(board, NEED)), len(seen(board, OFFER))
    board.get_by_label("Parole, un nome o un riferimento").fill("Refrigeràto Mantova")
    expect(board.locator("[data-part=told]")).to_contain_text("richieste e")
    needs, offers = seen(board, NEED), seen(board, OFFER)
    assert 0 < len(needs) < whole[0]
    assert 0 < len(offers) < whole[1]
    assert any("Trasporto refrigerato verso Mantova" in title for title in needs)
    assert asked(board) == {"q": ["Refrigeràto Mantova"]}
    board.get_by_role("button", name="Azzera").click()
    expect(board.locator("[data-part=told]")).to_have_text(f"{whole[0]} richieste e {whole[1]} offerte")
    assert (len(seen(board, NEED)), len(seen(board, OFFER))) == whole
    assert asked(board) == {}


def test_choices_narrow_together_and_come_back_with_the_address_and_the_back_button(board: Page) -> None:
    board.get_by_label("Servizi").select_option(label="Trasporti e logistica")
    logistics = seen(board, OFFER)
    board.get_by_label("Zona").select_option("mantova")
    both = seen(board, OFFER)
    assert 0 < len(both) < len(logistics)
    assert set(asked(board)) == {"servizio", "zona"}
    again = visit(board.context, board.url)
    assert seen(again, OFFER) == both
    assert again.get_by_label("Zona").input_value() == "mantova"
    board.go_back()
    expect(board.get_by_label("Zona")).to_have_value("")
    assert seen(board, OFFER) == logistics


def test_a_region_holds_what_its_provinces_do(board: Page) -> None:
    def found(place: str) -> set[str]:
        board.get_by_label("Zona").select_option(place)
        return {str(one.get_attribute("id")) for one in board.locator("[data-card]:visible").all()}

    region, province = found("lombardia"), found("brescia")
    assert province < region
    assert all("lombardia" in places or "brescia" in places or "italia" in places for places in [
        str(board.locator(f"[id='{name}']").get_attribute("data-places")).split() for name in province
    ])  # fmt: skip


def test_a_reference_finds_its_pair(board: Page) -> None:
    row = board.locator("[data-tie] .tied__code .code").first
    code = row.text_content() or ""
    board.get_by_label("Parole, un nome o un riferimento").fill(code)
    expect(board.locator("[data-part=told]")).to_have_text("1 richiesta e 1 offerta")


def test_what_does_not_exist_says_so_and_what_to_do(board: Page) -> None:
    board.get_by_label("Parole, un nome o un riferimento").fill("astronavi")
    expect(board.get_by_text("Non c'è nulla che corrisponda")).to_be_visible()
    assert violations(board, "[data-board]") == []


def test_an_open_card_has_its_partners_beside_it_tied_by_threads(board: Page) -> None:
    need = card(board, "Trasporto refrigerato verso Mantova")
    partners = str(need.get_attribute("data-partners")).split()
    need.locator("summary").scroll_into_view_if_needed()
    before = need.bounding_box()
    need.locator("summary").click()
    expect(board.locator(".board__beside:visible [data-card]")).to_have_count(len(partners))
    beside = board.locator(".board__beside [data-card]")
    assert [one.get_attribute("id") for one in beside.all()] == partners
    assert board.locator("path.thread").count() == len(partners)
    first, after = beside.first.bounding_box(), need.bounding_box()
    assert before
    assert first
    assert after
    assert abs(after["y"] - before["y"]) <= 1, "the card stays where the eye is"
    assert abs(first["y"] - after["y"]) < 80, "its partners stand beside it"
    assert asked(board) == {"incontro": [need.get_attribute("id")]}
    assert seen(board, OFFER) == beside.locator(".card__title").all_inner_texts()
    board.get_by_role("button", name="Rivedete tutto").click()
    expect(board.locator("path.thread")).to_have_count(0)
    assert len(seen(board, OFFER)) > len(partners)
    assert asked(board) == {}


def test_one_can_go_from_card_to_card_by_keyboard(board: Page) -> None:
    need = card(board, "Trasporto refrigerato verso Mantova")
    need.locator("summary").focus()
    board.keyboard.press("Enter")
    expect(need.locator("details")).to_have_attribute("open", "")
    board.locator(".board__beside summary").first.focus()
    board.keyboard.press("Space")
    expect(need.locator("details")).not_to_have_attribute("open", "")
    offer = board.locator("[data-card].card--open")
    assert str(offer.get_attribute("id")).startswith("offer.")
    assert str(need.get_attribute("id")) in str(offer.get_attribute("data-partners"))
    assert board.evaluate("document.activeElement.closest('[data-card]').id") == offer.get_attribute("id")
    board.keyboard.press("Escape")
    expect(board.locator(".card--open")).to_have_count(0)
    assert board.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_card_can_be_shared_open(context: BrowserContext, site: str) -> None:
    page = visit(context, f"{site}collaborare/?incontro=need.orti-del-chiese.frigo-mantova")
    expect(page.locator("[id='need.orti-del-chiese.frigo-mantova'] details")).to_have_attribute("open", "")
    assert page.locator("path.thread").count() > 0
    strange = visit(context, f"{site}collaborare/?incontro=need.nobody&zona=atlantide&tipo=%3Cb%3E")
    assert len(seen(strange, NEED)) > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_board_meets_wcag_with_an_open_card(board: Page, scheme: Literal["light", "dark"]) -> None:
    board.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    card(board, "Trasporto refrigerato verso Mantova").locator("summary").click()
    board.mouse.move(0, 0)
    board.evaluate("scrollTo(0, 0)")
    assert violations(board, "[data-board]") == []


def test_on_a_phone_the_partners_are_told_within_the_card(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}collaborare/", viewport={"width": 320, "height": 640}) as visit:
        need = card(visit.page, "Trasporto refrigerato verso Mantova")
        need.locator("summary").click()
        expect(need.locator("[data-tie]").first).to_be_visible()
        widest = visit.page.evaluate("document.documentElement.scrollWidth")
        tied = visit.page.locator("path.thread").count()
        complaints = visit.complaints
    assert (widest, tied, complaints) == (320, 0, [])


def test_without_scripts_all_stands_there_and_unfolds(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}collaborare/", java_script_enabled=False) as visit:
        page = visit.page
        need = card(page, "Trasporto refrigerato verso Mantova")
        need.locator("summary").click()
        row = need.locator("[data-tie] a").first
        expect(row).to_be_visible()
        assert page.locator("[data-board] form:visible").count() == 0
        assert page.locator("[data-card]:visible").count() == page.locator("[data-card]").count() > 150
        row.click()
        expect(page.locator(":target .joined__contact a")).to_be_visible()
        assert str(page.locator(":target .joined__contact a").get_attribute("href")).startswith(
            "mailto:segreteria@coop-restart.example?subject=Collaborazione%20"
        )


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages that were built in November: a member's, and one with the board and the blocks."""
    folder = tmp_path_factory.mktemp("aged")
    built = collaborating()
    made = blocks(Roll(built), environment(built))
    names = ("newest-matches", "exchange-board", "reciprocal-pairs")
    pages = {"": "".join(made[name]("") for name in names)}
    pages |= {f"members/{slug}/": members(built)[f"members/{slug}/"].body() for slug in ("dairy", "carrier")}
    for address, body in pages.items():
        path = folder / address / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        script = '<script type="module" src="/expiry.js"></script>'
        path.write_text(f"<!doctype html><html lang=en><title>x</title>{script}<body>{body}</body></html>", "utf-8")
    (folder / "expiry.js").write_bytes(EXPIRY.read_bytes())
    (folder / board_path()).parent.mkdir(parents=True)
    (folder / board_path()).write_bytes(board_script())
    (folder / "404.html").write_text("none", encoding="utf-8")
    with serving(folder) as address:
        yield address


def later(context: BrowserContext, url: str, now: str) -> Page:
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat(now))
    page.goto(url)
    return page


@pytest.mark.parametrize(
    ("now", "stands"),
    [
        (NOW, True),
        ("2027-01-15T23:59+01:00", True),
        ("2027-01-16T00:00+01:00", False),
        ("2027-01-15T23:30+00:00", False),
    ],
)
def test_a_match_is_gone_from_an_old_page_the_day_after_its_last(
    context: BrowserContext, aged: str, now: str, stands: bool
) -> None:
    carrier = later(context, f"{aged}members/carrier/", now)
    expect(carrier.locator(".partner:visible")).to_have_count(2 if stands else 1)
    assert ("The Dairy" in carrier.locator("body").inner_text()) is stands
    dairy = later(context, f"{aged}members/dairy/", now)
    expect(dairy.get_by_text("Expired", exact=True)).to_be_visible(visible=not stands)
    expect(dairy.get_by_role("heading", name="Possible partners")).to_be_visible(visible=stands)
    expect(dairy.get_by_text("until 15 January 2027").first).to_be_visible()


def test_a_day_ends_before_the_visitors_eyes(context: BrowserContext, aged: str) -> None:
    page = later(context, f"{aged}members/carrier/", "2027-01-15T23:58:30+01:00")
    expect(page.locator(".partner:visible")).to_have_count(2)
    page.clock.run_for(91_000)
    expect(page.locator(".partner:visible")).to_have_count(1)


def test_an_old_board_counts_and_ties_what_still_stands(context: BrowserContext, aged: str) -> None:
    page = later(context, aged, "2027-01-16T10:00+01:00")
    expect(page.locator("[data-part=told]")).to_have_text("2 needs and 2 offers")
    offer = page.locator("[id='offer.carrier.cold']")
    expect(offer.locator("summary")).to_contain_text("1 need meets it")
    offer.locator("summary").click()
    assert page.locator(".board__beside [data-card]:visible").count() == 1
    assert page.locator("path.thread").count() == 1
    page = later(context, aged, "2027-06-01T10:00+01:00")
    expect(page.get_by_text("Nothing fits together yet")).to_be_visible()
    expect(page.get_by_text("No two members have what the other seeks, for now")).to_be_visible()
    assert page.locator("[data-card]:visible").count() == 0


def test_without_scripts_an_old_page_says_its_dates(browser: Browser, aged: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{aged}members/carrier/")
    said = page.locator("body").inner_text()
    context.close()
    assert "until 15 January 2027" in said
    assert "Expired" not in said


def test_three_hundred_of_each_stay_readable_and_quick(context: BrowserContext, tmp_path: Path) -> None:
    today = date.fromisoformat(NOW[:10])
    crowd = {
        f"m-{at:03}": a_member(
            f"Member {at}",
            address=BRESCIA,
            offers=[cold(id="o", expires=str(today + timedelta(30 + at % 300)))],
            needs=[hall(id="n") if at % 2 else cold(id="n")],
        )
        for at in range(300)
    }
    built = collaborating({**crowd, **carriers()})
    body = blocks(Roll(built), environment(built))["exchange-board"]("")
    (tmp_path / "index.html").write_text(f"<!doctype html><html lang=en><title>x</title><body>{body}</body></html>")
    (tmp_path / board_path()).parent.mkdir(parents=True)
    (tmp_path / board_path()).write_bytes(board_script())
    (tmp_path / "404.html").write_text("none", encoding="utf-8")
    with serving(tmp_path) as address:
        page = visit(context, address)
        assert page.locator("[data-card]").count() == 605
        assert page.locator("path").count() == 0, "no thread before one is asked for"
        took = page.evaluate(
            """() => { const at = performance.now(); document.querySelector("[id='need.m-000.n'] summary").click();
            document.body.getBoundingClientRect(); return performance.now() - at; }"""
        )
        threads = page.locator("path.thread").count()
    assert 0 < threads <= 40
    assert took < 1_000
