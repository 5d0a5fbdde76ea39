"""The editor's own files: Sveltia CMS as npm has it, but for where its languages and fonts come from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "admin"
VENDOR = HERE / "vendor"
FOLDER = "cms"
PROGRAM = "npm/index.js"

ELSEWHERE = "https://cdn.jsdelivr.net/fontsource/fonts/"
FONTS = {
    "source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "source-sans-3-latin-wght-normal-BqRLTx4X.woff2",
    "noto-mono@5.3.0/latin-400-normal.woff2": "noto-mono-latin-400-normal-DiC8lJru.woff2",
    "material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": (
        "material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2"
    ),
}
"""Fonts that the program would fetch from elsewhere, and the package's own copies of them."""


class EditorMissing(RuntimeError):
    """The editor was not fetched, or is not the one that this generator knows."""


@cache
def editor() -> dict[str, bytes]:
    """Return the files by their path from the page's folder; raise `EditorMissing`."""
    if not (VENDOR / PROGRAM).is_file():
        raise EditorMissing("the editor's files are missing: `python hatch_build.py` fetches them")
    return dict(_files())


def _files() -> Iterator[tuple[str, bytes]]:
    program = (VENDOR / PROGRAM).read_text(encoding="utf-8")
    for path in sorted((VENDOR / "locales").glob("*.json")):
        # Programs that bundle modules let JSON be imported as it is; browsers do not.
        program = _changed(program, f"import(`../locales/{path.name}`)", f"import(`../locales/{path.stem}.js`)")
        words = json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        yield f"{FOLDER}/locales/{path.stem}.js", f"export default {words};\n".encode()
    for font, ours in FONTS.items():
        program = _changed(program, f"{ELSEWHERE}{font}", f"{FOLDER}/npm/assets/{ours}")
    yield f"{FOLDER}/{PROGRAM}", program.encode()
    for path in sorted((VENDOR / "npm").glob("*/*")):
        yield f"{FOLDER}/{path.relative_to(VENDOR).as_posix()}", path.read_bytes()
    yield f"{FOLDER}/LICENSE.txt", (VENDOR / "sveltia-cms.LICENSE.txt").read_bytes()
    yield "start.js", (HERE / "start.js").read_bytes()


def _changed(program: str, theirs: str, ours: str) -> str:
    if program.count(theirs) != 1:
        raise EditorMissing(f"the editor no longer asks for {theirs!r} as it did")
    return program.replace(theirs, ours)
