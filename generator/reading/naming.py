"""The names that record files may have: a slug and `.yml`."""

from __future__ import annotations

import re
import unicodedata

from generator.records.patterns import SLUG_PATTERN

LONGEST = 80
SUFFIX = ".yml"
_SLUG = re.compile(SLUG_PATTERN)


def is_slug(text: str) -> bool:
    """Return whether a text can be the name of a record."""
    return len(text) <= LONGEST and _SLUG.fullmatch(text) is not None


def slug(text: str) -> str:
    """Return the slug most like a text, "" when nothing of it can stay."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")
