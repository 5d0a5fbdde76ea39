"""By keyboard and by links: what is reached is seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import SCREEN, address, opened

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
STEPS = 60
MENU = "Navigazione"

UNDER = """() => {
  const at = document.activeElement;
  if (at === document.body || at.closest("header, .md-skip, svg")) return null;
  const { top } = at.getBoundingClientRect();
  const edge = document.querySelector("header").getBoundingClientRect().bottom;
  return top < edge - 1 ? `${at.tagName} ${at.textContent.trim()} at ${top}, header to ${edge}` : null;
}"""
"""What has the focus, where the header covers it or a part of it."""

BELOW = """(id) => {
  const { bottom } = document.querySelector("header").getBoundingClientRect();
  return document.getElementById(id).getBoundingClientRect().top - bottom;
}"""
"""How far below the header something begins, in CSS pixels."""

FOCUS = """() => {
  const at = document.activeElement;
  const shown = at.type === "radio" ? at.nextElementSibling : at;
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const seen = middle !== null && (shown.contains(middle) || middle.contains(shown));
  return [(at.ariaLabel ?? at.textContent).trim(), seen];
}"""
"""The name of what has the focus, and whether it is on the screen and nothing covers it."""

BARS = """(links) => links.map((link) => {
  const [bar, ground] = [getComputedStyle(link), getComputedStyle(document.body).backgroundColor];
  return [link.textContent.trim(), bar.borderBottomColor !== ground && parseFloat(bar.borderBottomWidth) > 0];
})"""
"""Which tabs have a bar that is seen."""


@pytest.fixture(scope="module", params=[SCREEN, PHONE], ids=["screen", "phone"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on a wide screen, and on a phone."""
    with opened(browser, site, viewport=request.param, reduced_motion="reduce") as visit:
        yield visit.page


