"""The styles, which all stand in one sheet: what one file calls its own no other may mean otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from generator.theme import assets

STYLES = Path(assets.__file__).parent / "styles"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{};@]+)\{")
PAPER = "90-print.css"


def alone(text: str) -> set[str]:
    """Return the classes that a sheet styles wherever they stand."""
    selectors = (one.strip() for found in SELECTORS.findall(COMMENT.sub("", text)) for one in found.split(","))
    return {one for one in selectors if re.fullmatch(r"\.[\w-]+", one)}


def test_a_class_that_is_styled_wherever_it_stands_belongs_to_one_file() -> None:
    files = defaultdict(list)
    for path in sorted(STYLES.glob("*.css")):
        for name in alone(path.read_text(encoding="utf-8")) if path.name != PAPER else ():
            files[name].append(path.name)
    assert files[".knot"] == ["50-programme.css"]
    assert {name: paths for name, paths in files.items() if len(paths) > 1} == {}


def test_a_class_below_another_is_not_alone() -> None:
    assert alone(".a, .b .c { } @media print { .d { } /* .e { } */ .f:hover { } }") == {".a", ".d"}
