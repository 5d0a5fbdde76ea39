"""The office writes a record on the site's own page, into a repository in the browser's memory."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from generator.reading.site import read_site
from tests.browser.conftest import serving
from tests.browser.guide_scenes import editor, in_the_editor, noted, quoted, visitor

FILES = """async () => {
  const found = {};
  async function walk(folder, path) {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else try {
        found[path + name] = await (await entry.getFile()).text();
      } catch {
        // It is being written, and takes its own name in a moment.
      }
    }
  }
  await walk(await navigator.storage.getDirectory(), "");
  return found;
}"""


def test_a_new_member_becomes_a_file_that_the_check_accepts_and_nobody_else_is_asked(
    tmp_path: Path, browser: Browser
) -> None:
    site = editor(tmp_path)
    page = visitor(browser)
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    with serving(site) as url:
        for scene in in_the_editor(page, url):
            assert scene.words == noted()[scene.name], "`make screenshots` takes the pictures again"
            assert [label for label in quoted("segreteria", "L'editor nel browser") if label not in scene.words] == []
        fields = page.get_by_role("textbox")
        fields.nth(0).fill("Forno: l'Aurora")
        fields.nth(2).fill("Pane e focacce # ogni giorno")
        page.get_by_role("button", name="Salva").click()
        page.wait_for_function(f"async () => Object.keys(await ({FILES})()).length > 0")
        files = page.evaluate(FILES)
    page.context.close()
    assert [one for one in asked if not one.startswith((url, "blob:", "data:"))] == []
    assert refused == []
    ((path, text),) = files.items()
    assert path.endswith("members/forno-l-aurora.yml")
    (tmp_path / "members" / "forno-l-aurora.yml").write_text(text, encoding="utf-8")
    reading = read_site(tmp_path)
    assert reading.problems == ()
    member = reading.federation.members["forno-l-aurora"]
    assert (member.name, member.summary) == ("Forno: l'Aurora", "Pane e focacce # ogni giorno")
