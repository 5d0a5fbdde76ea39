"""Hand-written pages as documents to find."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from generator.search.document import Document, Texts

# Live blocks, attributes, tags and comments of Markdown pages.
_MARKS = re.compile(r"<!--.*?-->|\{[^{}\n]*\}+|</?[a-zA-Z][^<>]*>", re.DOTALL)
_TARGET = re.compile(r"\]\([^)]*\)|^\[[^\]\n]+\]:.*$", re.MULTILINE)
_FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^# +(.+?)(?: +#+)?$", re.MULTILINE)
_SIGNS = re.compile(r"[*`\[\]]+|(?<!\w)_+|_+(?!\w)|!(?=\[)")
_PROSE = re.compile(r"\w|[*_\[«“\"'(`]")


class Handwritten(NamedTuple):
    """A page in Markdown that is no record: its address, title and description, and its text as it was written."""

    address: str
    title: str
    description: str
    text: str


def handwritten(address: str, name: str, text: str, meta: Mapping[str, object]) -> Handwritten | None:
    """Return a page as the search takes it, None for a frame and for one that says `search: {exclude: true}`.

    `name` is the file's, for a page without a title; `meta` is its front matter. Where that has no description, the
    page's first paragraph is one.
    """
    search = meta.get("search")
    if "frame" in meta or (isinstance(search, Mapping) and search.get("exclude")):
        return None
    prose = _FENCED.sub("", _bare(text))
    heading = _HEADING.search(prose)
    title = str(meta.get("title") or (heading and _said(heading[1])) or name)
    return Handwritten(address, title, str(meta.get("description") or _opening(prose)), text)


def texts(page: Handwritten) -> Texts:
    """Return what is searched of a page; what a fence holds is searched, the names of blocks are not."""
    return Texts(name=page.title, summary=page.description, description=_bare(page.text))


def document(page: Handwritten, line: str) -> Document:
    """Return the page with the line that a result shows."""
    return Document("page", page.address, page.title, "", line, texts(page))


def _bare(text: str) -> str:
    return html.unescape(_TARGET.sub("]", _MARKS.sub("", text)))


def _opening(prose: str) -> str:
    """Return the first paragraph that is one: no heading, list, table, quotation or note."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n\s*\n", prose))
    said = (_said(part) for part in paragraphs if _PROSE.match(part) and not re.match(r"[*+-] |\d+[.)] ", part))
    return next((one for one in said if one), "")


def _said(text: str) -> str:
    return " ".join(_SIGNS.sub("", text).split())
