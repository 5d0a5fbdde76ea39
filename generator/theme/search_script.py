"""The search's modules as the one script that a page loads: each file of its own would be one more request.

The modules import only one another and name nothing twice, so that they stand in one file without their imports.
"""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent / "search"
LUNR = HERE / "vendor" / "lunr.min.js"
MODULES = ("analysis", "columns", "shards", "slips", "index", "search")
"""In the order in which they need one another; the language's stems stand before them."""

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_REEXPORT = re.compile(r"^export \{[^}]*\} from [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*(?:.|\n)*?\*/)\n", re.MULTILINE)
_NO_STEMS = "const stem = (word) => word;\n"
_EXPORTED = "export { Analysis, Column, PartialIndex, Search, ShardFailed, bare, folded, lunr, open, slipped, stem };\n"


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
    stems = HERE / "stems" / f"{language}.js"
    parts = [bare(stems) if stems.is_file() else _NO_STEMS, *(bare(HERE / f"{name}.js") for name in MODULES)]
    return "".join((lunr, *parts, _EXPORTED)).encode()


def bare(path: Path) -> str:
    """Return a module without its imports, exports and comments, to stand in one file with others."""
    text = path.read_text(encoding="utf-8")
    for pattern in (_IMPORT, _REEXPORT, _EXPORT, _COMMENT):
        text = pattern.sub("", text)
    # Names of a stemmer's own would meet those of other modules.
    return f"const stem = (() => {{\n{text}return stem;\n}})();\n" if path.parent.name == "stems" else text
