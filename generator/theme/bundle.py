"""Modules as the one script that a page loads: each file of its own would be one more request.

The modules import only one another and name nothing twice, so that they stand in one file without their imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_REEXPORT = re.compile(r"^export \{[^}]*\} from [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) )", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*(?:.|\n)*?\*/)\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


def bundled(modules: Iterable[Path], exported: str = "") -> str:
    """Return modules, in the order in which they need one another, as one that exports the names `a, b`."""
    text = "".join(map(bare, modules))
    return f"{text}export {{ {exported} }};\n" if exported else text


def bare(module: Path) -> str:
    """Return a module's text without its imports, its exports and its comments."""
    text = module.read_text(encoding="utf-8")
    for pattern in (_IMPORT, _REEXPORT, _EXPORT, _COMMENT, _INDENT):
        text = pattern.sub("", text)
    return text
