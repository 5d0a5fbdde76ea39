"""Whatever bytes a file has, reading them gives a record or problems, and nothing else."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, seed, settings
from hypothesis import strategies as st

from generator.languages.language import Language
from generator.reading.codes import Codes
from generator.reading.record import Result, read_record
from generator.reading.yaml_text import parse
from generator.records.federation import MODELS, Kind
from generator.vocabularies import Vocabularies

ENGLISH = Language.load("en")
CODES = Codes(Vocabularies.load())
MANY = int(os.environ.get("FUZZ_CASES", "100000"))
SAMPLES = tuple(
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "members").glob("a*.yml"))
)

kinds = st.sampled_from(tuple(MODELS))
words = st.sampled_from(
    [
        "name",
        "offers",
        "contacts",
        "email",
        "sdg",
        "1e3",
        "02011",
        "NO",
        "~",
        "null",
        "<<",
        "*a",
        "&a",
        "!x",
        "!!str",
        "",
    ]
) | st.text(max_size=6)
scalars = st.builds(lambda quote, word: quote + word + quote, st.sampled_from(["", "", '"', "'"]), words)
flows = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(scalars, inner), max_size=4).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
        )
    ),
    max_leaves=8,
)
marks = st.sampled_from(
    ["", "", "", "- ", "- - ", "? ", ": ", "| ", "&x ", "*x ", "!t ", "%YAML ", "--- ", "... ", "\t", "# "]
)
lines = st.builds(
    lambda indent, mark, key, end, value: " " * indent + mark + key + end + value,
    st.integers(0, 6),
    marks,
    words,
    st.sampled_from([": ", ":", ": |", ": >-", "", " #"]),
    flows,
)
yaml_like = st.lists(lines, max_size=12).map("\n".join)
deep = st.builds(
    lambda part, times: part * times,
    st.sampled_from(["[", "{", "- ", "? ", "{a: ", "[{", "!x ", "a:\n "]),
    st.integers(1, 5000),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a member's real file with a few pieces cut out, doubled or replaced."""
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        text = (
            text[:start]
            + draw(st.sampled_from(["", text[start:end] * 2, "\t", '"', "'", ":", "\n  ", "\u202e"]) | words)
            + text[end:]
        )
    return text


anything = (
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
    | yaml_like.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | deep.map(str.encode)
    | mutated().map(lambda text: text.encode("utf-8", "surrogatepass"))
)


def holds(kind: Kind, data: bytes) -> Result:
    """Read the bytes and check what must hold of any result."""
    result = read_record(kind, data, "f.yml", CODES)
    assert (result.record is None) == bool(result.problems)
    for problem in result.problems:
        said = problem.said(ENGLISH).replace("\u200d", "").replace("\u200c", "")
        assert said.isprintable(), ascii(said)
        assert problem.line >= 1
        assert problem.column >= 1
    assert len(result.problems) <= 102
    return result


@given(kinds, anything)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@example("member", b"[" * 100_000)
@example("member", b"- " * 100_000)
@example("member", b"? " * 100_000)
@example("member", b"{a: " * 60_000)
@example("member", b"a: " + b"[" * 200_000)
@example("member", b"name: A\nstatus: [active]\n")
@example("member", "name: \ufeffA\n".encode())
@example("member", b'name: "\\uD800"\n')
@example("member", b"name: \x00\n")
def test_bytes_become_a_record_or_problems(kind: Kind, data: bytes) -> None:
    holds(kind, data)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_a_hundred_thousand_inputs_become_records_or_problems(part: int) -> None:
    counter = count()

    @seed(part)
    @given(kinds, anything)
    @settings(
        max_examples=MANY // 20,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def read(kind: Kind, data: bytes) -> None:
        next(counter)
        holds(kind, data)

    read()
    assert next(counter) >= MANY // 20


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML."""
    escaped = (letter if letter.isalnum() or letter == " " else f"\\U{ord(letter):08X}" for letter in text)
    return f'"{"".join(escaped)}"'


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(deadline=None)
def test_any_text_in_double_quotes_arrives_as_it_is(text: str) -> None:
    assert parse(f"name: {quoted(text)}\n".encode()).tree == {"name": text}


@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9.:+_-]*[A-Za-z0-9]", fullmatch=True).filter(
        lambda text: text.lower() != "null"
    )
)
@settings(deadline=None)
@example("02011")
@example("NO")
@example("01.30")
@example("052001")
@example("1e3")
@example("0o14")
@example("12:30:45")
@example("0x1F")
@example("1_000")
@example("2026-01-01")
@example("true")
def test_a_plain_word_arrives_as_it_is(word: str) -> None:
    assert parse(f"name: {word}\nlist: [{word}]\n".encode()).tree == {"name": word, "list": [word]}
