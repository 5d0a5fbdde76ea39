"""Markdown of records as a tree of plain values: the document's template sets it and reads none of it as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from generator.publishing.prose import parser

Node = str | dict[str, Any]
"""A text, or `kind` (a tag of the pages' HTML, `heading` for h3 to h6), `body` (nodes) and what the kind needs beside:
`level` of a heading, `to` of a link, `start` of a numbered list."""

LONGEST_WORD, PIECE = 30, 12
"""A word with more letters than the first, an address or a text without spaces, may be broken into such pieces."""

DEEPEST, DEEPEST_TABLE = 10, 5
"""How deep nodes lie at most; what is nested deeper becomes part of what it lies in."""

_HEADING = re.compile("h([1-6])")
_VOID = {"br", "hr"}
_OUTER = {"root", "ul", "ol", "dl", "table", "thead", "tbody", "tr", "blockquote"}
_BLOCKS = {"p", "heading", "ul", "ol", "dl", "table", "blockquote", "pre", "hr", "li", "dd", "dt", "td", "th"}
_PARENTS = {
    "li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"},
    "thead": {"table"}, "tbody": {"table"}, "tr": {"thead", "tbody"}, "th": {"tr"}, "td": {"tr"},
}  # fmt: skip
_LONG = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_PIECE = re.compile(rf"[^/.,;:?&=_@-]{{1,{PIECE}}}[/.,;:?&=_@-]?|[/.,;:?&=_@-]{{1,{PIECE}}}")
_SPACE = re.compile(r"\s+")


def breakable(text: str) -> str:
    """Return the text with invisible places to break its longest words at."""
    return _LONG.sub(lambda word: "\N{ZERO WIDTH SPACE}".join(_PIECE.findall(word[0])), text)


class Prose:
    """Turns Markdown into trees; `resolve` makes an address absolute, or empty where it leads nowhere on paper."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        self._html = parser()
        self._resolve = resolve

    def __call__(self, text: str | None, level: int) -> list[Node]:
        """Return the nodes of a text whose headings begin at `level` and skip none; nothing for no text."""
        if not text:
            return []
        tree = _Tree(self._resolve)
        tree.feed(str(self._html(text)))
        tree.close()
        _level(tree.root, level)
        return [_tidied(node) for node in _inner(tree.root)]


class _Tree(HTMLParser):
    """Builds the tree of HTML that was cleaned, and is well formed for that reason."""

    def __init__(self, resolve: Callable[[str], str]) -> None:
        super().__init__()
        self._resolve = resolve
        self.root: dict[str, Any] = {"kind": "root", "body": []}
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID and not self._fits(tag):
            self._open.append(self._open[-1])
            return
        node: dict[str, Any] = {"kind": tag, "body": []}
        if found := _HEADING.fullmatch(tag):
            node = {"kind": "heading", "level": int(found[1]), "body": []}
        elif tag == "a":
            node["to"] = self._resolve(given.get("href", ""))
        elif tag == "ol":
            node["start"] = int(given["start"]) if re.fullmatch("[0-9]{1,6}", given.get("start", "")) else 1
        self._open[-1]["body"].append(node)
        if tag not in _VOID:
            self._open.append(node)

    def _fits(self, tag: str) -> bool:
        parents = _PARENTS.get(tag)
        deepest = DEEPEST_TABLE if tag == "table" else DEEPEST
        return len(self._open) <= deepest and (parents is None or self._open[-1]["kind"] in parents)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) == 1 or tag in _VOID:
            return
        closed = self._open.pop()
        # PDF/UA-1 allows no heading without words.
        if closed["kind"] == "heading" and closed is not self._open[-1] and not _words(closed).strip():
            self._open[-1]["body"].pop()

    def handle_data(self, data: str) -> None:
        if any(node["kind"] == "pre" for node in self._open):
            self._open[-1]["body"].append(data)
        else:
            self._open[-1]["body"].append(breakable(_SPACE.sub(" ", data)))


def _inner(node: dict[str, Any]) -> list[Node]:
    """Return what a node holds, without the space between and around blocks."""
    body: list[Node] = node["body"]
    if node["kind"] in _OUTER:
        return [one for one in body if not (isinstance(one, str) and one.isspace())]
    if node["kind"] in _BLOCKS - {"pre"}:
        kept = [
            one
            for place, one in enumerate(body)
            if not (isinstance(one, str) and one.isspace() and _beside_block(body, place))
        ]
        return _stripped(kept)
    return body


def _beside_block(body: list[Node], place: int) -> bool:
    beside = body[max(place - 1, 0) : place + 2]
    return len(beside) < 3 or any(isinstance(one, dict) and one["kind"] in _BLOCKS for one in beside)


def _stripped(body: list[Node]) -> list[Node]:
    if body and isinstance(first := body[0], str):
        body = [first.lstrip(), *body[1:]]
    if body and isinstance(last := body[-1], str):
        body = [*body[:-1], last.rstrip()]
    return [one for one in body if one != ""]


def _tidied(node: Node) -> Node:
    if isinstance(node, str):
        return node
    return {**node, "body": [_tidied(one) for one in _inner(node)]}


def _words(node: Node) -> str:
    return node if isinstance(node, str) else "".join(map(_words, node["body"]))


def _level(root: dict[str, Any], first: int) -> None:
    """Give headings levels from `first` on, each at most one deeper than the one before it (PDF/UA-1, 7.4.2)."""
    above: list[int] = []
    for heading in _headings(root):
        while above and above[-1] >= heading["level"]:
            above.pop()
        above.append(heading["level"])
        heading["level"] = first + len(above) - 1


def _headings(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in node["body"]:
        if isinstance(one, dict):
            if one["kind"] == "heading":
                yield one
            yield from _headings(one)
