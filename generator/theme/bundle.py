"""Modules as the one script that a page loads: each file of its own would be one more request.

The modules import only one another and name nothing twice, so that they stand in one file without their imports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

# What begins with a sign is looked for three times as fast as what begins with `^`.
_LEFT_OUT = re.compile(r"\n(?:import [^;]*;|export \{[^}]*\} from [^;]*;|/\*\*[\s\S]*?\*/)")
"""An import, an export of another module's names, a comment of several lines."""
_EXPORTED = re.compile(r"\nexport (?=(?:async )?(?:function|class|const) )")


def bundled(modules: Iterable[Path], exported: str = "") -> str:
    """Return modules, in the order in which they need one another, as one that exports the names `a, b`."""
    text = "".join(map(bare, modules))
    return f"{text}export {{ {exported} }};\n" if exported else text


def bare(module: Path) -> str:
    """Return a module's text without its imports, its exports, its comments and what sets lines in."""
    lines = [line.lstrip(" \t") for line in module.read_text(encoding="utf-8").split("\n")]
    text = "".join([f"\n{line}" for line in lines if line and not line.startswith("//")])
    return _EXPORTED.sub("\n", _LEFT_OUT.sub("", text)).removeprefix("\n") + "\n"
