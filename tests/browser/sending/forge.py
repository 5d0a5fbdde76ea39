"""The pages of a forge on which files are made, edited and uploaded."""

from __future__ import annotations

import base64
import html
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, Route, expect

from tests.browser.sending.federation import committed
from tests.intake.ground import Bare, git

UPLOAD = """
    <form method="post"><input type="file"><input name="name" hidden><input name="upload" hidden>
    <button disabled>Propose</button></form><script>
    document.querySelector("[type=file]").addEventListener("change", async ({ target: { files: [file] } }) => {
      const [form] = document.forms;
      form.elements.name.value = file.name;
      form.elements.upload.value = btoa(String.fromCharCode(...new Uint8Array(await file.arrayBuffer())));
      form.querySelector("button").disabled = false;
    });
    </script>"""


class Forge:
    """Stands in for a forge's pages on which a file is made, edited or uploaded: what is proposed becomes a branch.

    As they document them: GitHub's `new/<branch>?filename=…&value=…` comes filled in, and so does Forgejo's
    `_new/<branch>/<folder>/?filename=…&value=…`; GitLab's `-/new/<branch>?file_name=…` comes with its name alone, and
    `edit/<branch>/<path>` with the file. GitHub's `upload/<branch>/<folder>` takes a file as it is.
    """

    def __init__(self, bare: Bare) -> None:
        self.bare = bare
        self.commits: list[str] = []

    def answer(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        asked = parse_qs(parts.query, keep_blank_values=True)
        if route.request.method == "POST":
            given = parse_qs(route.request.post_data or "", keep_blank_values=True)
            if "upload" in given:
                branch, folder = parts.path.removeprefix("/rete/sito/upload/").split("/", 1)
                self._add(branch, f"{folder}/{given['name'][0]}", base64.b64decode(given["upload"][0]))
            else:
                self._commit(given["path"][0], given["text"][0].replace("\r\n", "\n"))
            body = "<h1>Proposed</h1>"
        elif parts.path.startswith("/rete/sito/upload/"):
            body = UPLOAD
        else:
            path, text = self._opened(parts.path, {name: values[0] for name, values in asked.items()})
            body = f"""<form method="post"><input name="path" value="{html.escape(path)}">
                <textarea name="text">\n{html.escape(text)}</textarea><button>Propose</button></form>"""
        route.fulfill(content_type="text/html; charset=utf-8", body=f"<!doctype html><title>Forge</title>{body}")

    def _opened(self, address: str, asked: dict[str, str]) -> tuple[str, str]:
        """Return the path and the text that a page comes with."""
        page, _, path = address.removeprefix("/rete/sito/").partition("/main")
        path = path.removeprefix("/")
        if page == "edit":
            return path, self.bare.show("main", path)
        if page == "-/new":
            return asked["file_name"], ""
        assert (page, bool(path)) in (("new", False), ("_new", True)), address
        return path + asked["filename"], asked["value"]

    def _commit(self, path: str, text: str) -> None:
        git(self.bare.work, "pull", "-q", str(self.bare.folder), "main")
        target = self.bare.work / path
        target.write_text(text, encoding="utf-8")
        self.commits.append(committed(self.bare, [path], f"patch-{target.stem}"))

    def _add(self, branch: str, path: str, data: bytes) -> None:
        target = self.bare.work / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        self.commits.append(committed(self.bare, [path], branch))


def proposed(page: Page) -> None:
    """Press the button of a forge's page, and see that it has taken the file."""
    page.click("button")
    expect(page.locator("h1")).to_have_text("Proposed")


def uploaded(page: Page, branch: str, folder: str, path: Path) -> None:
    """Add a file to what is proposed on a branch, on the forge's page for that."""
    page.goto(f"https://github.example/rete/sito/upload/{branch}/{folder}")
    page.set_input_files("[type=file]", path)
    proposed(page)


def pasted(page: Page, into: Page) -> None:
    """Copy the form's text and paste it over what stands in a forge's page."""
    page.bring_to_front()
    page.click("[data-way-copy]")
    expect(page.locator("[data-way-copy]")).to_have_text("Copiato.")
    into.locator("textarea").fill(page.evaluate("navigator.clipboard.readText()"))