@pytest.mark.parametrize("kind", ["directory", "year", "dates", "member", "collaborate"])
def test_the_header_covers_nothing_that_has_the_focus(page: Page, site: str, demonstration: Path, kind: str) -> None:
    page.goto(site + address(demonstration, kind), wait_until="networkidle")
    covered = []
    for key in ["Tab"] * STEPS + ["Shift+Tab"] * (STEPS // 2):
        page.keyboard.press(key)
        covered += [found] if (found := page.evaluate(UNDER)) else []
    assert covered == []


@pytest.mark.parametrize(
    ("kind", "part"),
    [("year", "[id^=track-]"), ("dates", ".agenda__item[id]"), ("member", ".exchange[id]"), ("guide", "h2[id]")],
)
def test_a_link_into_a_page_leads_to_just_below_the_header(
    page: Page, site: str, demonstration: Path, kind: str, part: str
) -> None:
    page.goto(site + address(demonstration, kind), wait_until="networkidle")
    name = page.locator(f"main {part}").nth(1).get_attribute("id")
    assert name
    page.goto(f"{page.url}#{name}", wait_until="networkidle")
    assert 0 <= page.evaluate(BELOW, name) <= 40


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A page whose menu has levels, on a phone."""
    with opened(browser, f"{site}chi-siamo/", viewport=PHONE, reduced_motion="reduce") as visit:
        yield visit.page


def walked(page: Page, keys: list[str]) -> list[str]:
    """Press keys, and return the names of what had the focus after each; each of them was seen."""
    names = []
    for key in keys:
        page.keyboard.press(key)
        name, seen = page.evaluate(FOCUS)
        assert seen, f"{name} has the focus, and is not seen"
        names.append(name)
    return names


def test_the_closed_menu_of_a_phone_is_no_stop_for_the_keyboard(phone: Page) -> None:
    names = walked(phone, ["Tab"] * 12)
    assert names[:2] == ["Vai al contenuto", MENU]
    assert "Associate" not in names


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_of_a_phone_opens_by_keyboard_and_closes_with_escape(phone: Page, key: str) -> None:
    button = phone.get_by_role("button", name=MENU)
    link = phone.get_by_role("navigation", name=MENU).get_by_role("link", name="Privacy", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(link).to_have_count(0)
    button.focus()
    phone.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    assert phone.evaluate(FOCUS) == ["Chi siamo", True]
    assert walked(phone, ["Tab"] * 4) == ["Chi siamo", "Cifre", "Privacy", "Accessibilità"]
    expect(link).to_be_visible()
    phone.keyboard.press("Escape")
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()
    expect(link).to_have_count(0)


def test_the_levels_of_the_menu_are_walked_by_keyboard_and_those_that_are_covered_are_left_out(phone: Page) -> None:
    phone.get_by_role("button", name=MENU).press("Enter")
    assert walked(phone, ["Tab"] * 5) == ["Chi siamo", "Cifre", "Privacy", "Accessibilità", "Guide"]
    phone.keyboard.press("Escape")
    assert phone.evaluate(FOCUS)[0] == "Chi siamo"
    assert walked(phone, ["Shift+Tab"] * 2) == ["Restare informati", "Proporre"]
    walked(phone, ["Tab"])
    phone.keyboard.press("Enter")
    assert phone.evaluate(FOCUS)[0] == "Restare informati"
    assert walked(phone, ["Tab"] * 2) == ["Restare informati", "Newsletter"]


def test_who_goes_on_past_the_menu_s_end_closes_it(phone: Page) -> None:
    button = phone.get_by_role("button", name=MENU)
    button.press("Enter")
    walked(phone, ["Tab"] * 6)
    expect(button).to_have_attribute("aria-expanded", "false")


def test_without_scripts_the_menu_opens_by_keyboard_and_is_no_stop_while_it_is_closed(
    browser: Browser, site: str
) -> None:
    with opened(browser, f"{site}chi-siamo/", viewport=PHONE, java_script_enabled=False) as visit:
        page = visit.page
        menu = page.get_by_role("checkbox", name=MENU)
        link = page.get_by_role("navigation", name=MENU).get_by_role("link", name="Cifre", exact=True)
        expect(link).to_have_count(0)
        menu.focus()
        page.keyboard.press("Space")
        expect(link).to_be_visible()
        page.keyboard.press("Space")
        expect(link).to_have_count(0)


def test_on_a_wide_screen_the_menu_has_no_button(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}chi-siamo/", viewport=SCREEN) as visit:
        expect(visit.page.locator("[data-drawer]")).to_be_hidden()
        expect(visit.page.get_by_role("navigation", name=MENU)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_the_visitor_s_own_the_current_tab_and_what_is_pressed_can_be_told(
    browser: Browser, site: str, scheme: Literal["light", "dark"]
) -> None:
    with opened(browser, f"{site}associate/", viewport=SCREEN, forced_colors="active", color_scheme=scheme) as visit:
        page = visit.page
        tabs = page.locator(".md-tabs__link").evaluate_all(BARS)
        grounds = page.locator(".finder__views button").evaluate_all(
            "(all) => all.map((one) => [one.ariaPressed, getComputedStyle(one).backgroundColor])"
        )
    assert [name for name, drawn in tabs if drawn] == ["Associate"]
    assert len(tabs) == 10
    pressed, others = ({ground for state, ground in grounds if state == kind} for kind in ("true", "false"))
    assert len(pressed) == 1
    assert not pressed & others


def test_with_colours_of_the_visitor_s_own_a_button_has_an_edge(browser: Browser, site: str) -> None:
    with opened(browser, site, viewport=SCREEN, forced_colors="active") as visit:
        button = visit.page.locator("[data-lookup-field]").get_by_role("button", name="Cerca")
        width, style = button.evaluate(
            "(one) => [getComputedStyle(one).borderTopWidth, getComputedStyle(one).borderTopStyle]"
        )
    assert (float(width.removesuffix("px")) >= 1, style) == (True, "solid")
