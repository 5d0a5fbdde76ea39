"""A record's file is changed where it should be, and nowhere else."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.languages.language import Language
from generator.reading.yaml_text import parse
from generator.writing.changing import changed
from generator.writing.composing import composed
from generator.writing.differences import Step, steps
from generator.writing.editing import Edit, EditError, edited
from generator.writing.lines import extent, line_start
from generator.writing.nodes import Node
from generator.writing.record_file import written
from generator.writing.template import schema_line, template
from tests.writing.styled import Styled, edits, record

ENGLISH = Language.load("en")
FIELDS = template("member", ENGLISH)
MANY = int(os.environ.get("FUZZ_CASES", "1500"))
MEMBERS = sorted((Path(__file__).parents[2] / "members").glob("*.yml"))

FILE = """\
# yaml-language-server: $schema=../schemas/member.json
name: Arco   # as in the statute
summary: 'it''s'

# The registered office.
address:
    # sede
    municipality: "017029"
    street: Via X 1

keywords: [pane, "NO", x]  # words
sdg:
- 8
- 9 # nine
offers:
  - id: a
    title: x
    # terms: sale
description: |
  uno
  due
"""

MARKED = "has a tag or an anchor, or repeats a value from elsewhere: change it by hand"

CASES: Mapping[str, tuple[list[tuple[Any, Any]], list[str]]] = {
    "a value, beside its remark": (
        [(("name",), "Nuova")],
        ["-name: Arco   # as in the statute", "+name: Nuova   # as in the statute"],
    ),
    "a value in its quotes": ([(("summary",), "l'altro")], ["-summary: 'it''s'", "+summary: 'l''altro'"]),
    "a text that needs lines of its own": (
        [(("summary",), "uno\ndue")],
        ["-summary: 'it''s'", "+summary: |-", "+    uno", "+    due"],
    ),
    "one line of a long text": (
        [(("description",), "uno\nDue\ntre\n")], ["-  due", "+  Due", "+  tre"],
    ),
    "a long text that becomes short": (
        [(("description",), "uno")], ["-description: |", "-  uno", "-  due", "+description: uno"],
    ),
    "a key that goes": ([(("address", "street"), None)], ["-    street: Via X 1"]),
    "a key that comes, in the template's order and the file's indentation": (
        [(("address", "latitude"), "3.5")], ["+    latitude: 3.5"],
    ),
    "a group that comes, set apart and explained": (
        [(("activities", 0, "ateco"), "10.71")],
        ["+# Economic activities by ATECO code.", "+activities:", '+- ateco: "10.71"', "+"],
    ),
    "a group that goes with its explanation": (
        [(("address",), None)],
        ["-", "-# The registered office.", "-address:", "-    # sede", '-    municipality: "017029"',
         "-    street: Via X 1"],
    ),
    "an item between brackets": (
        [(("keywords", 1), None), (("keywords", 2), "a, b")],
        ['-keywords: [pane, "NO", x]  # words', '+keywords: [pane, x, "a, b"]  # words'],
    ),
    "items of a list": (
        [(("sdg", 0), None), (("sdg", 1), "10"), (("sdg", 2), "7")], ["-- 8", "+- 10", "+- 7"],
    ),
    "an item that comes below the remarks on the one before": (
        [(("offers", 1), {"title": "y z", "id": "b"})], ["+  - id: b", "+    title: y z"],
    ),
    "a list inside an item": (
        [(("offers", 0, "terms"), ["sale"])], ["+    terms:", "+    - sale"],
    ),
    "a list that is emptied": (
        [(("sdg", 1), None), (("sdg", 0), None)], ["-sdg:", "-- 8", "-- 9 # nine", "+sdg: []"],
    ),
    "a key that the template does not know, at the end": ([(("strange",), "yes")], ['+strange: "yes"']),
    "nothing, when a value is what it was": ([(("name",), "Arco"), (("size", "members"), None)], []),
}  # fmt: skip


def make(*those: tuple[Any, Any], text: str = FILE) -> str:
    return edited(text, [Edit(*one) for one in those], FIELDS)


def differing(old: str, new: str) -> list[str]:
    lines = unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("case", CASES)
def test_only_the_lines_differ_of(case: str) -> None:
    those, expected = CASES[case]
    result = make(*those)
    assert differing(FILE, result) == expected
    assert parse(result.encode()).tree == changed(parse(FILE.encode()).tree, [Edit(*one) for one in those])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_stay_as_they_are(ending: str) -> None:
    text = FILE.replace("\n", ending)
    result = make((("sdg", 2), "10"), (("description",), "uno\ntre\n"), text=text)
    assert result == make((("sdg", 2), "10"), (("description",), "uno\ntre\n")).replace("\n", ending)


def test_a_mark_at_the_beginning_and_a_last_line_without_end_stay() -> None:
    text = "\ufeffname: Arco"
    assert make((("name",), "B"), text=text) == "\ufeffname: B"
    assert make((("summary",), "B"), text=text) == "\ufeffname: Arco\nsummary: B"


def test_a_block_at_the_end_without_line_end_keeps_its_text() -> None:
    assert make((("summary",), "B"), text="description: |\n  uno") == "summary: B\ndescription: |\n  uno"
    assert make((("strange",), "B"), text="description: |\n  uno") == "description: |-\n  uno\nstrange: B"


def test_what_was_added_and_is_removed_again_leaves_no_trace() -> None:
    text = FILE.replace("sdg:", "\nsdg:")
    for path, value in [
        (("legal_name",), "X"), (("verified", "by"), "me"), (("size", "members"), "3"), (("sdg", 2), "1"),
    ]:  # fmt: skip
        there = make((path, value), text=text)
        assert there != text
        assert make((path[:1] if path[0] != "sdg" else path, None), text=there) == text


def test_a_typed_value_goes_plain_where_the_field_or_the_old_value_was() -> None:
    text = "member_since: 2001-01-01\nelsewhere: 2001-01-01\nname: x\n"
    result = make((("member_since",), "2002-02-02"), (("elsewhere",), "2002-02-02"), (("name",), "5"), text=text)
    assert result == 'member_since: 2002-02-02\nelsewhere: 2002-02-02\nname: "5"\n'


def test_anchors_tags_and_aliases_elsewhere_stay() -> None:
    text = "a: &x [1, 2]\nb: *x\nc: !t 5\nname: Arco\n"
    assert make((("name",), "B"), text=text) == text.replace("Arco", "B")


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        ("a: &x 1\nb: *x\n", ("a",), "2", f"a {MARKED}"),
        ("a: [&x 1]\nb: 1\n", ("a",), None, f"a {MARKED}"),
        ("a: [", ("a",), "2", "the text cannot be read: did not find expected node content"),
        ("a: \x00", ("a",), "2", "the text cannot be read: "),
        ("a: x\u2028", ("a",), "2", "the text cannot be read: U+2028"),
        ("", ("a",), "2", "the text holds no record: expected keys with their values"),
        ("# only\n", ("a",), "2", "the text holds no record: expected keys with their values"),
        ("- a\n", ("a",), "2", "the text holds no record: expected keys with their values"),
        ("a: 1\n---\nb: 2\n", ("a",), "2", "the text holds more than one document"),
        ("a: 1\na: 2\n", ("a",), "2", "the key 'a' is here a second time"),
        ("? a\n: 1\n", ("a",), "2", "a key that is not a simple word with a colon is not edited here"),
        ("[a]: 1\n", ("a",), "2", "a key that is not a simple word with a colon is not edited here"),
        ("a: " + "[" * 40 + "]" * 40, ("a",), "2", "too deep: more than 32 levels inside each other"),
        ("a: 1\n", ("a", "b"), "2", "there is no place for a.b: what is above it is of another kind"),
        ("a: [1]\n", ("a", 2), "2", "there is no place for a[2]: what is above it is of another kind"),
        ("a: 1\n", ("a",), None, "a record cannot be emptied: delete its file instead"),
        ("a: [b: 1]\n", ("a", 0, "c"), "2", "a key inside a list without braces is not edited here"),
        ("a: 1\n", ("b",) * 40, "2", "too deep: more than 32 levels inside each other"),
        ("a: 1\n", ("b",), json.loads("[" * 40 + "]" * 40), "too deep: more than 32 levels inside each other"),
        ("a: 1\n", ("b",), {"c": [12]}, "'12' is neither a text nor a list nor keys with values"),
        ("a: 1\n", ("b",), "\ud83d", "the change would not be read as it is meant: make it by hand"),
        ("a: 1\n", ("b" * 2000,), "2", "the change would not be read as it is meant: make it by hand"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_is_told(text: str, path: tuple[Any, ...], value: Any, expected: str) -> None:
    with pytest.raises(EditError) as refused:
        make((path, value), text=text)
    assert ENGLISH.say(refused.value.message).startswith(expected)


def test_every_demonstration_member_takes_a_new_value_on_one_line() -> None:
    for path in MEMBERS:
        text = path.read_text(encoding="utf-8")
        lines = differing(text, make((("summary",), "Altro."), text=text))
        assert len([line for line in lines if line.startswith("+")]) == 1, path.name


def test_a_record_that_we_wrote_is_edited_into_the_one_that_we_would_have_written() -> None:
    tree = {"name": "Arco", "summary": "S", "address": {"street": "Via 1"}, "sdg": ["8"], "verified": {"by": "me"}}
    header = schema_line("member")
    for name in ("summary", "address", "sdg"):
        less = {key: value for key, value in tree.items() if key != name}
        assert make(((name,), tree[name]), text=written(less, FIELDS, header)) == written(tree, FIELDS, header)


@settings(max_examples=MANY, deadline=None)
@given(st.integers(0, 2**40))
def test_in_any_style_the_edits_are_read_and_other_lines_are_untouched(number: int) -> None:
    dice = Random(number)  # noqa: S311 - a test's dice
    tree = record(dice)
    text = Styled(dice)(tree)
    read = parse(text.encode())
    if read.faults:
        return
    those = edits(dice, read.tree or {})
    try:
        expected = changed(read.tree, those)
    except EditError:
        return
    if not expected:
        return
    result = edited(text, those, FIELDS)
    again = parse(result.encode())
    assert (again.faults, again.tree) == ((), expected)
    if composed(text).last().is_block_text and not text.endswith("\n"):
        # What comes below a block without a line end would change it: its header has to say that it has none.
        return
    assert kept_in_order(untouched(text, list(steps(read.tree, expected))), result)


def test_the_steps_between_lists_keep_the_items_that_stay() -> None:
    old, new = ["a", "b", "c", "d"], ["b", "c", "D", "e"]
    assert list(steps(old, new)) == [Step("add", (4,), "e"), Step("put", (3,), "D"), Step("remove", (0,))]


def untouched(text: str, those: list[Step]) -> list[str]:
    """Return the lines that no step has anything to do with; empty ones and explanations of groups aside."""
    root = composed(text)
    touched: set[int] = set()
    for step in those:
        around = at(root, step.path[:-1])
        found = (
            {entry.name: entry for entry in around.entries}
            if around.kind == "mapping"
            else dict(enumerate(around.entries))
        )
        entry = found.get(step.path[-1])
        if around.is_flow or (len(around.entries) == 1 and step.kind == "remove"):
            touched.update(range(line_start(text, around.start), around.end + 1))
            above = at(root, step.path[:-2]) if len(step.path) > 1 else around
            touched.update(
                range(line_start(text, above.start), line_start(text, around.start)) if above is not root else ()
            )
            touched.update(range(max(text.rfind("\n", 0, line_start(text, around.start) - 1), 0), around.end + 1))
        elif entry and step.kind != "add":
            touched.update(range(line_start(text, entry.start), extent(text, entry.end, around.column) + 2))
            if text[line_start(text, entry.start) : entry.start].strip():
                touched.update(range(entry.start, around.end))
    starts = [0, *(number + 1 for number, letter in enumerate(text) if letter == "\n")]
    lines = [(start, text[start:].partition("\n")[0]) for start in starts]
    return [line.rstrip("\r") for start, line in lines if start not in touched and line.strip()]


def at(node: Node, path: tuple[str | int, ...]) -> Node:
    for part in path:
        found = node.entries[part] if isinstance(part, int) else next(e for e in node.entries if e.name == part)
        node = found.value
    return node


def kept_in_order(lines: list[str], text: str) -> bool:
    rest = iter(text.replace("\r\n", "\n").split("\n"))
    return all(line in rest for line in lines)
