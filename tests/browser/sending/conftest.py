"""One federation with its service, for all ways to send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import serving
from tests.browser.form_filling import complaints
from tests.browser.sending.federation import CONFIGURATION, FILES, Federation
from tests.browser.sending.forge import Forge
from tests.browser.sending.sign import photograph
from tests.intake.ground import Bare, GitServer, free_port, running


@pytest.fixture
def federation(whole: Federation) -> Federation:
    """The federation, with its branches as they are before a proposal."""
    whole.before = whole.branches()
    return whole


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Federation]:
    folder, port = tmp_path_factory.mktemp("sending"), free_port()
    site = folder / "site"
    site.mkdir()
    files = {**FILES, "mkdocs.yml": CONFIGURATION.format(intake=f"http://127.0.0.1:{port}")}
    bare = Bare(folder / "repository", files)
    with ExitStack() as stack:
        address = stack.enter_context(serving(site))
        server = GitServer(bare.folder.parent)
        stack.callback(server.close)
        origin = address.rstrip("/")
        data = folder / "service" / "data"
        data.parent.mkdir()
        service = stack.enter_context(running(data, server.url, port=port, INTAKE_ORIGINS=origin))
        found = Federation(bare, service, site, address)
        found.publish()
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 800}, locale="it-IT", accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    found = complaints(page)
    yield page
    # Who is in the directory already is asked of files that are not there where nobody is.
    assert not [one for one in found if "404" not in one]


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """The page of a visitor whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="it-IT")
    yield context.new_page()
    context.close()


@pytest.fixture
def forge(context: BrowserContext, federation: Federation) -> Forge:
    found = Forge(federation.bare)
    context.route("https://github.example/**", found.answer)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=federation.address.rstrip("/"))
    return found


@pytest.fixture(scope="session")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph of a sign."""
    return photograph(tmp_path_factory.mktemp("logo") / "insegna.png")
