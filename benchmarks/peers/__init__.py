"""Other searches on the same documents: lunr with lunr-languages, MiniSearch, Pagefind."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import hatch_build
from benchmarks.node import run as in_node
from benchmarks.process import Run, run
from generator.search.document import Document

HERE = Path(__file__).parent
MODULES = HERE.parents[1] / "build" / "peers"
PAGE = """<!doctype html>
<html lang="it"><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>
"""
Answers = Sequence[Sequence[int]]


def answers(documents: Sequence[Document], texts: Sequence[str], folder: Path) -> Mapping[str, Answers]:
    """Return the first five documents of each text, by peer; `folder` is for the pages that one of them reads."""
    modules = hatch_build.installed(HERE, MODULES)
    rows = [{"id": at, "title": one.title, "text": _rest(one)} for at, one in enumerate(documents)]
    script = "return peers.answers(given.modules, given.rows, given.texts);"
    given = {"modules": str(modules), "rows": rows, "texts": list(texts)}
    found = dict(in_node(script, given, peers=HERE / "peers.js"))
    for at, one in enumerate(documents):
        page = folder / str(at) / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        content = PAGE.format(title=html.escape(one.title), text=html.escape(_rest(one)))
        page.write_text(content, encoding="utf-8")
    pagefind(folder, folder / "pagefind", "**/*.html")
    script = "return peers.pagefind(given.folder, given.texts);"
    given = {"folder": str(folder / "pagefind"), "texts": list(texts)}
    found["Pagefind"] = in_node(script, given, peers=HERE / "peers.js")
    return found


def pagefind(site: Path, output: Path, pages: str) -> Run:
    """Index the pages of a site by a pattern; raise `RuntimeError` when Pagefind is missing or fails."""
    spec = find_spec("pagefind_bin")
    if spec is None or spec.origin is None:
        raise RuntimeError("pagefind-bin is missing: run `make bench`")
    command = Path(spec.origin).parent / "pagefind"
    return run([command, "--site", site, "--glob", pages, "--output-path", output], site)


def _rest(document: Document) -> str:
    return "\n".join(text for text in document.texts[1:] if text)
