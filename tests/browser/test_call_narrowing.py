"""The board of calls, narrowed as one types, and the same found without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.publishing.calls import call
from generator.theme import assets
from generator.theme.calls_script import calls_path, calls_script
from tests.browser.conftest import serving
from tests.browser.test_call_states import SCRIPT, standing, visit, whole
from tests.publishing.woven import a_call, a_member, templates_of, woven

pytestmark = pytest.mark.browser

NOW = "2026-11-22T10:00+01:00"
MANY = 120


def asks(title: str, **more: Any) -> dict[str, Any]:
    return a_call(title=title, deadlines=[{"id": "end", "at": "2027-02-01T12:00"}], **more)


CALLS = {
    "all": asks("For all", theme="food", track="connections"),
    "b-bs": asks("B in Brescia", criteria={"social_type": ["B"], "area": ["IT-BS"]}),
    "mi": asks("In Milan", kind="external_tender", criteria={"area": ["IT-MI"]}, track="people"),
    "lom": asks("In Lombardy", kind="external_tender", criteria={"area": ["IT-25"]}),
    "soon": a_call(title="Soon", deadlines=[{"id": "end", "at": "2026-11-24T12:00"}]),
    "next": asks("Next", published="2026-12-01"),
    **{
        f"over-{at:03}": a_call(title=f"Over {at:03}", deadlines=[{"id": "end", "at": "2026-10-01"}], theme="past")
        for at in range(MANY)
    },
}


def dressed(html: str, address: str) -> str:
    """Return a page with the site's styles, without which nothing is hidden."""
    page = whole(f'<div class="md-content"><div class="md-typeset">{html}</div></div>', address)
    return page.replace("<title>", '<link rel="stylesheet" href="/style.css"><title>', 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages of the calls, and the file and the scripts of the board."""
    folder = tmp_path_factory.mktemp("board")
    built = woven(NOW, calls=CALLS, members={"aurora": a_member(address={"municipality": "017029"})})
    templates = templates_of(built)
    files = {f"{page.address}index.html": dressed(page.body(), page.address).encode()
             for page in call.pages(built, templates)}  # fmt: skip
    files |= {path: making.make() for path, making in call.makings(built, templates)}
    files |= {"calls.js": SCRIPT.read_bytes(), calls_path(): calls_script(), "style.css": assets.stylesheet()}
    for path, content in {**files, "404.html": b"none"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving(folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def told(page: Page) -> str:
    return page.locator("[data-narrow-told]").inner_text()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_kind_and_place_leave_what_such_a_member_could_join_and_stand_in_the_address(
    context: BrowserContext, address: str
) -> None:
    page = visit(context, f"{address}calls/", NOW)
    page.get_by_label("We are").select_option(label="Social co-operatives of type B")
    page.get_by_label("Where").select_option("brescia")
    page.get_by_label("State").select_option("open")
    expect(page.locator("[data-narrow-told]")).to_have_text("4 calls")
    assert standing(page) == {"own-open": ["Soon", "For all", "B in Brescia"], "external-open": ["In Lombardy"]}
    assert asked(page) == {"kind": ["social-co-operatives-of-type-b"], "place": ["brescia"], "state": ["open"]}
    again = visit(context, page.url, NOW)
    expect(again.locator("[data-narrow-told]")).to_have_text("4 calls")
    assert standing(again) == standing(page)
    assert again.get_by_label("Where").input_value() == "brescia"


def test_what_is_asked_while_the_calls_are_on_their_way_counts(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/", NOW)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/*.json", hold)
    with page.expect_request("**/*.json"):
        page.get_by_label("We are").select_option(label="Social co-operatives of type B")
    page.get_by_label("Where").select_option("brescia")
    page.get_by_label("State").select_option("open")
    assert told(page) == ""
    assert len(held) == 1
    held[0].continue_()
    expect(page.locator("[data-narrow-told]")).to_have_text("4 calls")
    assert standing(page) == {"own-open": ["Soon", "For all", "B in Brescia"], "external-open": ["In Lombardy"]}


@pytest.mark.parametrize(
    ("label", "value", "shown"),
    [
        ("Track", "people", {"external-open": ["In Milan"]}),
        ("Theme", "food", {"own-open": ["For all"]}),
        ("State", "closing-soon", {"own-open": ["Soon"]}),
        ("State", "upcoming", {"own-upcoming": ["Next"]}),
        ("Where", "milano", {"own-open": ["Soon", "For all"], "own-upcoming": ["Next"],
                             "external-open": ["In Lombardy", "In Milan"]}),
        ("Where", "everywhere", {"own-open": ["Soon", "For all"], "own-upcoming": ["Next"]}),
    ],
)  # fmt: skip
def test_each_choice_narrows(
    context: BrowserContext, address: str, label: str, value: str, shown: dict[str, list[str]]
) -> None:
    page = visit(context, f"{address}calls/", NOW)
    page.get_by_label(label, exact=True).select_option(value)
    expect(page.locator("[data-narrow-told]")).not_to_be_empty()
    assert {name: titles for name, titles in standing(page).items() if name != "closed"} == shown


def test_calls_of_all_pages_are_searched_and_come_back_in_order_when_it_is_cleared(
    context: BrowserContext, address: str
) -> None:
    page = visit(context, f"{address}calls/", NOW)
    before = standing(page)
    assert len(before["closed"]) < MANY
    page.get_by_label("Words of the title").fill("Over 11")
    expect(page.locator("[data-narrow-told]")).to_have_text("11 calls")
    assert standing(page) == {"closed": [f"Over {at:03}" for at in (11, *range(110, 120))]}
    assert page.locator(".pager").is_hidden()
    page.get_by_role("button", name="Clear").click()
    page.clock.run_for(10)
    expect(page.locator("[data-narrow-told]")).to_be_empty()
    assert standing(page) == before
    assert page.locator(".pager").is_visible()
    assert asked(page) == {}


def test_the_back_button_undoes_a_choice(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/", NOW)
    page.get_by_label("Theme", exact=True).select_option("food")
    expect(page.locator("[data-narrow-told]")).to_have_text("1 call")
    page.go_back()
    expect(page.get_by_label("Theme", exact=True)).to_have_value("")
    expect(page.locator("[data-narrow-told]")).to_be_empty()
    assert "Soon" in standing(page)["own-open"]


def test_what_fits_nothing_is_said_and_leads_on(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/", NOW)
    page.get_by_label("Words of the title").fill("zzz")
    expect(page.get_by_text("No call fits")).to_be_visible()
    assert told(page) == "0 calls"
    assert standing(page) == {}


def test_the_state_is_that_of_the_visitors_time_and_follows_it(context: BrowserContext, address: str) -> None:
    page = visit(context, f"{address}calls/?state=closing-soon", "2026-11-24T11:59:59+01:00")
    expect(page.locator("[data-narrow-told]")).to_have_text("1 call")
    assert standing(page) == {"own-open": ["Soon"]}
    page.clock.run_for(1_000)
    expect(page.locator("[data-narrow-told]")).to_have_text("0 calls")
    page = visit(context, f"{address}calls/?state=open", "2026-12-02T10:00+01:00")
    expect(page.locator("[data-narrow-told]")).to_have_text("5 calls")
    assert standing(page)["own-open"] == ["For all", "B in Brescia", "Next"]


def test_where_the_calls_cannot_be_fetched_the_page_says_so_and_stays(context: BrowserContext, address: str) -> None:
    context.route("**/board.json", lambda route: route.abort())
    page = visit(context, f"{address}calls/", NOW)
    page.get_by_label("Theme", exact=True).select_option("food")
    expect(page.locator("[data-narrow-told]")).to_contain_text("could not be fetched")
    assert "Soon" in standing(page)["own-open"]


def test_nothing_is_fetched_before_somebody_asks(context: BrowserContext, address: str) -> None:
    asked_for: list[str] = []
    context.on("request", lambda request: asked_for.append(request.url))
    visit(context, f"{address}calls/", NOW)
    assert not [url for url in asked_for if url.endswith(".json")]


def test_without_scripts_a_type_b_co_operative_in_brescia_finds_its_calls_by_links(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}calls/")
    assert page.get_by_role("search").count() == 0
    page.get_by_role("link", name="For my co-operative").click()
    page.get_by_role("link", name="Social co-operatives of type B").click()
    page.get_by_role("link", name="Brescia").first.click()
    shown = page.locator("[data-call]:visible .tile__link").all_inner_texts()
    context.close()
    assert shown == ["Soon", "For all", "B in Brescia", "Next", "In Lombardy"]
