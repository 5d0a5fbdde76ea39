"""Markdown becomes a tree of plain values."""

from __future__ import annotations

from typing import Any

import pytest

from generator.publishing.document.prose import DEEPEST, Prose, breakable

CASES: dict[str, tuple[str, list[Any]]] = {
    "words": ("a  b\nc", [{"kind": "p", "body": ["a b c"]}]),
    "marks": (
        "*a* **b** `c d`",
        [{"kind": "p", "body": [
            {"kind": "em", "body": ["a"]}, " ", {"kind": "strong", "body": ["b"]}, " ",
            {"kind": "code", "body": ["c d"]},
        ]}],
    ),
    "a link": (
        "[x](https://f.example)",
        [{"kind": "p", "body": [{"kind": "a", "to": "https://f.example", "body": ["x"]}]}],
    ),
    "a link to nowhere": ("[x](y.md)", [{"kind": "p", "body": [{"kind": "a", "to": "", "body": ["x"]}]}]),
    "a list": (
        "- a\n- b",
        [{"kind": "ul", "body": [{"kind": "li", "body": ["a"]}, {"kind": "li", "body": ["b"]}]}],
    ),
    "numbers": ("3. a", [{"kind": "ol", "start": 3, "body": [{"kind": "li", "body": ["a"]}]}]),
    "what is kept": ("    a  b\n      c", [{"kind": "pre", "body": [{"kind": "code", "body": ["a  b\n  c\n"]}]}]),
    "a table": (
        "| a |\n|---|\n| b |",
        [{"kind": "table", "body": [
            {"kind": "thead", "body": [{"kind": "tr", "body": [{"kind": "th", "body": ["a"]}]}]},
            {"kind": "tbody", "body": [{"kind": "tr", "body": [{"kind": "td", "body": ["b"]}]}]},
        ]}],
    ),
    "a script": ("<script>x</script>a", [{"kind": "p", "body": ["a"]}]),
    "code of the template": ('Is #read("x") $a$ @b <c>', [{"kind": "p", "body": ['Is #read("x") $a$ @b']}]),
}  # fmt: skip


def prose(text: str | None, level: int = 3) -> list[Any]:
    return Prose(lambda address: address if address.startswith("https:") else "")(text, level)


@pytest.mark.parametrize("name", CASES)
def test_markdown_becomes_a_tree(name: str) -> None:
    text, tree = CASES[name]
    assert prose(text) == tree


@pytest.mark.parametrize("text", [None, "", "<!-- nothing -->"])
def test_no_text_is_no_tree(text: str | None) -> None:
    assert prose(text) == []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# a\n\n## b\n\n# c", [3, 4, 3]),
        ("### a\n\n# b\n\n### c", [3, 3, 4]),
        ("# a\n\n## &nbsp;\n\n### ![x](y)\n\n### b", [3, 4]),
        ("#### a\n\n## b\n\n###### c\n\n### d\n\n## e", [3, 3, 4, 4, 3]),
    ],
)
def test_headings_begin_where_they_shall_and_skip_no_level(text: str, levels: list[int]) -> None:
    assert [node["level"] for node in prose(text)] == levels


def depth(node: Any) -> int:
    return 1 + max((depth(one) for one in node["body"]), default=0) if isinstance(node, dict) else 0


def words(node: Any) -> str:
    return node if isinstance(node, str) else "".join(map(words, node["body"]))


@pytest.mark.parametrize("text", [">" * 20 + " deep", "<em>" * 20 + "deep", "<ul><li>" * 10 + "deep"])
def test_what_is_nested_beyond_reason_keeps_its_words(text: str) -> None:
    tree = prose(text)
    assert "".join(map(words, tree)) == "deep"
    assert max(map(depth, tree)) <= DEEPEST


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("precipitevolissimevolmente", ["precipitevolissimevolmente"]),
        ("w" * 40, ["w" * 12, "w" * 12, "w" * 12, "w" * 4]),
        (
            "a https://f.example/documents/2026/plan b",
            ["a https:", "//", "f.", "example/", "documents/", "2026/", "plan b"],
        ),
    ],
)
def test_only_words_that_no_language_has_may_break_anywhere(text: str, pieces: list[str]) -> None:
    assert breakable(text).split("\N{ZERO WIDTH SPACE}") == pieces
