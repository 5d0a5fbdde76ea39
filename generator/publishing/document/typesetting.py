"""Plain values to a PDF that everybody can read, with Typst: tagged, with its language, its fonts inside (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from generator.publishing.document.fonts import CODE, Fonts
from generator.publishing.document.legible import legible
from generator.theme.assets import DOCUMENT

STANDARD: Literal["ua-1"] = "ua-1"
"""Typst refuses a document that breaks what a machine can check of ISO 14289-1."""


class Typeset(NamedTuple):
    """A document, and the signs that none of the fonts has."""

    pdf: bytes
    unseen: str


def typeset(contents: Mapping[str, Any], fonts: Fonts) -> Typeset:
    """Return the document with these contents, the same bytes for the same contents and fonts.

    Typst reads the template's folder and the fonts, and nothing else; the contents reach it as data.
    """
    # A library of eighty megabytes, which hardly any command needs.
    import typst

    families = {"fonts": [*fonts.families], "fonts-of-code": [CODE, *(one for one in fonts.families if one != CODE)]}
    compiler = typst.Compiler(root=DOCUMENT, font_paths=fonts.folders, ignore_system_fonts=True)

    def compiled(template: str, data: Mapping[str, Any], day: datetime) -> bytes:
        given = {"data": json.dumps({**data, **families}, ensure_ascii=False)}
        made = compiler.compile(
            DOCUMENT / template, format="pdf", sys_inputs=given, pdf_standards=STANDARD, timestamp=day
        )
        return made if isinstance(made, bytes) else b""

    year, month, number = contents["date"]
    day = datetime(year, month, number, tzinfo=UTC)

    def shows(words: Collection[str]) -> bool:
        try:
            compiled("probe.typ", {"words": [*words], "language": contents["language"]}, day)
        except typst.TypstError:
            return False
        return True

    readable, unseen = legible(contents, shows)
    return Typeset(compiled("programme.typ", readable, day), unseen)
