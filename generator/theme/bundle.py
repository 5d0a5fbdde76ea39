"""Modules as the one script that a page loads: each file of its own would be one more request.

The modules import only one another and name nothing twice, so that they stand in one file without their imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(
    r"^(?:import [^;]*;\n|export (?:\{[^}]*\} from [^;]*;\n|(?=(?:async )?(?:function|class|const) )))", re.MULTILINE
)
"""An import, an export of another module's names, or the word before what is exported."""
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*[\s\S]*?\*/)\n", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")
_INDENT = re.compile(r"\n[ \t]+")


def bundled(modules: Iterable[Path], exported: str = "") -> str:
    """Return modules, in the order in which they need one another, as one that exports the names `a, b`."""
    text = "".join(map(bare, modules))
    return f"{text}export {{ {exported} }};\n" if exported else text


def bare(module: Path) -> str:
    """Return a module's text without its imports, its exports and its comments."""
    text = module.read_text(encoding="utf-8")
    text = _COMMENT.sub("", _IMPORT.sub("", text))
    return _INDENT.sub("\n", _BLANK.sub("\n", text)).lstrip(" \t")
