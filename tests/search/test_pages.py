"""Hand-written pages as documents to find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.publishing.search.pages import document, handwritten
from generator.search.analysis import Analysis

CASES = yaml.safe_load((Path(__file__).parent / "pages.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_a_page(case: dict[str, Any]) -> None:
    page = handwritten("appunti/", "appunti", case["text"], case.get("meta", {}))
    if "title" not in case:
        assert page is None
        return
    assert page is not None
    shown = document(page, page.description)
    assert (shown.kind, shown.address, shown.title, shown.line) == ("page", "appunti/", case["title"], case["line"])
    words = {word.bare for text in shown.texts for word in Analysis("it").words(text)}
    assert words >= set(case.get("found", ()))
    assert not words & set(case.get("unknown", ()))
