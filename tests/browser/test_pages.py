"""Every kind of page: no foreign request, nothing refused by its own policy, accessible, and no wider than a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

import html5lib
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

KINDS = {
    "home": "",
    "directory": "associate/",
    "browse": "associate/settore/",
    "map": "associate/mappa/",
    "list": "associate/regione/lombardia/",
    "member": "associate/*/",
    "tracks": "piste/",
    "track": "piste/tessere-connessioni/",
    "years": "programma/",
    "year": "programma/2026/",
    "dates": "programma/calendario-2026/",
    "initiative": "programma/2023/collaborare/",
    "calls": "call/",
    "call": "call/*/",
    "ways of calls": "call/sfoglia/",
    "calls of a place": "call/sfoglia/regione/lombardia/",
    "calls for whom": "call/sfoglia/per/",
    "calls for a kind": "call/sfoglia/per/cooperative-sociali-di-tipo-b/",
    "chains": "filiere/",
    "chain": "filiere/*/",
    "figures": "cifre/",
    "collaborate": "collaborare/",
    "propose": "proponi/",
    "form": "proponi/associata/",
    "change": "proponi/modifica/",
    "informed": "resta-informato/",
    "newsletter": "resta-informato/newsletter/",
    "issue": "resta-informato/newsletter/*/",
    "privacy": "privacy/",
    "guide": "guida/aggiungere/",
    "lost": "no/such/page/",
}
PATIENCE = 120_000
SCREEN = {"width": 1440, "height": 800}
SCHEMES = {"light": "default", "dark": "slate"}
FOCUS = """() => {
  const at = document.activeElement;
  const marked = (part) => {
    const style = getComputedStyle(at, part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const inside = at.closest("#content, main, footer, .md-top") !== null;
  return [at.tagName, inside, marked(null) || marked("::after")];
}"""
"""The name of the element with the focus, whether it lies after the header, and whether its outline is drawn."""
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BROWSE = {"settore", "regione", "provincia", "forma", "servizio", "lettera", "pagina", "mappa", "logos", "sfoglia"}


def address(demonstration: Path, kind: str) -> str:
    """The address of a page of a kind; `*` stands for the richest record, which shows most of what a page can."""
    pattern = KINDS[kind]
    if "*" not in pattern:
        return pattern
    pages = [page for page in demonstration.glob(f"{pattern}index.html") if page.parent.name not in BROWSE]
    richest = max(pages, key=lambda page: page.stat().st_size)
    return f"{richest.parent.relative_to(demonstration)}/"


@pytest.fixture(scope="module", params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """A kind of page. It is a module's fixture so that the tests of a kind follow each other and share its visit."""
    return str(request.param)


@dataclass(frozen=True)
class Visit:
    """An open page, the addresses that it has asked for and the complaints of its console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def opened(browser: Browser, url: str, **options: Any) -> Iterator[Visit]:
    """Open a page in a visitor's own context and wait until it is at rest; a slow machine has its time."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    visit = Visit(context.new_page())
    visit.page.on("request", lambda request: visit.requests.append(request.url))
    visit.page.on("console", lambda told: visit.complaints.append(told.text) if told.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.goto(url, wait_until="networkidle")
    yield visit
    context.close()


@pytest.fixture(scope="module")
def visit(browser: Browser, site: str, demonstration: Path, kind: str) -> Iterator[Visit]:
    """A page of the kind, open in light colours at 1440 px."""
    with opened(browser, site + address(demonstration, kind), color_scheme="light", viewport=SCREEN) as visit:
        yield visit


def violations(page: Page, part: str | None = None) -> list[str]:
    """What axe has to say against a page, or a part of it."""
    result = Axe().run(page, context=part, options=WCAG)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


def test_no_request_leaves_the_site_and_its_policy_refuses_nothing(visit: Visit, site: str, kind: str) -> None:
    visit.page.mouse.wheel(0, 20_000)
    visit.page.wait_for_load_state("networkidle")
    foreign = [url for url in visit.requests if not url.startswith((site, "data:"))]
    expected = (
        ["Failed to load resource: the server responded with a status of 404 (Not Found)"] if kind == "lost" else []
    )
    policy = visit.page.locator("meta[http-equiv='Content-Security-Policy']").get_attribute("content")
    assert foreign == []
    assert visit.complaints == expected
    assert policy is not None
    assert "unsafe-inline" not in policy


def test_no_page_is_wider_than_the_screen(visit: Visit) -> None:
    widths = {}
    for width in (320, 360, 768, SCREEN["width"]):
        visit.page.set_viewport_size({"width": width, "height": SCREEN["height"]})
        widths[width] = visit.page.evaluate("document.documentElement.scrollWidth")
    assert [width for width, widest in widths.items() if widest > width] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_meets_wcag(visit: Visit, scheme: Literal["light", "dark"]) -> None:
    visit.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    # Anew and from its top: the header would hide half of a link, which is then too small.
    visit.page.goto(visit.page.url.partition("#")[0])
    assert visit.page.locator("body").get_attribute("data-md-color-scheme") == SCHEMES[scheme]
    assert violations(visit.page) == []


def test_the_keyboard_reaches_the_content_and_the_focus_is_seen(visit: Visit) -> None:
    visit.page.goto(visit.page.url)
    visit.page.keyboard.press("Tab")
    assert "md-skip" in visit.page.evaluate("document.activeElement.className")
    visit.page.keyboard.press("Enter")
    unseen = []
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        name, inside, seen = visit.page.evaluate(FOCUS)
        assert inside or name == "BODY", f"the skip link led before {name}"
        unseen += [] if seen or name == "BODY" else [name]
    assert unseen == []


def test_the_search_opens_on_every_kind_of_page_and_meets_wcag(visit: Visit, site: str) -> None:
    visit.page.goto(visit.page.url.partition("#")[0])
    visit.page.locator("header [aria-haspopup=dialog]").click()
    visit.page.keyboard.type("mestolo")
    result = visit.page.locator("dialog [role=option]").first
    expect(result).to_contain_text("Il Mestolo")
    assert str(result.get_attribute("href")).startswith(f"{site}associate/")
    assert violations(visit.page, "dialog") == []
    visit.page.keyboard.press("Escape")
    expect(result).not_to_be_visible()


def test_every_page_has_one_heading_a_language_and_a_description(demonstration: Path, kind: str) -> None:
    page = parsed(demonstration / source(demonstration, kind))
    heads = page.findall(".//h1")
    description = page.find(".//meta[@name='description']")
    title = page.findtext("head/title") or ""
    assert (len(heads), page.get("lang")) == (1, "it")
    assert description is not None
    assert description.get("content")
    assert " - " in title or kind == "home"
    assert "coop-restart-slot" not in title + str(description.get("content"))


def test_every_kind_of_page_is_valid_html(demonstration: Path, kind: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse((demonstration / source(demonstration, kind)).read_bytes(), transport_encoding="utf-8")


def test_the_footer_leads_on_from_every_kind_of_page(demonstration: Path, kind: str) -> None:
    path = demonstration / source(demonstration, kind)
    links = [link.get("href") or "" for link in parsed(path).findall(".//footer[@class='md-footer']//nav//a")]
    # The page for what is missing may stand at any address, and names others from the root.
    folder = demonstration if kind == "lost" else path.parent
    assert len(links) >= 5
    assert [link for link in links if not (folder / link.lstrip("/") / "index.html").is_file()] == []


def source(demonstration: Path, kind: str) -> str:
    """The file that a page of a kind is served from."""
    return "404.html" if kind == "lost" else f"{address(demonstration, kind)}index.html"


def parsed(path: Path) -> Element:
    """The page's root element."""
    tree: Element = html5lib.parse(path.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    return tree


def test_a_phone_s_visitor_finds_a_member_by_browsing_without_scripts(browser: Browser, site: str) -> None:
    phone = {"width": 360, "height": 740}
    with opened(browser, f"{site}associate/", java_script_enabled=False, viewport=phone) as visit:
        visit.page.locator("article a[href$='regione/lombardia/']").first.click()
        visit.page.locator("article .tile__link").first.click()
        contacts = visit.page.locator("article :is(a[href^='mailto:'], a[href^='tel:'], a[href^='http'])").count()
        heading = visit.page.locator("h1").inner_text()
    assert heading
    assert contacts > 0
