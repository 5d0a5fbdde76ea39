"""An index as a site would serve it, and the search's script run on it in Node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.node import run
from generator.search import shards
from generator.search.analysis import Analysis
from generator.search.columns import Column
from generator.search.document import Document
from generator.theme.assets import named
from generator.theme.search_script import search_scripts

FETCH = """
    const files = await import("node:fs/promises");
    const asked = [];
    const fetch = async (address) => {
        const path = new URL(address).pathname;
        asked.push(path.split("/search/")[1]);
        try {
            const text = await files.readFile(path, "utf8");
            return { ok: true, status: 200, json: async () => JSON.parse(text) };
        } catch {
            return { ok: false, status: 404 };
        }
    };
    const base = `file://${given.folder}/search/`;
"""
"""A fetch that reads the folder's files, and notes what was asked for."""


def publish(
    folder: Path, documents: Sequence[Document], language: str = "it", columns: Mapping[str, Column] | None = None
) -> Path:
    """Write index and script below `folder`, and return it."""
    for path, content in shards.files(documents, Analysis(language), columns).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    write_scripts(folder, language)
    return folder


def write_scripts(folder: Path, language: str) -> None:
    """Write the search's scripts into `folder`: `search.mjs`, and lunr beside it."""
    scripts = search_scripts(language)
    if not scripts:
        raise RuntimeError("lunr is missing: run `make fonts`")
    (folder / "search.mjs").write_bytes(scripts["search.js"])
    (folder / named(".", "lunr.js", scripts["lunr.js"])).write_bytes(scripts["lunr.js"])


def searched(folder: Path, script: str, **given: object) -> Any:
    """Return what `script` returns; it knows `given`, `found` (the module), `fetch`, `asked` and `base`."""
    return run(FETCH + script, {"folder": str(folder), **given}, found=folder / "search.mjs")
