"""What scripts search is published with the site, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.node import run as in_node
from benchmarks.published import FETCH
from tests.plugin.federation import FILES, build, tree, write


def test_the_site_holds_an_index_and_the_script_that_searches_it(once: Path) -> None:
    (script,) = (once / "site/assets/javascripts").glob("search.*.js")
    module = once / "search.mjs"
    shutil.copyfile(script, module)
    find = """
        const search = found.open(base, { fetch });
        return Promise.all(given.texts.map(async (text) => (await search.search(text)).results));
    """
    given = {"folder": str(once / "site"), "texts": ["anziani", "mense", "home", "numbers", "statistiche"]}
    answers = in_node(FETCH + find, given, found=module)
    assert [one["address"] for one in answers[0]] == ["associate/aurora/"]
    assert {one["kind"] for one in answers[1]} == {"call", "initiative"}
    assert (answers[2][0]["kind"], answers[2][0]["address"]) == ("page", "")
    assert answers[3] == [], "the name of a block is no word of the page"
    assert [one["address"] for one in answers[4]] == ["cifre/"]
    for one in (one for answer in answers for one in answer):
        assert (once / "site" / one["address"] / "index.html").is_file()


def test_a_page_can_stay_out_of_the_index(root: Path) -> None:
    pages = {
        "altra": "# Altra\n",
        "nota": "---\nsearch: {exclude: true}\n---\n# Nota\n",
        "grazie": "# Grazie\n",
        "bozza": "# B\n",
    }
    said = "not_in_nav: /grazie.md\ndraft_docs: /bozza.md\n"
    write(root, {f"content/{name}.md": text for name, text in pages.items()})
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"] + said})
    assert build(root).returncode == 0
    shown = (root / "site/search/documents/0.json").read_text(encoding="utf-8")
    assert [name for name in pages if f'"{name}/"' in shown] == ["altra"]
    assert (root / "site/grazie/index.html").is_file()


def test_a_site_can_do_without_search(root: Path, once: Path) -> None:
    configuration = FILES["mkdocs.yml"].replace("{now:", "{search: false, now:")
    write(root, {"mkdocs.yml": configuration, "content/index.md": "# Home\n\n{{ search-field }}\n"})
    assert build(root).returncode == 0
    after = tree(root / "site")
    ours = ("assets/javascripts/search.", "assets/javascripts/lookup.")
    found = [path for path in after if path.startswith("search/") or path.startswith(ours)]
    said = [path for path, content in after.items() if path.endswith(".html") and b"lookup" in content]
    assert (found, said) == ([], [])
    assert b"data-lookup" in tree(once / "site")["associate/aurora/index.html"]


def test_search_that_is_switched_off_takes_its_files_along(root: Path) -> None:
    assert build(root).returncode == 0
    assert (root / "site/search/index.json").is_file()
    write(root, {"mkdocs.yml": FILES["mkdocs.yml"].replace("{now:", "{search: false, now:")})
    assert build(root).returncode == 0
    assert not (root / "site/search").exists()


def test_without_search_an_edit_reaches_the_map_and_what_the_form_knows(root: Path, tmp_path: Path) -> None:
    without = FILES["mkdocs.yml"].replace("{now:", "{search: false, now:")
    write(root, {"mkdocs.yml": without, "members/nuova.yml": "name: Prima\naddress: {municipality: '017029'}\n"})
    assert build(root).returncode == 0
    edited = "name: Dopo\naddress: {municipality: '017029'}\n"
    write(root, {"members/nuova.yml": edited})
    assert build(root).returncode == 0
    after = tree(root / "site")
    for path in ("associate/mappa/members.json", "proponi/known/017.json"):
        assert (b"Dopo" in after[path], b"Prima" in after[path]) == (True, False)
    anew = write(tmp_path / "anew", {**FILES, "mkdocs.yml": without, "members/nuova.yml": edited})
    assert build(anew).returncode == 0
    assert tree(anew / "site") == after


def test_a_build_that_fails_does_not_wait_for_its_index(root: Path) -> None:
    many = {f"members/socia-{number}.yml": f"name: Socia {number}\nsummary: Pane {number}\n" for number in range(500)}
    hook = "def on_page_markdown(markdown, **more):\n    raise RuntimeError('the hook failed')\n"
    write(root, {**many, "hook.py": hook, "mkdocs.yml": FILES["mkdocs.yml"] + "hooks: [hook.py]\n"})
    failed = build(root)
    assert failed.returncode == 1
    assert "the hook failed" in failed.stderr
