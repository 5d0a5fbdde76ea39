"""`mkdocs serve` shows an edit of a record."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

from tests.plugin.federation import FILES, write


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, text: str) -> None:
    """Return when the page holds the text; fail when it does not come."""
    deadline = time.monotonic() + 60
    page = ""
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 - on loopback
                page = answer.read().decode()
        except (URLError, ConnectionError):
            page = ""
        if text in page:
            return
        time.sleep(0.05)
    raise AssertionError(f"{text!r} did not come: {page[-500:]}")


def test_an_edit_of_a_record_is_shown_and_a_wrong_one_leaves_the_last_good_page(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    port = free_port()
    url = f"http://127.0.0.1:{port}/sito/associate/aurora/"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(root / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
    with (tmp_path / "said.txt").open("w") as said:
        server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        wait_for(url, "Servizi per anziani")
        write(root, {"members/aurora.yml": "name: Aurora\nsummary: Appena cambiata\n"})
        wait_for(url, "Appena cambiata")
        write(root, {"members/aurora.yml": "naem: Aurora\n"})
        write(root, {"members/brezza.yml": "name: Brezza\nsummary: Anche questa\n"})
        time.sleep(2)
        assert server.poll() is None, (tmp_path / "said.txt").read_text()
        write(root, {"members/aurora.yml": "name: Aurora\nsummary: Di nuovo giusta\n"})
        wait_for(url, "Di nuovo giusta")
    finally:
        server.terminate()
        server.wait()
    assert "members/aurora.yml:1:1" in (tmp_path / "said.txt").read_text()
