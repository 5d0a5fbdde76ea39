"""The same documents in lunr's own whole indexes, on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr.builder import Builder

from generator.search.analysis import Analysis
from generator.search.definition import NAMED, NAMES, builder
from generator.search.document import Document


def terms_of(document: Document, analysis: Analysis) -> dict[str, list[str]]:
    """Return the terms of each field, as a document of lunr."""
    rules = [analysis.named if place == NAMED else analysis.told for place in range(len(NAMES))]
    return {
        name: [word.term for word in rule(text)] if text else []
        for name, rule, text in zip(NAMES, rules, document.texts, strict=True)
    }


def built(documents: Sequence[Document], analysis: Analysis) -> Builder:
    """Return lunr.py's builder after it has taken in the documents and worked out all numbers."""
    whole: Any = builder()
    for place, document in enumerate(documents):
        # lunr.py cuts a list into one token an entry, and keeps them as they are without a pipeline.
        whole.add({"id": str(place), **terms_of(document, analysis)})
    return whole
