"""Records are written as a careful person would, and come back as they were."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exchange.blank import blank
from generator.languages.language import Language
from generator.reading.yaml_text import parse
from generator.records.federation import MODELS, Kind
from generator.writing.record_file import written
from generator.writing.scalars import block, scalar
from generator.writing.template import Field, paths, schema_line, template


@pytest.fixture(scope="module")
def member() -> Mapping[str, Field]:
    return template("member", Language.load("en"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Arcobaleno", "Arcobaleno"),
        ("L'Aquila, via Roma 1", "L'Aquila, via Roma 1"),
        ("1 Angel Square", "1 Angel Square"),
        ("M60 0AG", "M60 0AG"),
        ("00195", '"00195"'),
        ("NO", '"NO"'),
        ("yes", '"yes"'),
        ("Null", '"Null"'),
        ("01.30", '"01.30"'),
        ("1e3", '"1e3"'),
        ("0o14", '"0o14"'),
        ("0x1F", '"0x1F"'),
        ("12:30:45", '"12:30:45"'),
        ("2026-03-31", '"2026-03-31"'),
        ("+39 030 1234567", '"+39 030 1234567"'),
        ("key: value", '"key: value"'),
        ("ends with:", '"ends with:"'),
        ("no #comment", '"no #comment"'),
        ("C#", "C#"),
        ("- dash", '"- dash"'),
        ("*star", '"*star"'),
        ("@at", '"@at"'),
        (" before", '" before"'),
        ("after ", '"after "'),
        ("", '""'),
        ('say "hi"', 'say "hi"'),
        ('"hi"', '"\\"hi\\""'),
        ("a\\b", "a\\b"),
        (": a\\b", '": a\\\\b"'),
        ("a\tb", '"a\\tb"'),
        ("a\nb", '"a\\nb"'),
        ("a\xa0b", '"a\\xa0b"'),
        ("a\u200bb", '"a\\u200bb"'),
        ("a\U0001fffeb", '"a\\U0001fffeb"'),
        ("gelato 🍨", "gelato 🍨"),
    ],
)
def test_a_text_is_plain_where_that_is_safe_and_quoted_elsewhere(text: str, expected: str) -> None:
    assert scalar(text) == expected


@pytest.mark.parametrize("text", ["12", "-3.5", "true", "2026-03-31", "2026-03-31T12:00", "2026-03-31T12:00Z"])
def test_numbers_truth_and_dates_go_plain_into_fields_that_want_them(text: str) -> None:
    assert scalar(text, typed=True) == text


@pytest.mark.parametrize("text", ["007", "1e3", "no"])
def test_what_is_no_number_is_quoted_even_there(text: str) -> None:
    assert scalar(text, typed=True) == f'"{text}"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo", "|-\n  one\n  two"),
        ("one\n\ntwo\n", "|\n  one\n\n  two"),
        ("short", None),
        (" indented\ntwo", None),
        ("one\ntwo\n\n", None),
        ("one\n   \ntwo", None),
        ("one\n\ttwo", None),
        ("x: " * 40 + "x", "|-\n  " + "x: " * 40 + "x"),
        ("word " * 40 + "end", None),
    ],
)
def test_a_long_text_is_a_literal_block_where_that_is_safe(text: str, expected: str | None) -> None:
    assert block(text, "  ") == expected


def test_a_record_is_written_in_the_templates_order_with_groups_explained(member: Mapping[str, Field]) -> None:
    record = {
        "keywords": ["pane", "NO"],
        "address": {"country": "GB", "latitude": "51.5", "municipality": "Bath"},
        "description": "Uno.\n\nDue.\n",
        "name": "Arcobaleno",
        "activities": [{"main": "true", "ateco": "10.71"}],
        "verified": {"by": "office", "on": "2026-01-02"},
    }
    assert written(record, member, schema_line("member")) == (
        "# yaml-language-server: $schema=../schemas/member.json\n"
        "name: Arcobaleno\n"
        "description: |\n  Uno.\n\n  Due.\n"
        "\n# Economic activities by ATECO code.\n"
        'activities:\n  - ateco: "10.71"\n    main: true\n'
        "\n# The registered office.\n"
        "address:\n  municipality: Bath\n  country: GB\n  latitude: 51.5\n"
        '\nkeywords:\n  - pane\n  - "NO"\n'
        "\n# The last confirmation of this record.\n"
        'verified:\n  "on": 2026-01-02\n  by: office\n'
    )


def test_every_schema_line_leads_from_the_file_to_the_schema() -> None:
    lines = {kind: schema_line(kind).partition("=")[2] for kind in MODELS}
    assert lines == {
        "member": "../schemas/member.json",
        "call": "../schemas/call.json",
        "initiative": "../../../schemas/initiative.json",
        "track": "../../../schemas/track.json",
        "chain": "../../schemas/chain.json",
        "issue": "../../schemas/issue.json",
    }


def test_paths_name_every_field_that_holds_a_value() -> None:
    found = dict(paths(template("call", Language.load("en"))))
    assert found["deadlines[].at"].typed
    assert not found["deadlines[].at"].day
    assert found["published"].day
    assert found["criteria.area"].many
    assert found["kind"].codes[0] == "call_to_action"
    assert "deadlines" not in found


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(" \n\t:#-'\"0123456789.eENO|>&*!%@`{}[],?~<=\x85\u2028"),
    ),
    max_size=30,
)
KEYS = TEXTS.filter(lambda text: text not in ("", "<<"))
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.one_of(KEYS, st.sampled_from(["name", "address", "sdg", "offers"])), TREES, min_size=1))
def test_whatever_is_written_is_read_again_unharmed(member: Mapping[str, Field], record: dict[str, object]) -> None:
    text = written(record, member, "# header")  # type: ignore[arg-type]
    read = parse(text.encode())
    assert (read.faults, read.tree) == ((), record)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_readers_that_guess_types_take_every_text_for_a_text(text: str) -> None:
    assert yaml.safe_load(written({"key": text}, {}, "#")) == {"key": text}


@pytest.mark.parametrize("kind", list(MODELS))
def test_a_blank_file_holds_what_is_known_and_every_other_field_as_a_comment(kind: Kind) -> None:
    fields = template(kind, Language.load("en"))
    first = next(iter(fields))
    text = blank({first: "1"}, fields, schema_line(kind))
    assert parse(text.encode()).tree == {first: "1"}
    opened = "\n".join(line[2:] for line in text.splitlines() if line.startswith("# ") and "$schema" not in line)
    others = yaml.load(opened.partition("\n")[2], yaml.BaseLoader)  # noqa: S506 - reads texts only
    assert list(others) == [name for name in fields if name != first]
    assert all(f"{name}:" in text and one.help in text for name, one in fields.items())


def test_a_blank_file_lists_the_words_that_a_field_takes(member: Mapping[str, Field]) -> None:
    text = blank({"name": "A"}, member, "#")
    assert "(active, forming, winding_up, ceased)" in text
