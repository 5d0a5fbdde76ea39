"""The script that changes single values in a record's file: npm's `yaml`, as far as it is needed, and our modules."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from generator.theme.bundle import bare, bundled

HERE = Path(__file__).parent / "editing"
VENDOR = HERE / "vendor"
PARTS = ("cst", "lexer", "parser", "resolve-end", "resolve-block-scalar", "resolve-flow-scalar")
MODULES = (
    "lines", "scalars", "nodes", "record", "composing", "differences", "changing", "layout", "flow", "block", "groups",
    "editing",
)  # fmt: skip
"""In the order in which they need one another."""

_EXPORTED = "EditError, edited, readRecord"
_EXPORTS = re.compile(r"^export \{[^}]*\};\n", re.MULTILINE)
_NAMES = "Parser, resolveBlockScalar, resolveFlowScalar"
# All that these parts ask of the class of that name are the names of its styles.
_STYLES = ("BLOCK_FOLDED", "BLOCK_LITERAL", "PLAIN", "QUOTE_DOUBLE", "QUOTE_SINGLE")
_SCALAR = f"const Scalar = {{ {', '.join(f'{name}: {name!r}' for name in _STYLES)} }};\n"


@cache
def editing_script() -> bytes | None:
    """Return the module that exports `edited`, `readRecord` and `EditError`; None where `yaml` was not fetched."""
    parts = [VENDOR / f"{name}.js" for name in PARTS]
    if not all(part.is_file() for part in parts):
        return None
    # Names of the library's own would meet those of our modules.
    library = "".join(_EXPORTS.sub("", bare(part)) for part in parts)
    yaml = f"const {{ {_NAMES} }} = (() => {{\n{_SCALAR}{library}return {{ {_NAMES} }};\n}})();\n"
    return (yaml + bundled((HERE / f"{name}.js" for name in MODULES), _EXPORTED)).encode()
