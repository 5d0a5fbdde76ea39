"""The privacy notices say all that the site's scripts keep on a visitor's device."""

from __future__ import annotations

import re

import pytest

from generator.languages.language import Language
from tests.project.project import ROOT

THEME = ROOT / "generator" / "theme"
KEEPING = re.compile(r"(?:local|session)Storage\.setItem\(|__md_set\(|indexedDB|document\.cookie|caches\.open")
DRAFT, SEARCH, MAP = "proposing/draft.js", "lookup/lookup.js", "map/streets.js"
WORDS = {
    "it": {DRAFT: "bozza", "colours": "colori chiari o scuri", SEARCH: "tasto /", MAP: "strade"},
    "en": {DRAFT: "draft", "colours": "light or dark colours", SEARCH: "key /", MAP: "streets"},
}
NOTICES = {
    "generator/starter/empty/it/content/privacy.md": ("it", set(WORDS["it"])),
    "generator/starter/empty/en/content/privacy.md": ("en", set(WORDS["en"])),
    # The demonstration has no streets of others on its map.
    "content/privacy.md": ("it", set(WORDS["it"]) - {MAP}),
}


def test_no_script_keeps_anything_but_what_the_notices_tell() -> None:
    scripts = (path for path in THEME.rglob("*.js") if "vendor" not in path.parts)
    keeping = {path.relative_to(THEME).as_posix() for path in scripts if KEEPING.search(path.read_text("utf-8"))}
    assert keeping == {DRAFT, SEARCH, MAP}


@pytest.mark.parametrize("path", NOTICES)
def test_a_notice_tells_each_thing_and_how_to_delete_it(path: str) -> None:
    language, kept = NOTICES[path]
    text = " ".join((ROOT / path).read_text(encoding="utf-8").replace("*", "").split())
    assert [WORDS[language][one] for one in sorted(kept) if WORDS[language][one] not in text] == []
    assert Language.load(language).gettext("Delete the draft") in text
    assert ("impostazioni del browser" if language == "it" else "settings of your browser") in text
