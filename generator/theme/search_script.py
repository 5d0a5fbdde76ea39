"""The search's scripts: the modules that search, with the stemmer of a site's language, and lunr beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.theme.assets import named
from generator.theme.bundle import bare, bundled

HERE = Path(__file__).parent / "search"
LUNR = HERE / "vendor" / "lunr.min.js"
MODULES = ("analysis", "columns", "shards", "bloom", "slips", "index", "wanted", "query", "search")
"""In the order in which they need one another; the language's stems stand before them."""

_NO_STEMS = "const stem = (word) => word;\n"
_EXPORTED = "Analysis, Column, PartialIndex, Search, ShardFailed, bare, folded, open, slipped, stem"
_OF_LUNR = "Language, clauses, lunr"


def search_scripts(language: str) -> Mapping[str, bytes]:
    """Return the scripts for a site's language, by its code; none where lunr is missing.

    `search.js`, and `lunr.js`, which that fetches for lunr's query language by the name that it has beside it.
    """
    lunr = _lunr()
    if lunr is None:
        return {}
    asked = (lunr + bundled([HERE / "language.js"], _OF_LUNR)).encode()
    modules = [HERE / f"{module}.js" for module in MODULES]
    beside = f'const LANGUAGE = "{named(".", "lunr.js", asked)}";\n'
    search = beside + _stems(language) + bundled(modules, _EXPORTED)
    return {"search.js": search.encode(), "lunr.js": asked}


def _lunr() -> str | None:
    """Return lunr as a module's text, None where the build hook has not fetched it."""
    if not LUNR.is_file():
        return None
    text = LUNR.read_text(encoding="utf-8")
    # It looks for a module of Node, and finds ours.
    module = "const module = { exports: {} }, exports = module.exports;"
    return f"const lunr = (() => {{\n{module}\n{text}\nreturn module.exports;\n}})();\n"


def _stems(language: str) -> str:
    stems = HERE / "stems" / f"{language}.js"
    # Names of a stemmer's own would meet those of other modules.
    return f"const stem = (() => {{\n{bare(stems)}return stem;\n}})();\n" if stems.is_file() else _NO_STEMS
