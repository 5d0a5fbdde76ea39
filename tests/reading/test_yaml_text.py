"""What arrives of YAML that is accepted."""

from __future__ import annotations

import pytest

from generator.reading.yaml_text import Tree, parse

ARRIVING: tuple[tuple[str, dict[str, Tree]], ...] = (
    ("a: b\n", {"a": "b"}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("a:\tb\n", {"a": "b"}),
    ("a: b # said aside\n", {"a": "b"}),
    ("a: b#c\n", {"a": "b#c"}),
    ("a: one\n  two\n", {"a": "one two"}),
    ("a: |\n  one\n\n  two\n", {"a": "one\n\ntwo\n"}),
    ("a: >-\n  one\n  two\n", {"a": "one two"}),
    ("a: |\n  x\n  \tcode\n", {"a": "x\n\tcode\n"}),
    ("a:\nb: # nothing yet\nc: ''\n", {"a": None, "b": None, "c": ""}),
    ("a: 'null'\nb: \"~\"\n", {"a": "null", "b": "~"}),
    ("a: [null-ish, 'null', x]\n", {"a": ["null-ish", "null", "x"]}),
    ("a: 'L''orto'\n", {"a": "L'orto"}),
    ("a: {b: [c, {d: e}], f: }\n", {"a": {"b": ["c", {"d": "e"}], "f": None}}),
    ("a:\n- b\n- - c\n  - d\n", {"a": ["b", ["c", "d"]]}),
    ("? a\n: b\n", {"a": "b"}),
    ("a: http://x.example/?q=1#top\n", {"a": "http://x.example/?q=1#top"}),
    ('a: "\\u202E"\n', {"a": "\u202e"}),
)


@pytest.mark.parametrize(("text", "tree"), ARRIVING)
def test_scalars_arrive_as_texts(text: str, tree: dict[str, Tree]) -> None:
    result = parse(text.encode())
    assert (result.tree, result.faults) == (tree, ())


def test_marks_on_lists_and_mappings_are_refused_too() -> None:
    result = parse(b"a: &x [b]\nc: !!map {d: e}\n")
    assert [(fault.line, fault.field, fault.rule) for fault in result.faults] == [(1, "a", "anchor"), (2, "c", "tag")]


def test_thirty_two_levels_are_read_and_no_more() -> None:
    def nested(levels: int) -> bytes:
        return b"a: " + b"[" * (levels - 1) + b"x" + b"]" * (levels - 1)

    assert parse(nested(32)).tree is not None
    assert [fault.rule for fault in parse(nested(33)).faults] == ["too-deep"]


def test_after_a_fault_that_leaves_the_text_readable_further_ones_are_found() -> None:
    result = parse(b"a: null\nb: !x y\nc: &z w\nd: *z\na: 1\n")
    assert [(fault.line, fault.rule) for fault in result.faults] == [
        (1, "null"),
        (2, "tag"),
        (3, "anchor"),
        (4, "alias"),
        (5, "duplicate-key"),
    ]
