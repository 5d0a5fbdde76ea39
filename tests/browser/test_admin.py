"""The office writes a record on the site's own page, into a repository in the browser's memory."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from generator.reading.site import read_site
from tests.browser.conftest import ROOT, build, serving

FILES = """async () => {
  const found = {};
  async function walk(folder, path) {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else found[path + name] = await (await entry.getFile()).text();
    }
  }
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""


def test_a_new_member_becomes_a_file_that_the_check_accepts_and_nobody_else_is_asked(
    tmp_path: Path, browser: Browser
) -> None:
    for folder in ("members", "calls", "content"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / "content" / "index.md", tmp_path / "content" / "index.md")
    settings = "site_name: Rete\ndocs_dir: content\ntheme: {name: material, language: it}\n"
    (tmp_path / "content" / "index.md").write_text("# Rete\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(f"{settings}plugins:\n  - coop-restart: {{admin: true}}\n", encoding="utf-8")
    build(tmp_path / "mkdocs.yml", tmp_path / "site")
    context = browser.new_context(locale="it-IT")
    page = context.new_page()
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    with serving(tmp_path / "site") as url:
        page.goto(f"{url}admin/")
        page.get_by_role("button", name="Lavora con Repository di Test").click()
        page.goto(f"{url}admin/#/collections/members/new")
        fields = page.get_by_role("textbox")
        expect(fields.nth(2)).to_be_visible()
        expect(page.get_by_text("Il nome con cui tutti la conoscono.")).to_be_visible()
        fields.nth(0).fill("Forno: l'Aurora")
        fields.nth(2).fill("Pane e focacce # ogni giorno")
        page.get_by_role("button", name="Salva").click()
        page.wait_for_function(f"async () => Object.keys(await ({FILES})()).length > 0")
        files = page.evaluate(FILES)
    context.close()
    assert [one for one in asked if not one.startswith((url, "blob:", "data:"))] == []
    assert refused == []
    ((path, text),) = files.items()
    assert path.endswith("members/forno-l-aurora.yml")
    (tmp_path / "members" / "forno-l-aurora.yml").write_text(text, encoding="utf-8")
    reading = read_site(tmp_path)
    assert reading.problems == ()
    member = reading.federation.members["forno-l-aurora"]
    assert (member.name, member.summary) == ("Forno: l'Aurora", "Pane e focacce # ogni giorno")
