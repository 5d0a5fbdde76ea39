"""The federation's vision, which its home page tells in `<div class="vision" markdown>`."""

from __future__ import annotations

import re
from pathlib import Path

from generator.reading.content import read
from generator.reading.encoding import decoded

PATH = "content/index.md"

_VISION = re.compile(r'<div\b[^>]*\bclass="[^"]*\bvision\b[^"]*"[^>]*>\n(?P<text>.*?)^</div>', re.DOTALL | re.MULTILINE)


def vision(root: Path) -> str:
    """Return the vision in Markdown; empty where the home page tells none, or cannot be read."""
    try:
        text = decoded(read(f"{root}/{PATH}"))
    except OSError:
        return ""
    found = _VISION.search(text) if isinstance(text, str) else None
    return found["text"].strip() if found else ""
