"""Hand-written pages: live blocks and links to records."""

from __future__ import annotations

import pytest

from generator.languages.language import Language
from generator.publishing.handwritten import with_blocks, with_links

BLOCKS = {"numbers": lambda root: f"<b>{root}</b>", "open-calls": lambda root: "calls"}
KNOWN = {
    "",
    "documenti/a.pdf",
    "assets/a.png",
    "associate/",
    "associate/aurora/",
    "associate/il-girasole/",
    "call/",
    "call/mense/",
}


def said(problems: list) -> list[str]:  # type: ignore[type-arg]
    return [Language.load("en").say(problem) for problem in problems]


@pytest.mark.parametrize(
    ("page", "expected", "problems"),
    [
        ("<p>{{ numbers }}</p>", "<b>../</b>", []),
        ("<p>{{numbers}}</p><p>x</p>", "<b>../</b><p>x</p>", []),
        ("<p>we say {{ numbers }} here</p>", "<p>we say {{ numbers }} here</p>", []),
        ("<code>{{ numbers }}</code>", "<code>{{ numbers }}</code>", []),
        ("<p>{{ number }}</p>", "<p>{{ number }}</p>", ["no block is called 'number'. Did you mean 'numbers'?"]),
        ("<p>{{ xyz }}</p>", "<p>{{ xyz }}</p>", ["no block is called 'xyz'; there are numbers, open-calls"]),
    ],
)
def test_a_block_is_set_where_its_name_stands_alone(page: str, expected: str, problems: list[str]) -> None:
    html, found = with_blocks(page, "../", BLOCKS)
    assert (html, said(found)) == (expected, problems)


@pytest.mark.parametrize(
    ("link", "expected", "problems"),
    [
        ('href="/associate/aurora/"', 'href="../associate/aurora/"', []),
        ('href="/associate/aurora/#offer-x"', 'href="../associate/aurora/#offer-x"', []),
        ('href="/documenti/a.pdf"', 'href="../documenti/a.pdf"', []),
        ('href="https://a.example/associate/"', 'href="https://a.example/associate/"', []),
        ('href="//a.example/"', 'href="//a.example/"', []),
        ('href="../chi-siamo/"', 'href="../chi-siamo/"', []),
        ('src="/assets/a.png"', 'src="../assets/a.png"', []),
        (
            'href="/associate/arora/"',
            'href="../associate/arora/"',
            ["the link to '/associate/arora/' leads nowhere. Did you mean '/associate/aurora/'?"],
        ),
        (
            'href="/call/mense"',
            'href="../call/mense"',
            ["the link to '/call/mense' leads nowhere. Did you mean '/call/mense/'?"],
        ),
        (
            'href="/call/zzzzzzzzzzzz/"',
            'href="../call/zzzzzzzzzzzz/"',
            ["the link to '/call/zzzzzzzzzzzz/' leads nowhere"],
        ),
    ],
)
def test_a_link_to_a_record_is_made_relative_and_checked(link: str, expected: str, problems: list[str]) -> None:
    html, found = with_links(f"<a {link}>x</a>", "../", KNOWN)
    assert (html, said(found)) == (f"<a {expected}>x</a>", problems)


def test_a_link_from_the_home_page_stays_within_the_site() -> None:
    assert with_links('<a href="/call/">x</a>', "", KNOWN) == ('<a href="call/">x</a>', [])
    assert with_links('<a href="/">x</a>', "", KNOWN) == ('<a href="./">x</a>', [])
