"""The search's script in a browser: under the page's policy, from any folder, on a network that fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import serving

pytestmark = pytest.mark.browser

FIND = """async ([script, text]) => {
    const { open, ShardFailed } = await import(script);
    window.search ??= open("../search/");
    try {
        const { total, results } = await window.search.search(text);
        return { total, titles: results.map(({ title }) => title), addresses: results.map(({ address }) => address) };
    } catch (error) {
        return { failed: error instanceof ShardFailed, path: error.path };
    }
}"""


@pytest.fixture(scope="module")
def below(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site in a folder of a server that is somebody else's."""
    root = tmp_path_factory.mktemp("server")
    shutil.copytree(demonstration, root / "people" / "rivers")
    shutil.copyfile(demonstration / "404.html", root / "404.html")
    with serving(root) as address:
        yield f"{address}people/rivers/"


@pytest.fixture
def page(browser: Browser, below: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{below}associate/")
    yield page
    page.close()


def find(page: Page, demonstration: Path, text: str) -> Any:
    (script,) = (demonstration / "assets" / "javascripts").glob("search.*.js")
    return page.evaluate(FIND, [f"../assets/javascripts/{script.name}", text])


def test_the_search_works_in_any_folder_and_leads_to_pages(page: Page, below: str, demonstration: Path) -> None:
    found = find(page, demonstration, "mestlo")
    assert found["titles"][0] == "Il Mestolo"
    answer = page.request.get(below + found["addresses"][0])
    assert answer.ok
    assert "<h1>Il Mestolo" in answer.text()


def test_a_network_that_fails_is_no_empty_result(page: Page, demonstration: Path) -> None:
    def lost(route: Route) -> None:
        route.abort()

    page.route("**/search/terms/*", lost)
    failed = find(page, demonstration, "mestolo")
    assert failed["failed"] is True
    assert failed["path"].startswith("terms/")
    page.unroute("**/search/terms/*", lost)
    assert find(page, demonstration, "mestolo")["titles"][0] == "Il Mestolo"
