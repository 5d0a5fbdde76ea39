"""Markdown of records to HTML that is safe to publish."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

from generator.checking.intricacy import intricacy

_TEXT = ("a", "abbr", "blockquote", "br", "code", "del", "em", "hr", "ins", "p", "pre", "strong", "sub", "sup")
_HEADINGS = ("h3", "h4", "h5", "h6")
_LISTS = ("dd", "dl", "dt", "li", "ol", "ul")
_TABLES = ("table", "tbody", "td", "th", "thead", "tr")
TAGS = frozenset((*_TEXT, *_HEADINGS, *_LISTS, *_TABLES))
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "td": {"align"}, "th": {"align"}, "ol": {"start"}}
_DEEPER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6"}

# What HTML may not hold, and character references can say (Infra standard: controls and noncharacters).
_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NO_TEXT = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST_OF_PLANES}]")

_REL = "noopener nofollow ugc"
_OWN = re.compile(
    r'<a(?P<before>(?: title="[^"]*")?) href="/(?!/)(?P<address>[^"#?]*)'
    rf'(?P<after>[^"]*"(?: title="[^"]*")?) rel="{_REL}">'
)
"""A link from the site's root, in the form in which the cleaner writes links."""

# Signs that may mean something in Markdown or HTML; without any, a text is nothing but paragraphs.
_MARKED = re.compile(r"[\\`*_\[\]<>&|\t\u00a0]|^ |[^\S\n]$|^([-+#:=]|[0-9]+[.)])", re.MULTILINE)


def renderer() -> Callable[[str, str], Markup]:
    """Return a function from Markdown, and the way to the site's root, to HTML with an allowed set of tags.

    Headings start at the third level. Links from the root (`/call/mense/`) lead there from wherever the page stands;
    all others carry `rel="noopener nofollow ugc"`. Pictures, scripts, styles and frames are dropped. Most texts are
    plain paragraphs, which are set without the parser, in a tenth of its time.
    """
    parse = parser()
    return lambda text, root: _paragraphs(text) if is_plain(text) else _from_root(parse(text), root)


def is_plain(text: str) -> bool:
    """Whether a text holds nothing that Markdown or HTML might take for a sign of theirs."""
    return _MARKED.search(text) is None


def parser() -> Callable[[str], Markup]:
    """Return a function for texts of any kind, which leaves links from the root as they are.

    It takes no text that is too intricate: that is set as typed.
    """
    markdown = Markdown(extensions=["tables", "sane_lists", "def_list", "abbr"], output_format="html")
    cleaner = nh3.Cleaner(
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=_REL,
    )

    def parse(text: str) -> Markup:
        if intricacy(text):
            return _paragraphs(text)
        markdown.reset()
        page = markdown.convert(text)
        for heading, deeper in reversed(_DEEPER.items()):
            page = page.replace(f"<{heading}>", f"<{deeper}>").replace(f"</{heading}>", f"</{deeper}>")
        # Replaced and not taken away: what stands around a control could join to a scheme that was just refused.
        safe = _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", cleaner.clean(page))
        return Markup(safe)  # noqa: S704 - cleaned by an allow-list the line before

    return parse


def own_links(page: str) -> list[str]:
    """Return where the links from the site's root lead, in HTML that `parser` made, without the root's own sign."""
    return [unescape(found["address"]) for found in _OWN.finditer(page)]


def _from_root(page: Markup, root: str) -> Markup:
    # Never without a beginning: `/javascript:x` and `/\\else.example` would lead elsewhere without their first sign.
    way = escape(root or "./")
    relative = _OWN.sub(lambda link: f'<a{link["before"]} href="{way}{link["address"]}{link["after"]}>', page)
    return Markup(relative)  # noqa: S704 - of what was cleaned, links alone have changed


def _paragraphs(text: str) -> Markup:
    paragraphs = (paragraph.strip("\n") for paragraph in text.split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(paragraph) for paragraph in paragraphs if paragraph)
