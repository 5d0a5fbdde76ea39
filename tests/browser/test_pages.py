"""Every kind of page: no foreign request, nothing refused by its own policy, accessible, and no wider than a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "directory": "associate/",
    "browse": "associate/settore/",
    "list": "associate/regione/lombardia/",
    "member": "associate/*/",
    "tracks": "piste/",
    "track": "piste/tessere-connessioni/",
    "years": "programma/",
    "year": "programma/2023/",
    "initiative": "programma/2023/collaborare/",
    "calls": "call/",
    "call": "call/*/",
    "chains": "filiere/",
    "chain": "filiere/*/",
    "collaborate": "collaborare/",
    "informed": "resta-informato/",
    "privacy": "privacy/",
    "guide": "guida/aggiungere/",
    "lost": "no/such/page/",
}
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BROWSE = {"settore", "regione", "provincia", "forma", "servizio", "lettera", "pagina", "logos"}


def address(demonstration: Path, kind: str) -> str:
    """The address of a page of a kind; `*` stands for the richest record, which shows most of what a page can."""
    pattern = KINDS[kind]
    if "*" not in pattern:
        return pattern
    pages = [page for page in demonstration.glob(f"{pattern}index.html") if page.parent.name not in BROWSE]
    richest = max(pages, key=lambda page: page.stat().st_size)
    return f"{richest.parent.relative_to(demonstration)}/"


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """A kind of page."""
    return str(request.param)


def opened(browser: Browser, url: str, **options: object) -> tuple[Page, list[str], list[str]]:
    """Open a page; return it with the addresses that it asked for and the complaints of its console."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url, wait_until="networkidle")
    return page, requests, complaints


def test_no_request_leaves_the_site_and_its_policy_refuses_nothing(
    browser: Browser, site: str, demonstration: Path, kind: str
) -> None:
    page, requests, complaints = opened(browser, site + address(demonstration, kind))
    page.mouse.wheel(0, 20_000)
    page.wait_for_timeout(100)
    foreign = [url for url in requests if not url.startswith((site, "data:"))]
    expected = (
        ["Failed to load resource: the server responded with a status of 404 (Not Found)"] if kind == "lost" else []
    )
    policy = page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    page.context.close()
    assert foreign == []
    assert complaints == expected
    assert policy is not None
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_meets_wcag(
    browser: Browser, site: str, demonstration: Path, kind: str, scheme: str
) -> None:
    page, _, _ = opened(browser, site + address(demonstration, kind), color_scheme=scheme, bypass_csp=True)
    result = Axe().run(page, options=WCAG)
    violations = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]
    page.context.close()
    assert violations == []


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, site: str, demonstration: Path, kind: str, width: int
) -> None:
    page, _, _ = opened(browser, site + address(demonstration, kind), viewport={"width": width, "height": 800})
    widest = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()
    assert widest <= width


def test_every_page_has_one_heading_a_language_and_a_description(
    browser: Browser, site: str, demonstration: Path, kind: str
) -> None:
    page, _, _ = opened(browser, site + address(demonstration, kind), java_script_enabled=False)
    heads = page.locator("h1").count()
    language = page.locator("html").get_attribute("lang")
    description = page.locator("meta[name=description]").get_attribute("content")
    title = page.title()
    page.context.close()
    assert (heads, language) == (1, "it")
    assert description
    assert " - " in title or kind == "home"
    assert "coop-restart-slot" not in title + description


def test_a_phone_s_visitor_finds_a_member_by_browsing_without_scripts(browser: Browser, site: str) -> None:
    page, _, _ = opened(browser, f"{site}associate/", java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.locator("article a[href*='regione/']").first.click()
    page.locator("article a[href*='associate/']:has(h2, h3), article .card a").first.click()
    contacts = page.locator("article a[href^='mailto:'], article a[href^='tel:'], article a[href^='http']").count()
    heading = page.locator("h1").inner_text()
    page.context.close()
    assert heading
    assert contacts > 0
