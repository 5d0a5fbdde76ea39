"""The skin's own files: one stylesheet, the scripts, the font; named by content so that they can be cached for good."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

HERE = Path(__file__).parent
MATERIAL = HERE / "material"
"""Overrides of Material's templates, and files that are copied as they are."""

DOCUMENT = HERE / "document"
"""The Typst template of the programme's document, and its fonts; all that Typst may read."""

FONT = "assets/fonts/atkinson-hyperlegible-next.woff2"


def named(folder: str, name: str, content: bytes) -> str:
    """Return `folder/name.<digest>.ending`."""
    stem, _, ending = name.rpartition(".")
    return f"{folder}/{stem}.{blake2b(content, digest_size=5).hexdigest()}.{ending}"


def stylesheet() -> bytes:
    """Return the styles as one sheet, in the order of their files' names."""
    return b"\n".join(path.read_bytes() for path in sorted((HERE / "styles").glob("*.css")))


def scripts() -> Mapping[str, bytes]:
    """Return the scripts by file name."""
    return {path.name: path.read_bytes() for path in sorted((HERE / "scripts").glob("*.js"))}


def font() -> str | None:
    """Return the font's path on the site, None where it was not fetched: the system's font serves then."""
    return FONT if (MATERIAL / FONT).is_file() else None
