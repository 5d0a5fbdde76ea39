"""Streets below the map, from another server: only where the federation has one, and the visitor has agreed."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, build, serving
from tests.browser.map_visit import MAP, WCAG, opened

pytestmark = pytest.mark.browser

TILE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63d8bb770f00050502b9"
    "3f1a2d6b0000000049454e44ae426082"
)
"""A picture of one point."""


class Tiles(BaseHTTPRequestHandler):
    """Another server, which gives one picture for every address."""

    def do_GET(self) -> None:
        """Give it."""
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(TILE)))
        self.end_headers()
        self.wfile.write(TILE)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def tiles() -> Iterator[str]:
    """The address of a server of tiles."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def with_streets(tmp_path_factory: pytest.TempPathFactory, tiles: str) -> Iterator[str]:
    """The address of the demonstration site whose federation has switched street maps on."""
    root = tmp_path_factory.mktemp("streets")
    for folder in ("members", "calls", "content"):
        shutil.copytree(ROOT / folder, root / folder)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    switched = settings.replace(
        "  - coop-restart:\n", f"  - coop-restart:\n      map_tiles: {tiles}{{z}}/{{x}}/{{y}}.png\n"
    )
    (root / "mkdocs.yml").write_text(switched, encoding="utf-8")
    build(root / "mkdocs.yml", root / "site")
    with serving(root / "site") as address:
        yield address


def test_streets_come_only_after_the_visitor_has_agreed(browser: Browser, with_streets: str, tiles: str) -> None:
    with opened(browser, with_streets + MAP) as visit:
        show = visit.page.locator(".map__streets > button")
        show.click()
        explained = visit.page.locator(".map-streets-ask p").first.inner_text()
        visit.page.get_by_role("button", name="No, resto qui").click()
        visit.page.locator(".leaflet-control-zoom-in").click()
        visit.page.wait_for_load_state("networkidle")
        assert tiles.split("/")[2] in explained
        assert [url for url in visit.requests if url.startswith(tiles)] == []
        show.click()
        with visit.page.expect_request(lambda request: request.url.startswith(tiles)):
            visit.page.get_by_role("button", name="Accettate e guardate le strade").click()
        visit.page.locator(".map-streets .leaflet-tile-loaded").first.wait_for(state="attached")
        assert visit.page.get_by_role("link", name="© OpenStreetMap").is_visible()
        assert visit.complaints == []
        assert Axe().run(visit.page, options=WCAG).response["violations"] == []
        visit.page.reload(wait_until="networkidle")
        asked = len([url for url in visit.requests if url.startswith(tiles)])
        visit.page.locator(".leaflet-control-zoom-in").click()
        visit.page.wait_for_load_state("networkidle")
        assert len([url for url in visit.requests if url.startswith(tiles)]) == asked
        assert visit.page.evaluate("localStorage.getItem('coop-restart-streets')") is None


def test_the_choice_is_remembered_only_when_that_was_agreed_and_until_the_visitor_goes_back(
    browser: Browser, with_streets: str, tiles: str
) -> None:
    with opened(browser, with_streets + MAP) as visit:
        show = visit.page.locator(".map__streets > button")
        show.click()
        visit.page.get_by_label("La scelta resta").check()
        visit.page.get_by_role("button", name="Accettate e guardate le strade").click()
        visit.page.locator(".map-streets .leaflet-tile-loaded").first.wait_for(state="attached")
        visit.requests.clear()
        visit.page.reload(wait_until="networkidle")
        visit.page.locator(".map-streets .leaflet-tile-loaded").first.wait_for(state="attached")
        assert [url for url in visit.requests if url.startswith(tiles)] != []
        visit.page.get_by_role("button", name="Tornate alla mappa di questo sito").click()
        assert visit.page.evaluate("localStorage.getItem('coop-restart-streets')") is None
        visit.requests.clear()
        visit.page.reload(wait_until="networkidle")
        assert [url for url in visit.requests if url.startswith(tiles)] == []
