"""Signing up for the newsletter in a real browser: the page's policy lets the form go to its provider only."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import build, serving
from tests.plugin.federation import FILES, write

pytestmark = pytest.mark.browser

RECEIVED: list[tuple[str, dict[str, list[str]]]] = []


class Provider(BaseHTTPRequestHandler):
    """Takes sign-ups, and notes what came."""

    def do_POST(self) -> None:
        """Answer as a provider does."""
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        RECEIVED.append((self.path, parse_qs(body, keep_blank_values=True)))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>x</title><h1>Confirm</h1>")

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def federation(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site whose newsletter is kept by the provider."""
    option = f'{{newsletter: {{address: "{provider}/join?a=1", field: EMAIL, hidden: {{list: "007"}}}}, now:'
    root = write(tmp_path_factory.mktemp("site"), FILES)
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("{now:", option)})
    build(root / "mkdocs.yml", root / "out")
    with serving(Path(root / "out")) as address:
        yield address


def test_a_visitor_signs_up_by_keyboard_without_scripts(browser: Browser, federation: str, provider: str) -> None:
    RECEIVED.clear()
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{federation}resta-informato/newsletter/")
    page.get_by_label("Il vostro indirizzo di posta elettronica").fill("io@casa.example")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Confirm")).to_be_visible()
    assert page.url == f"{provider}/join?a=1"
    assert RECEIVED == [("/join?a=1", {"list": ["007"], "EMAIL": ["io@casa.example"]})]
    context.close()


def test_what_is_no_address_is_not_sent(browser: Browser, federation: str) -> None:
    RECEIVED.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{federation}resta-informato/newsletter/")
    page.get_by_label("Il vostro indirizzo di posta elettronica").fill("io")
    page.get_by_role("button", name="Iscrivetevi").click()
    assert page.evaluate("document.querySelector('#sign-up-address').validity.typeMismatch")
    assert RECEIVED == []
    context.close()


def test_the_policy_refuses_a_form_to_anybody_else(browser: Browser, federation: str) -> None:
    RECEIVED.clear()
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{federation}resta-informato/newsletter/")
    page.get_by_label("Il vostro indirizzo di posta elettronica").fill("io@casa.example")
    with page.expect_console_message(lambda message: "form-action" in message.text):
        page.evaluate(
            "const form = document.querySelector('.sign-up__form'); form.action = 'http://localhost:9/'; form.submit()"
        )
    assert page.url.startswith(federation)
    assert RECEIVED == []
    context.close()
