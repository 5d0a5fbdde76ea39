"""A file of the index, and how one that holds a text is found."""

from __future__ import annotations

import json
from typing import NamedTuple

from pydantic_core import PydanticSerializationError, to_json


class Shard(NamedTuple):
    """A file that is found by the least key that it may hold, and its content as it is written."""

    begins: str
    written: bytes


def written(content: object) -> bytes:
    """Return content as the files of the index have it: JSON without blanks."""
    try:
        return to_json(content)
    except PydanticSerializationError:
        # Halves of rare letters, which are no text: `json` lets them pass, and UTF-8 has a sign for them.
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def least(before: str, first: str) -> str:
    """Return the shortest text that stands behind `before` and not behind `first`."""
    if not before:
        return ""
    same = next((at for at, pair in enumerate(zip(before, first, strict=False)) if pair[0] != pair[1]), len(before))
    return first[: same + 1]


def order(text: str) -> bytes:
    """Return the key that puts texts in the order of JavaScript, which compares halves of rare letters."""
    return text.encode("utf-16-be", "surrogatepass")
