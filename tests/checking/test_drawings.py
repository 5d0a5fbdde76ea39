"""SVG files in, what keeps them out of the site out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.drawings import drawing_flaw
from generator.languages.language import Language

ENGLISH = Language.load("en")
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def flaw(inside: str) -> str | None:
    """Return what is said of a drawing with `inside` in it."""
    message = drawing_flaw(f"{OPEN}{inside}</svg>".encode())
    return ENGLISH.say(message) if message else None


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z" fill="#1F5A96"/>',
        "<title>Il Sole: “onda” (2026)</title><desc>javascript, @import and url(x) are but words here</desc>",
        '<defs><linearGradient id="g"/><path id="p"/></defs><rect fill="url(#g)"/><use href="#p"/>',
        '<path id="p"/><use xlink:href="#p"/>',
        "<rect style=\"fill:url('#g')\"/><rect style='clip-path:url(\"#g\")'/>",
        "<style>.a{fill:#1F5A96}/* url(no) */</style>",
        "<style><![CDATA[.a > .b{fill:url(#g)}]]></style>",
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<image xlink:href=" data:image/jpeg;base64,\n/9j/4AAQ"/>',
        '<animate attributeName="opacity" values="0;1"/>',
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="http://x.example/"/></metadata>',
        '<text font-family="A\\B">a</text>',
        '<a href="#top"><path d=""/></a>',
    ],
)
def test_a_drawing_that_only_draws_passes(inside: str) -> None:
    assert flaw(inside) is None


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ("<script>alert(1)</script>", "element 'script'"),
        ("<SCRIPT>alert(1)</SCRIPT>", "element 'script'"),
        ('<script href="x.js"/>', "element 'script'"),
        ("<foreignObject><p/></foreignObject>", "element 'foreignobject'"),
        ('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>', "element 'script'"),
        ('<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>', "element 'img'"),
        ('<iframe src="x"/>', "element 'iframe'"),
        ('<path onclick="alert(1)"/>', "attribute 'onclick'"),
        ('<path ONLOAD="alert(1)"/>', "attribute 'onload'"),
        ('<a href="javascript:alert(1)"/>', "attribute 'href'"),
        ('<a xlink:href="java&#10;script:alert(1)"/>', "attribute 'href'"),
        ('<a href="https://sole.example"/>', "attribute 'href'"),
        ('<use href="other.svg#a"/>', "attribute 'href'"),
        ('<image href="https://sole.example/a.png"/>', "attribute 'href'"),
        ('<image href="//sole.example/a.png"/>', "attribute 'href'"),
        ('<image href="data:image/svg+xml;base64,PHN2Zz4="/>', "attribute 'href'"),
        ('<use href="data:image/png;base64,iVBORw0KGgo="/>', "attribute 'href'"),
        ('<a href="data:text/html,&lt;script>"/>', "attribute 'href'"),
        ('<g xml:base="https://sole.example/"/>', "attribute 'base'"),
        ('<rect fill="url(https://sole.example/a.svg#g)"/>', "'fill'"),
        ('<rect fill="url( &quot;https://sole.example/a.svg#g&quot; )"/>', "'fill'"),
        ('<rect style="background:url(//sole.example/a.png)"/>', "'style'"),
        ('<rect style="background:u\\72l(//sole.example/a.png)"/>', "escapes"),
        ('<rect style="background:url(/* */https://sole.example)"/>', "'style'"),
        ("<rect style=\"background:image-set('a.png' 1x)\"/>", "'style'"),
        ('<rect style="background:red src(&quot;a.png&quot;)"/>', "'style'"),
        ("<style>@import 'https://sole.example/a.css';</style>", "'style'"),
        ("<style>@import/**/'a.css';</style>", "'style'"),
        ('<style>.a{b:"/*"} @font-face{src:url(//sole.example/a.woff)} .c{b:"*/"}</style>', "'style'"),
        ("<style>.a{b:'/*'} @import 'a.css'; .c{b:'*/'}</style>", "'style'"),
        ('<style>.a{b:"/*"} .b{c:u\\72l(//sole.example/a)} .c{b:"*/"}</style>', "escapes"),
        ("<style>.a{fill:url(#/*)} .b{fill:url(//sole.example/a)} .c{fill:url(#*/)}</style>", "'style'"),
        ("<style>/**/.a{b:x('*/*/')} .b{c:image(a)}/*'*/</style>", "'style'"),
        ("<style>a{fill:URL(a.svg)}</style>", "'style'"),
        ("<style>@\\69mport 'a.css'</style>", "escapes"),
        ("<style>a{b:url(https://sole.example)}</style>", "'style'"),
        ("<style><![CDATA[a{b:url(https://sole.example)}]]></style>", "'style'"),
        ('<a><animate attributeName="href" values="javascript:alert(1)"/></a>', "element 'animate'"),
        ('<a><set attributeName="xlink:href" to="#b"/></a>', "element 'set'"),
        ('<a><set attributeName=" onclick" to="alert(1)"/></a>', "element 'set'"),
        ('<a><set attributeName="opacity" to="javascript:alert(1)"/></a>', "attribute 'to'"),
        ('<?xml-stylesheet href="a.css"?>', "instruction 'xml-stylesheet'"),
    ],
)
def test_a_drawing_that_acts_or_fetches_is_refused_with_its_reason(inside: str, says: str) -> None:
    assert says in (flaw(inside) or "")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not well-formed"),
        (b"\x89PNG\r\n\x1a\n", "not well-formed"),
        (b"<svg", "not well-formed"),
        (b"<html/>", "root is not 'svg'"),
        (b"<svg/>", "root is not 'svg'"),
        (b'<svg xmlns="http://other.example"/>', "root is not 'svg'"),
        (
            b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg xmlns="http://www.w3.org/2000/svg"/>',
            "DOCTYPE",
        ),
        (b'<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>', "DOCTYPE"),
        (b'<?xml version="1.0" encoding="nonsense"?><svg xmlns="http://www.w3.org/2000/svg"/>', "not well-formed"),
        (b'<?xml-stylesheet href="a.css"?><svg xmlns="http://www.w3.org/2000/svg"/>', "instruction"),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="a()"/>'.encode("utf-16"), "attribute 'onload'"),
    ],
)
def test_what_is_no_drawing_is_refused_with_its_reason(data: bytes, says: str) -> None:
    message = drawing_flaw(data)
    assert message is not None
    assert re.search(re.escape(says), ENGLISH.say(message))


def test_a_deep_drawing_is_read_without_harm() -> None:
    assert flaw("<g>" * 30_000 + "</g>" * 30_000) is None


@given(st.binary(max_size=200) | st.text(st.sampled_from("<>/='\"&;:! svgahref#xml?[]()@\\"), max_size=80))
def test_whatever_the_bytes_a_drawing_is_judged_without_an_exception(inside: bytes | str) -> None:
    data = inside if isinstance(inside, bytes) else f"{OPEN}{inside}</svg>".encode()
    judged = drawing_flaw(data)
    assert judged is None or ENGLISH.say(judged)
