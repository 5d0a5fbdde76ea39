"""The search of every page's header as the one small script that each page loads."""

from __future__ import annotations

import re
from pathlib import Path

from generator.theme.search_script import bare

HERE = Path(__file__).parent / "finder"
MODULES = ("engine", "results", "combobox", "finder")
"""In the order in which they need one another."""

_INDENT = re.compile(r"^ +", re.MULTILINE)


def finder_script() -> bytes:
    """Return the script; each page says in `<template data-finder>` what it needs to know."""
    return _INDENT.sub("", "".join(bare(HERE / f"{name}.js") for name in MODULES)).encode()
