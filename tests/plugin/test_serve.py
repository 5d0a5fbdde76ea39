"""`mkdocs serve` shows an edit of a record."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.plugin.federation import FILES, write


@dataclass
class Preview:
    """A preview that runs: what it serves, where, and what it said."""

    root: Path
    url: str
    server: subprocess.Popen[bytes]

    def said(self) -> str:
        return (self.root / "said.txt").read_text(encoding="utf-8")

    def wait_until_said(self, text: str) -> None:
        deadline = time.monotonic() + 60
        while text not in self.said():
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.05)


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


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """The preview of a small federation, whose first build is done."""
    root, port = write(tmp_path, FILES), free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(root / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
    with (tmp_path / "said.txt").open("w") as said:
        server = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        running = Preview(root, f"http://127.0.0.1:{port}/sito/", server)
        wait_for(f"{running.url}associate/aurora/", "Servizi per anziani")
        yield running
    finally:
        server.terminate()
        server.wait()


def test_an_edit_of_a_record_is_shown_and_a_wrong_one_leaves_the_last_good_page(preview: Preview) -> None:
    root, url = preview.root, f"{preview.url}associate/aurora/"
    write(root, {"members/aurora.yml": "name: Aurora\nsummary: Appena cambiata\n"})
    wait_for(url, "Appena cambiata")
    write(root, {"members/aurora.yml": "naem: Aurora\n"})
    write(root, {"members/brezza.yml": "name: Brezza\nsummary: Anche questa\n"})
    preview.wait_until_said("members/aurora.yml:1:1")
    assert preview.server.poll() is None, preview.said()
    write(root, {"members/aurora.yml": "name: Aurora\nsummary: Di nuovo giusta\n"})
    wait_for(url, "Di nuovo giusta")


def test_a_record_that_does_not_agree_with_others_is_shown_and_then_told(preview: Preview) -> None:
    text = "name: Aurora\nsummary: Con un legame\nrelations: [{kind: partner_of, member: brezzza}]\n"
    write(preview.root, {"members/aurora.yml": text})
    wait_for(f"{preview.url}associate/aurora/", "Con un legame")
    preview.wait_until_said("members/aurora.yml:3:")
    assert "brezza" in preview.said().rpartition("members/aurora.yml:3:")[2]
    write(preview.root, {"members/aurora.yml": "name: Aurora\nsummary: Senza legami\n"})
    wait_for(f"{preview.url}associate/aurora/", "Senza legami")


def test_a_preview_at_rest_does_not_build_again(preview: Preview) -> None:
    builds = preview.said().count("Building documentation")
    time.sleep(1.5)
    assert preview.said().count("Building documentation") == builds
