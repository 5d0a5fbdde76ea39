"""Markdown of records to HTML that is safe to publish."""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3
from markdown import Markdown
from markupsafe import Markup

_TEXT = ("a", "abbr", "blockquote", "br", "code", "del", "em", "hr", "ins", "p", "pre", "strong", "sub", "sup")
_HEADINGS = ("h3", "h4", "h5", "h6")
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLES = ("table", "tbody", "td", "th", "thead", "tr")
TAGS = frozenset((*_TEXT, *_HEADINGS, *_LISTS, *_TABLES))
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}}
_DEEPER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6"}


# Signs that may mean something in Markdown or HTML; without any, a text is nothing but paragraphs.
_MARKED = re.compile(r"[\\`*_\[\]<>&|\t\u00a0]|^ |[^\S\n]$|^([-+#:=]|[0-9]+[.)])", re.MULTILINE)


def renderer() -> Callable[[str], Markup]:
    """Return a function from Markdown to HTML with an allowed set of tags; headings start at the third level.

    Links carry `rel="noopener nofollow ugc"`; pictures, scripts, styles and frames are dropped. Most texts are plain
    paragraphs, which are set without the parser, in a tenth of its time.
    """
    parse = parser()
    return lambda text: _paragraphs(text) if is_plain(text) else parse(text)


def is_plain(text: str) -> bool:
    """Whether a text holds nothing that Markdown or HTML might take for a sign of theirs."""
    return _MARKED.search(text) is None


def parser() -> Callable[[str], Markup]:
    """Return the same function for texts of any kind."""
    markdown = Markdown(extensions=["tables", "sane_lists", "def_list", "abbr"], output_format="html")
    cleaner = nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow ugc",
    )

    def parse(text: str) -> Markup:
        markdown.reset()
        page = markdown.convert(text)
        for heading, deeper in reversed(_DEEPER.items()):
            page = page.replace(f"<{heading}>", f"<{deeper}>").replace(f"</{heading}>", f"</{deeper}>")
        return Markup(cleaner.clean(page))  # noqa: S704 - cleaned by an allow-list the line before

    return parse


def _paragraphs(text: str) -> Markup:
    paragraphs = (paragraph.strip("\n") for paragraph in text.split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs if paragraph)
