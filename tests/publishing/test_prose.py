"""Markdown of records as safe HTML."""

from __future__ import annotations

import html
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from generator.publishing import prose

PLAIN = [
    "One line.",
    "Two\nlines.",
    "Two paragraphs.\n\nEach with «signs» – “quotes” – and it's 50% or not: a) b).\n",
    "A paragraph.\n\n\n\nAnother - with a dash + plus, 3.5 kg; 10) ten.\n",
    "D'estate: dalle 7 alle 19!",
    "http://example.org/a-b?c=d",
]
MARKED = [
    ("**strong**", "<p><strong>strong</strong></p>"),
    ("# Title", "<h3>Title</h3>"),
    ("#### Small", "<h6>Small</h6>"),
    ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("<script>alert(1)</script>x", "<p>x</p>"),
    ("![x](https://evil.example/x.png)", "<p></p>"),
    ("[x](javascript:alert(1))", '<p><a rel="noopener nofollow ugc">x</a></p>'),
    ("[x](https://a.example)", '<p><a href="https://a.example" rel="noopener nofollow ugc">x</a></p>'),
    ("a  \nb", "<p>a<br>\nb</p>"),
    ("a & b < c", "<p>a &amp; b &lt; c</p>"),
    ('<p onclick="x()" style="x">a</p>', "<p>a</p>"),
    ("a&#1;b&#xfdd0;c&#x1ffff;", "<p>a\ufffdb\ufffdc\ufffd</p>"),
    ("<a href='java&#1;script:x'>a</a>", '<p><a href="java\ufffdscript:x" rel="noopener nofollow ugc">a</a></p>'),
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_markdown_becomes_html_of_the_allowed_tags(text: str, expected: str) -> None:
    assert prose.renderer()(text, "").strip() == expected


@pytest.mark.parametrize(
    ("text", "root", "expected"),
    [
        ("[x](/call/mense/#fine)", "../../", '<a href="../../call/mense/#fine">x</a>'),
        ('[x](/call/ "a > b")', "../", '<a href="../call/" title="a &gt; b">x</a>'),
        ("<a title='t' href='/call/?a=1&b=2'>x</a>", "../", '<a title="t" href="../call/?a=1&amp;b=2">x</a>'),
        ("[x](/call/)", "https://f.example/rete/", '<a href="https://f.example/rete/call/">x</a>'),
        ("[x](/)", "", '<a href="./">x</a>'),
        ("[x](//else.example/)", "../", '<a href="//else.example/" rel="noopener nofollow ugc">x</a>'),
        ("[x](/javascript:alert(1))", "", '<a href="./javascript:alert(1)">x</a>'),
        ("<a href='/\\/else.example'>x</a>", "", '<a href="./\\/else.example">x</a>'),
        ("`[x](/call/)`", "../", "<code>[x](/call/)</code>"),
    ],
)
def test_a_link_from_the_root_leads_there_from_any_page_and_is_the_sites_own(
    text: str, root: str, expected: str
) -> None:
    assert prose.renderer()(text, root).strip() == f"<p>{expected}</p>"


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_takes_the_short_way(text: str) -> None:
    assert prose.is_plain(text)


def test_the_short_way_and_the_parser_agree() -> None:
    signs = random.Random(7)  # noqa: S311 - texts for a test
    alphabet = " \n\n  abè,.'\"-+#:~=1)%£–\u200b!?/@{}^;$("
    made = ["".join(signs.choices(alphabet, k=signs.randint(1, 30))) for _ in range(4000)]
    short, parsed = prose.renderer(), prose.parser()
    plain = [text for text in (*PLAIN, *made) if text.strip() and prose.is_plain(text)]
    assert len(plain) > 1000
    differing = [text for text in plain if html.unescape(short(text, "../")) != html.unescape(parsed(text))]
    assert differing == []


HOSTILE = [
    "[", "[[", "*[", "![", "[a](", "[a][", "[`", "[_", "[[a]", "*[a]: b\n", "[a]: <b", "<a ", "\t<b", "<!--", "<em a=",
    "a <", "-\n", "\n#", "  \n", ",  \n: ", "``\\", "\\  \n: ", ">", "> ", "* ", "1. ", ": ", "> 1. ", "*\t",
    "a\n: b\n", "    - a\n", "`", "&#", "_", "***a", "|-|\n", '"', "!", "<http://a",
]  # fmt: skip
MOST_LINES = 150
"""So many lines of Python run for a character at most; the square of 20,000 characters would be thousands."""


class TooMuchWork(Exception):
    pass


@contextmanager
def at_most(lines: int) -> Iterator[None]:
    """Raise TooMuchWork when more lines of Python have run."""
    left = lines

    def each(_: FrameType, event: str, __: Any) -> Any:
        nonlocal left
        if event == "line":
            left -= 1
            if left < 0:
                raise TooMuchWork
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        yield
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_longest_text_of_any_sign_takes_time_that_grows_with_it(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    render = prose.renderer()
    with at_most(MOST_LINES * len(text)):
        assert render(text, "").startswith("<")


@pytest.mark.parametrize("unit", ["* ", "1. ", "> ", ": ", "> 1. - ", "a\n: b\n", "*a **b "])
def test_no_text_is_too_deep_even_where_much_of_the_stack_is_taken(unit: str) -> None:
    render = prose.renderer()

    def deep(levels: int) -> str:
        return deep(levels - 1) if levels else render(unit * 500 + "x", "")

    assert "x" in deep(500)


def test_what_is_too_intricate_is_shown_as_it_was_typed() -> None:
    assert prose.renderer()("* " * 21 + "<b>\n\n**x**", "") == f"<p>{'* ' * 21}&lt;b&gt;</p>\n<p>**x**</p>"


def test_nested_lists_quotations_and_many_links_are_still_read() -> None:
    nested = "".join("    " * depth + "- a\n" for depth in range(6))
    links = "- [Statuto della cooperativa](https://coop.example/statuto.pdf)\n" * 300
    glossary = "termine\n: che cosa vuol dire\n\n" * 100
    for text, tag, count in (
        (nested, "<ul>", 6),
        (links, "<a ", 300),
        (glossary, "<dd>", 100),
        ("> " * 5 + "a", "<b", 5),
    ):
        assert prose.renderer()(text, "").count(tag) == count
