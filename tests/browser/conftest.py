"""A built site, served on loopback, and a real Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

ROOT = Path(__file__).parents[2]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

# How long a page may take says nothing of whether it is right: machines are shared, and some stand still for seconds.
expect.set_options(timeout=60_000)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, answers with the site's own 404 page, and says nothing."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` and yield its address, which ends in `/`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def build(config: Path, into: Path) -> None:
    """Build a site as a user does, strictly; show what MkDocs said when it fails."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(config), "-d", str(into)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=config.parent, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def launched(chromium: BrowserType, *more: str) -> Browser:
    """Start Chromium, the one that `CHROMIUM` names or the first that is found, with more arguments than all have."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "no Chromium: `make chromium` says how to get it"
    return chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built from a copy of the repository's records."""
    root = tmp_path_factory.mktemp("federation")
    for folder in ("members", "calls", "content"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "mkdocs.yml", root)
    build(root / "mkdocs.yml", root / "site")
    return root / "site"


@pytest.fixture(scope="session")
def site(demonstration: Path) -> Iterator[str]:
    """The address of the demonstration site."""
    with serving(demonstration) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without a screen."""
    with sync_playwright() as playwright:
        chromium = launched(playwright.chromium)
        yield chromium
        chromium.close()
