"""Reading a PDF in tests: its tree of tags, its bookmarks, its fonts, and what of its pages is marked."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

SHOWING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}
"""Operators that put something on the page (ISO 32000-1, annex A)."""


class Tag(NamedTuple):
    """An element of the tree of tags: how deep it lies, its role, and its object."""

    depth: int
    role: str
    element: Any


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def tags(pdf: pikepdf.Pdf) -> list[Tag]:
    """Return the tags in reading order."""
    return list(_tags(pdf.Root.StructTreeRoot, 0))


def _tags(element: Any, depth: int) -> Iterator[Tag]:
    kids = element.get("/K")
    for kid in [] if kids is None else kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield Tag(depth, str(kid.S).lstrip("/"), kid)
            yield from _tags(kid, depth + 1)


def pieces(pdf: pikepdf.Pdf) -> set[tuple[int, int]]:
    """Return the pieces of content that the tree of tags holds: page and number (MCID)."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found: set[tuple[int, int]] = set()
    for tag in tags(pdf):
        kids = tag.element.get("/K")
        for kid in [] if kids is None else kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                found.add((pages[tag.element.Pg.objgen], kid))
            elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
                found.add((pages[kid.get("/Pg", tag.element.get("/Pg")).objgen], int(kid.MCID)))
    return found


def marked(pdf: pikepdf.Pdf) -> tuple[set[tuple[int, int]], list[str]]:
    """Return the pieces that the pages hold, and what is shown outside of any piece and of any artifact."""
    found: set[tuple[int, int]] = set()
    loose: list[str] = []
    for number, page in enumerate(pdf.pages):
        depth: list[str] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth.append(str(operands[0]))
                if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                    found.add((number, int(operands[1].MCID)))
            elif name == "EMC":
                depth.pop()
            elif name in SHOWING and not depth:
                loose.append(f"page {number + 1}: {name}")
        assert depth == []
    return found, loose


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    """Return the bookmarks: how deep each lies, and its title."""
    with pdf.open_outline() as outline:
        return list(_bookmarks(outline.root, 0))


def _bookmarks(items: Any, depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, str(item.title)
        yield from _bookmarks(item.children, depth + 1)


def fonts(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Return the fonts of all pages by name, each with its descriptor."""
    found: dict[str, Any] = {}
    for page in pdf.pages:
        for font in page.get("/Resources", {}).get("/Font", {}).values():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            found[str(font.BaseFont)] = (font, inner.get("/FontDescriptor"))
    return found


def annotations(pdf: pikepdf.Pdf) -> list[Any]:
    """Return all annotations, which are links here."""
    return [one for page in pdf.pages for one in page.get("/Annots", [])]
