"""The reader of lines makes what the reader of events makes, or leaves the text to it."""

from __future__ import annotations

import os
from collections import Counter
from itertools import chain
from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.languages.language import Language
from generator.reading.plain import plain
from generator.reading.yaml_text import Tree, by_events
from generator.records.federation import MODELS
from generator.writing.record_file import written
from generator.writing.template import template

MANY = int(os.environ.get("PLAIN_CASES", "200000"))
ROOT = Path(__file__).parents[2]
DEMONSTRATION = tuple(
    path.read_text(encoding="utf-8")
    for path in sorted(
        chain.from_iterable((ROOT / folder).rglob("*.yml") for folder in ("members", "calls", "content"))
    )
)

READ: tuple[tuple[str, dict[str, Tree]], ...] = (
    ("a: b\n", {"a": "b"}),
    ("a: b", {"a": "b"}),
    ("# said first\n\na: b\n  # said aside\n\nc: d\n# said last", {"a": "b", "c": "d"}),
    ("a: b  # said aside\nc: \"d\" # e\n", {"a": "b", "c": "d"}),
    ("a:\n  b: c\n  d:\n    e: f\ng: h\n", {"a": {"b": "c", "d": {"e": "f"}}, "g": "h"}),
    ("a:\n  - b\n  - c\n", {"a": ["b", "c"]}),
    ("a:\n- b\n- c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
    ("a:\n  - b: c\n    d: e\n\n  - b: f\n", {"a": [{"b": "c", "d": "e"}, {"b": "f"}]}),
    ("a:\n  - b:\n      - c\n    d:\n    - e\n  - f\n", {"a": [{"b": ["c"], "d": ["e"]}, "f"]}),
    ("a:\n- b:\n- c:\n", {"a": [{"b": None}, {"c": None}]}),
    ("a:\nb:", {"a": None, "b": None}),
    ("a: [b, c d, IT-MN]\n", {"a": ["b", "c d", "IT-MN"]}),
    ("a: -1.97\nb: 02011\nc: NO\nd: 2026-01-01\n", {"a": "-1.97", "b": "02011", "c": "NO", "d": "2026-01-01"}),
    ("a: http://x.example/?q=1#top\n", {"a": "http://x.example/?q=1#top"}),
    ("a: b - c? d! [e] {f} & g | h\n", {"a": "b - c? d! [e] {f} & g | h"}),
    ("a: b, 'c' \"d\" 100% <e> @f `g`\n", {"a": "b, 'c' \"d\" 100% <e> @f `g`"}),
    ("a: \"\"\nb: ''\nc: \"null\"\nd: '~'\n", {"a": "", "b": "", "c": "null", "d": "~"}),
    ("a: 'L''orto'\nb: \"c: d # e\"\n", {"a": "L'orto", "b": "c: d # e"}),
    ("a: |\n  b: c\n\n    d\n  # e\n\nf: g\n", {"a": "b: c\n\n  d\n# e\n", "f": "g"}),
    ("a:\n  - |-\n    b\n\n  - c: |\n      d\n", {"a": ["b", {"c": "d\n"}]}),
    ("a: però – 🐝\n", {"a": "però – 🐝"}),
)  # fmt: skip

LEFT = (
    "",
    "a: |\n  b\n  # c",
    "a: |-\n  b\n    #c",
    "\n# nothing\n",
    "a\n",
    "- a\n",
    "---\na: b\n",
    "a: b\n...\n",
    "a: b\na: c\n",
    "a: b\n  c: d\n",
    "a: b\n  c\n",
    "a:\n  b: c\n d: e\n",
    "a:\n  - b\n c: d\n",
    "a:\n  - b\n  c: d\n",
    "a:\n  b: c\n- d\n",
    "a:\n  - b\n    c: d\n",
    "a:\n  - - b\n",
    "a:\n  -\n",
    "a:\n  -  b: c\n",
    "a: \n",
    "a: b \n",
    "a:  b\n",
    "a:\tb\n",
    "a: b\r\nc: d\r\n",
    "a: b\xa0c\n",
    "a: b\u2028c\n",
    "a: \ufeffb\n",
    "a: b: c\n",
    "a: b:\n",
    "a: #fff\n",
    "a: # b\n",
    "a: *b\n",
    "a: &b c\n",
    "a: !b c\n",
    "a: null\n",
    "a: null",
    "a: ~\n",
    "a:\n  - NULL\n",
    "a: [b, null]\n",
    "a: [b, ]\n",
    "a: [b: c]\n",
    "a: []\n",
    "a: {}\n",
    "a: [b\n  c]\n",
    "a: \"b\\n\"\n",
    "a: \"b\n  c\"\n",
    "a: 'b\n",
    "a: 'b'c\n",
    "a: \"b\": c\n",
    "a: >\n  b\n",
    "a: |+\n  b\n",
    "a: |2\n  b\n",
    "a: |\nb: c\n",
    "a: |\n  b",
    "a:\n  b: |\n  c\n",
    "a: |\n  b\n    \n",
    "a: |\n\n  b\n",
    "a: |\n   b\n  c: d\n",
    "a: - b\n",
    "a: ? b\n",
    "a: @b\n",
    "A: b\n",
    "<<: b\n",
    f"{'a' * 65}: b\n",
    "".join(f"{'  ' * level}a:\n" for level in range(40)),
)  # fmt: skip


def agrees(text: str) -> bool:
    """Return whether the text was read line by line; then both trees must be the same, and the text without fault."""
    tree = plain(text)
    if tree is not None:
        other = by_events(text)
        assert (repr(tree), ()) == (repr(other.tree), other.faults), text
    return tree is not None


@pytest.mark.parametrize(("text", "tree"), READ)
def test_plain_forms_are_read_line_by_line(text: str, tree: dict[str, Tree]) -> None:
    assert plain(text) == tree
    assert agrees(text)


@pytest.mark.parametrize("text", LEFT)
def test_all_else_is_left_to_the_reader_of_events(text: str) -> None:
    assert plain(text) is None


def test_every_record_of_the_demonstration_is_read_line_by_line() -> None:
    assert len(DEMONSTRATION) > 100
    assert [text for text in DEMONSTRATION if not agrees(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "a: b" + " " * 200_000 + "c: d\n",
        "a: b" + " #c" * 60_000 + ": d",
        "a: b" + "#:" * 100_000 + "\n",
        "a: [" + "b, " * 60_000,
        "a: '" + "''" * 100_000,
        "a: |\n  b" + "\n" * 200_000 + " c",
        " " * 200_000,
        "#\n" * 100_000,
    ],
    ids=lambda text: text[:9],
)
def test_hostile_lines_take_no_longer_than_others(text: str) -> None:
    began = process_time()
    agrees(text)
    assert process_time() - began < 2


WORDS = (
    "a",
    "Rossi",
    "via Roma 1",
    "02011",
    "1e3",
    "NO",
    "c.o.",
    "IT-MN",
    "città",
    "nullo",
    "2026-01-01",
    "x - y",
    "l'oro",
)
LONGER = (*WORDS, "http://x.example/?q=1#top", "+39 030 1", "-1.97", "a, b", "(a) [b] {c}", "a:b", "«già» – 🐝")
QUOTED = ("", " ", "null", "~", "a: b", "a # b", "- a", "[a]", "|", "---", "# a", " à ", "{", "*a", "%")
ENDS = ("", "", "", " # aside", "\n", "\n# aside", "\n\n   # aside: x")
PIECES = (
    "", " ", "  ", "\n", "\n  ", "\n    ", ":", ": ", "- ", "\n- ", "-", "#", " #", "|", ": |", " >", '"', "'", "[",
    "]", ", ", "{", "}", "?", "? ", "!", "&", "*", "%", "@", "`", "~", "null", "\\", "<<", "---", "\n---\n", "\n...\n",
    "\t", "\r", "\xa0", "\x85", "\u2028", "\ufeff", "\x00", "a", "a: b", "\na: b\n", "=", ".", ",", "1", "''", '""',
)  # fmt: skip
FREQUENT = ("a", "b", ":", ": ", " ", "  ", "\n", "\n", "\n  ", "- ", "a:\n", "a: b\n", "b: ", "|\n")
FIELDS = {kind: template(kind, Language.load("en")) for kind in MODELS}


def mapping(random: Random, depth: int = 3, indent: str = "") -> str:
    """Return a text of plain forms, and of nothing else."""
    names = random.sample(("a", "b", "name", "vat_number", "_"), random.randint(1, 4))
    return "".join(f"{indent}{name}:{value(random, depth, indent)}\n" for name in names)


def value(random: Random, depth: int, indent: str) -> str:
    """Return what stands behind the colon."""
    form = random.choice(["short", "short", "block", "empty", "mapping", "list"][: 6 if depth else 4])
    inner = indent + random.choice(["  ", "    "])
    if form == "short":
        return f" {short(random)}{random.choice(ENDS)}"
    if form == "block":
        return random.choice([" |\n", " |-\n"]) + block(random, inner)
    if form == "empty":
        return ""
    inside = mapping(random, depth - 1, inner) if form == "mapping" else items(random, depth - 1, indent, inner)
    return "\n" + inside.removesuffix("\n")


def short(random: Random) -> str:
    """Return a value that goes on the line of its key."""
    form = random.choice(["plain", "plain", '"', "'", "["])
    if form == "plain":
        return random.choice(LONGER)
    if form == "[":
        return f"[{', '.join(random.choices(WORDS, k=random.randint(1, 3)))}]"
    text = random.choice(QUOTED + LONGER)
    return form + (text.replace("'", "''") if form == "'" else text) + form


def block(random: Random, indent: str) -> str:
    """Return the lines of a literal block."""
    forms = ("", f"{indent}a", f"{indent}  b: c", f"{indent}# d", f"\n{indent}- e ")
    return "\n".join([f"{indent}first", *random.choices(forms, k=random.randint(0, 3))])


def items(random: Random, depth: int, outside: str, inside: str) -> str:
    """Return a list, indented or not."""
    indent = random.choice([outside, inside])
    found = [
        random.choice((short(random) + "\n", mapping(random, depth, indent + "  ")))
        for _ in range(random.randint(1, 3))
    ]
    return "".join(f"{indent}- {one.removeprefix(indent + '  ')}" for one in found)


def record(random: Random) -> str:
    """Return a file as our own writer writes it."""
    fields = FIELDS[random.choice(tuple(FIELDS))]
    names = random.sample((*fields, "a", "b"), random.randint(1, 5))
    return written({name: tree(random) for name in names}, fields, "# a record")


def tree(random: Random, depth: int = 2) -> Tree:
    """Return a tree of any texts."""
    form = random.choice(["text", "text", "lines", "soup", "list", "mapping"][: 6 if depth else 4])
    number = random.randint(1, 3)
    if form == "list":
        return [tree(random, depth - 1) for _ in range(number)]
    if form == "mapping":
        return {key: tree(random, depth - 1) for key in random.sample(("a", "b", *WORDS), number)}
    if form == "lines":
        return "\n".join(random.choices(LONGER + QUOTED, k=number))
    return soup(random) if form == "soup" else random.choice(LONGER + QUOTED)


def soup(random: Random) -> str:
    """Return pieces in any order."""
    return "".join(random.choices(FREQUENT + FREQUENT + PIECES, k=random.randint(0, 14)))


def mutated(random: Random) -> str:
    """Return a file with a few pieces cut out, put in or swapped."""
    text = random.choice((random.choice(DEMONSTRATION)[:1500], record(random), mapping(random)))
    for _ in range(random.randint(1, 3)):
        start, end, last = sorted(random.randint(0, len(text)) for _ in range(3))
        end, last = min(end, start + 4), min(last, start + 8)
        piece, following = text[start:end], text[end : max(end, last)]
        text = (
            text[:start]
            + random.choice((random.choice(PIECES) + following, following + piece))
            + text[max(end, last) :]
        )
    return text


def anything(random: Random) -> str:
    """Return a text that is plain, or nearly, or not at all."""
    return random.choice((mapping, record, soup, mutated, mutated))(random)


randoms = st.randoms(use_true_random=False)


@given(randoms)
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_of_plain_forms_is_read_as_the_reader_of_events_reads_it(random: Random) -> None:
    text = mapping(random)
    assert agrees(text), text


@given(randoms)
@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_no_other_text_is_read_otherwise(random: Random) -> None:
    agrees(anything(random))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_two_hundred_thousand_texts_are_read_alike(part: int) -> None:
    random = Random(part)  # noqa: S311
    read = Counter(agrees(anything(random)) for _ in range(MANY // 20))
    # Else too many texts would be none of the reader's business.
    assert read[True] > MANY // 20 // 5
