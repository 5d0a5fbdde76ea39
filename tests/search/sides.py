"""One analysis on two sides: what Python and the scripts make of the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from generator.search.analysis import STEMMERS, Analysis
from tests.search.node import SCRIPTS, run

Words = list[list[Any]]
"""Each word as what it is spelled, what it is without accents, and its terms."""


def in_python(language: str, texts: Sequence[str], rule: str = "words") -> list[Words]:
    analysis = Analysis(language)
    return [[[word.spelled, word.bare, list(word.terms)] for word in getattr(analysis, rule)(text)] for text in texts]


def in_browser(language: str, texts: Sequence[str], rule: str = "words") -> list[Words]:
    script = """
        const analysis = new analyses.Analysis(given.lists, stems.stem);
        const plain = ({ spelled, bare, terms }) => [spelled, bare, terms];
        return given.texts.map((text) => analysis[given.rule](text).map(plain));
    """
    stems = SCRIPTS / "stems" / f"{language}.js" if language in STEMMERS else SCRIPTS / "analysis.js"
    given = {"lists": Analysis(language).lists.plain(), "texts": list(texts), "rule": rule}
    return run(script, given, analyses=SCRIPTS / "analysis.js", stems=stems)  # type: ignore[no-any-return]
