"""Strings that break software, as a member's name, sentence and description: refused with a message, or harmless."""

from __future__ import annotations

import json
from pathlib import Path

import html5lib
import pytest
from playwright.sync_api import Browser

from generator.languages.language import Language
from generator.reading.site import read_site
from tests.browser.conftest import build, serving

pytestmark = pytest.mark.browser

STRINGS = Path(__file__).parents[3] / "shared" / "data" / "naughty-strings.json"
CONFIGURATION = """\
site_name: Naughty
site_url: https://naughty.example/
docs_dir: content
theme: {name: material, language: en, font: false}
plugins: [coop-restart]
"""
OURS = "[src*='/assets/javascripts/directory.'], [src*='/assets/javascripts/map.']"
"""The scripts of the directory and of the map, which these two pages alone have."""
SCRIPTS = f"document.querySelectorAll(`script:not([type]), script[type=module]:not({OURS})`).length"
AT_ONCE = 32
FRAMES = """addresses => {
  document.body.replaceChildren();
  return Promise.all(addresses.map(address => new Promise(loaded => {
    const frame = document.createElement("iframe");
    frame.onload = loaded;
    frame.src = address;
    document.body.append(frame);
  })));
}"""
"""Loads pages beside each other, which is much faster than one after the other; done when all have loaded."""


@pytest.fixture(scope="module")
def federation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, list[str]]:
    """A built site of one member a string; how many strings there were, and the messages about those refused."""
    if not STRINGS.is_file():
        pytest.skip(f"{STRINGS.name} is not here")
    root = tmp_path_factory.mktemp("naughty")
    (root / "members").mkdir()
    (root / "content").mkdir()
    (root / "content" / "index.md").write_text("# Naughty\n")
    (root / "mkdocs.yml").write_text(CONFIGURATION)
    strings = json.loads(STRINGS.read_text(encoding="utf-8"))
    for number, text in enumerate(strings):
        quoted = json.dumps(text, ensure_ascii=True)
        record = f"name: {quoted}\nsummary: {quoted}\ndescription: {quoted}\n"
        (root / "members" / f"naughty-{number:03d}.yml").write_text(record, encoding="utf-8")
    problems = read_site(root).problems
    for path in {problem.path for problem in problems}:
        (root / path).unlink()
    build(root / "mkdocs.yml", root / "site")
    return root, len(strings), [problem.said(Language.load("en")) for problem in problems]


def test_each_string_has_its_page_or_a_message(federation: tuple[Path, int, list[str]]) -> None:
    root, number, messages = federation
    pages = list((root / "site" / "members").glob("naughty-*/index.html"))
    refused = {message.partition(":")[0] for message in messages}
    assert len(pages) + len(refused) == number
    assert len(pages) > 400
    assert all(message.count(":") >= 4 for message in messages)


def test_every_page_is_valid_html(federation: tuple[Path, int, list[str]]) -> None:
    root, _, _ = federation
    wrong = {}
    for page in sorted((root / "site").rglob("*.html")):
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page.read_bytes(), transport_encoding="utf-8")
        if parser.errors:
            wrong[str(page.relative_to(root))] = parser.errors
    assert wrong == {}


def test_no_page_runs_a_script_from_a_record(browser: Browser, federation: tuple[Path, int, list[str]]) -> None:
    root, _, _ = federation
    for style in (root / "site").rglob("*.css"):
        style.write_bytes(b"")  # to lay out five hundred pages takes a minute, and no style runs a script
    # Without the policy: escaping alone must hold.
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(120_000)
    page = context.new_page()
    ran: list[str] = []
    foreign: list[str] = []
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    counts: dict[int, str] = {}
    folders = sorted(path.parent for path in (root / "site" / "members").rglob("index.html"))
    with serving(root / "site") as address:
        page.on("request", lambda request: None if request.url.startswith(address) else foreign.append(request.url))
        page.goto(address)
        for start in range(0, len(folders), AT_ONCE):
            together = [f"{address}{folder.relative_to(root / 'site')}/" for folder in folders[start : start + AT_ONCE]]
            page.evaluate(FRAMES, together)
            inside = [frame for frame in page.frames if frame.parent_frame]
            assert sorted(frame.url for frame in inside) == sorted(together)
            for frame in inside:
                counts.setdefault(frame.evaluate(SCRIPTS), frame.url)
    context.close()
    assert ran == []
    assert foreign == []
    assert len(counts) == 1, f"some pages have more scripts than others: {counts}"
