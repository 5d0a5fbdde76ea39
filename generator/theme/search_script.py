"""The search's script: lunr, the stemmer of a site's language, and the modules that search."""

from __future__ import annotations

from pathlib import Path

from generator.theme.bundle import bare, bundled

HERE = Path(__file__).parent / "search"
LUNR = HERE / "vendor" / "lunr.min.js"
MODULES = ("analysis", "columns", "shards", "bloom", "slips", "index", "search")
"""In the order in which they need one another; the language's stems stand before them."""

_NO_STEMS = "const stem = (word) => word;\n"
_EXPORTED = "Analysis, Column, PartialIndex, Search, ShardFailed, bare, folded, lunr, open, slipped, stem"


def lunr_script() -> str | None:
    """Return lunr as a module's text, None where the build hook has not fetched it."""
    if not LUNR.is_file():
        return None
    text = LUNR.read_text(encoding="utf-8")
    # It looks for a module of Node, and finds ours.
    module = "const module = { exports: {} }, exports = module.exports;"
    return f"const lunr = (() => {{\n{module}\n{text}\nreturn module.exports;\n}})();\n"


def search_script(language: str) -> bytes | None:
    """Return the script for a site's language, by its code; None where lunr is missing."""
    lunr = lunr_script()
    if lunr is None:
        return None
    modules = [HERE / f"{name}.js" for name in MODULES]
    return "".join((lunr, _stems(language), bundled(modules, _EXPORTED))).encode()


def _stems(language: str) -> str:
    stems = HERE / "stems" / f"{language}.js"
    # Names of a stemmer's own would meet those of other modules.
    return f"const stem = (() => {{\n{bare(stems)}return stem;\n}})();\n" if stems.is_file() else _NO_STEMS
