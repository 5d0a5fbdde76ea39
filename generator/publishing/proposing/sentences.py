"""The sentences that the form's script says, in the site's language, gathered from the script itself."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.languages.language import Language

HERE = Path(__file__).parents[2] / "theme" / "proposing"
_MARKED = re.compile(r'\bN\(("(?:[^"\\\n]|\\.)*")\)')


def sentences(language: Language) -> dict[str, str]:
    """Return the translations of all marked sentences; those that stay as they are have none."""
    told = {text: language.gettext(text) for text in marked()}
    return {text: translated for text, translated in told.items() if translated != text}


@cache
def marked() -> tuple[str, ...]:
    """Return the sentences that the script marks, each once."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.js")))
    return tuple(sorted({json.loads(found) for text in texts for found in _MARKED.findall(text)}))
