"""One analysis on two sides: what Python and the scripts make of the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.node import SCRIPTS, run
from generator.search.analysis import STEMMERS, Analysis

Words = list[list[Any]]
"""Each word as what it is spelled, what it is without accents, and its two terms."""


def in_python(language: str, texts: Sequence[str], rule: str = "words", accents: Sequence[str] = ()) -> list[Words]:
    analysis = Analysis(language, accents)
    return [[list(word) for word in getattr(analysis, rule)(text)] for text in texts]


def in_browser(language: str, texts: Sequence[str], rule: str = "words", accents: Sequence[str] = ()) -> list[Words]:
    script = """
        const analysis = new analyses.Analysis(given.lists, stems.stem);
        const plain = ({ spelled, bare, term, otherwise }) => [spelled, bare, term, otherwise];
        return given.texts.map((text) => analysis[given.rule](text).map(plain));
    """
    stems = SCRIPTS / "stems" / f"{language}.js" if language in STEMMERS else SCRIPTS / "analysis.js"
    lists = {**Analysis(language).lists.plain(), "accents": list(accents)}
    given = {"lists": lists, "texts": list(texts), "rule": rule}
    return run(script, given, analyses=SCRIPTS / "analysis.js", stems=stems)  # type: ignore[no-any-return]
