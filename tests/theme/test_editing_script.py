"""The script that edits records in the browser gives the bytes that Python gives, held to each other in Node."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from benchmarks.node import run
from generator.languages.language import Language
from generator.reading.yaml_text import parse
from generator.theme import editing_script
from generator.writing.editing import Edit, EditError, edited
from generator.writing.template import Field, template
from tests.writing.styled import Styled, edits, record

FIELDS = template("member", Language.load("en"))
MANY = int(os.environ.get("FUZZ_CASES", "2000"))
MEMBERS = sorted((Path(__file__).parents[2] / "members").glob("*.yml"))
REASONS = {
    "unreadable": "the text cannot be read: {reason}",
    "no-record": "the text holds no record: expected keys with their values",
    "several": "the text holds more than one document",
    "too-deep": "too deep: more than {limit} levels inside each other",
    "complex-key": "a key that is not a simple word with a colon is not edited here",
    "twice": "the key '{key}' is here a second time",
    "nowhere": "there is no place for {field}: what is above it is of another kind",
    "emptied": "a record cannot be emptied: delete its file instead",
    "marked": "{field} has a tag or an anchor, or repeats a value from elsewhere: change it by hand",
    "pair": "a key inside a list without braces is not edited here",
    "no-text": "'{found}' is neither a text nor a list nor keys with values",
    "not-so": "the change would not be read as it is meant: make it by hand",
}
"""The words by which the script refuses, and what Python says then."""

NESTED: Any = "x"
for _ in range(40):
    NESTED = [NESTED]

ASKED = """
    return given.cases.map(([text, edits]) => {
        try {
            return module.edited(text, edits.map(([path, value]) => ({ path, value })), given.fields);
        } catch (error) {
            return { refused: error.reason ?? error.stack };
        }
    });
"""


def plain(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {name: {"help": one.help, "typed": one.typed, "fields": plain(one.fields)} for name, one in fields.items()}


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = editing_script.editing_script()
    assert content is not None, "run python hatch_build.py"
    path = tmp_path_factory.mktemp("editing") / "editing.mjs"
    path.write_bytes(content)
    return path


def in_browser(script: Path, cases: list[tuple[str, list[Edit]]]) -> list[Any]:
    return run(ASKED, {"cases": cases, "fields": plain(FIELDS)}, module=script)  # type: ignore[no-any-return]


def in_python(text: str, those: list[Edit]) -> Any:
    try:
        return edited(text, those, FIELDS)
    except EditError as error:
        return {"refused": error.message.text}


def alike(told: Any, expected: Any) -> bool:
    if isinstance(told, dict) and isinstance(expected, dict):
        return REASONS.get(told["refused"], told["refused"]) == expected["refused"]
    return bool(told == expected)


def random_cases(number: int) -> list[tuple[str, list[Edit]]]:
    dice = Random(11)  # noqa: S311 - a test's dice
    cases = []
    while len(cases) < number:
        tree = record(dice)
        text = Styled(dice)(tree)
        if not parse(text.encode()).faults:
            cases.append((text, edits(dice, tree)))
    return cases


def test_both_sides_give_the_same_bytes_in_any_style(script: Path) -> None:
    cases = random_cases(MANY)
    answers = in_browser(script, cases)
    changed = 0
    for case, answer in zip(cases, answers, strict=True):
        assert alike(answer, in_python(*case)), case
        changed += isinstance(answer, str)
    assert changed > MANY * 0.8


def test_both_sides_give_the_same_bytes_for_the_demonstration(script: Path) -> None:
    dice = Random(3)  # noqa: S311 - a test's dice
    cases = []
    for path in MEMBERS:
        text = path.read_text(encoding="utf-8")
        tree: Any = parse(text.encode()).tree
        cases += [(text, edits(dice, tree)) for _ in range(2)]
        cases.append((text, [Edit(("summary",), "Altro."), Edit(("size", "members"), "12"), Edit(("sdg",), ["8"])]))
    for case, answer in zip(cases, in_browser(script, cases), strict=True):
        assert alike(answer, in_python(*case)), case


def test_a_text_with_slips_is_refused_or_edited_alike(script: Path) -> None:
    dice = Random(5)  # noqa: S311 - a test's dice
    cases = []
    for text, those in random_cases(MANY // 2):
        at = dice.randrange(len(text))
        slip = dice.choice(("", " ", "\n", "\t", ":", "- ", "[", "}", "'", '"', "#", "&a ", "!t ", "*a", "|", ","))
        cases.append((text[:at] + slip + text[at + dice.randint(0, 1) :], those))
    for case, answer in zip(cases, in_browser(script, cases), strict=True):
        expected = in_python(*case)
        if isinstance(answer, str) and isinstance(expected, str):
            assert answer == expected, case
        elif isinstance(answer, dict):
            assert answer["refused"] in REASONS, case


@pytest.mark.parametrize(
    ("text", "path", "value", "reason"),
    [
        ("a: [", ["a"], "2", "unreadable"),
        ("a: x\u2028", ["a"], "2", "unreadable"),
        ("a: 1\rb: 2\r", ["a"], "2", "unreadable"),
        ("# only\n", ["a"], "2", "no-record"),
        ("- a\n", ["a"], "2", "no-record"),
        ("a: 1\n---\nb: 2\n", ["a"], "2", "several"),
        ("a: " + "[" * 40 + "]" * 40, ["a"], "2", "too-deep"),
        ("? a\n: 1\n", ["a"], "2", "complex-key"),
        ("a: 1\na: 2\n", ["a"], "2", "twice"),
        ("a: 1\n", ["a", "b"], "2", "nowhere"),
        ("a: 1\n", ["a"], None, "emptied"),
        ("a: &x 1\nb: *x\n", ["a"], "2", "marked"),
        ("a: [b: 1]\n", ["a", 0, "c"], "2", "pair"),
        ("a: 1\n", ["b"] * 40, "2", "too-deep"),
        ("a: 1\n", ["b"], NESTED, "too-deep"),
        ("a: 1\n", ["b"], 12, "no-text"),
        ("a: 1\n", ["b"], "\ud83d", "not-so"),
    ],
)
def test_what_cannot_be_edited_is_told_by_a_word(
    script: Path, text: str, path: list[Any], value: Any, reason: str
) -> None:
    assert in_browser(script, [(text, [Edit(tuple(path), value)])]) == [{"refused": reason}]
    if "\r" not in text:
        assert alike({"refused": reason}, in_python(text, [Edit(tuple(path), value)]))


def test_a_key_of_the_languages_own_is_a_key_like_others(script: Path) -> None:
    text = "__proto__: 1\nconstructor: 2\nname: A\n"
    those = [Edit(("__proto__",), "x"), Edit(("constructor",), "y"), Edit(("toString",), "z")]
    assert in_browser(script, [(text, those)]) == [in_python(text, those)]


def test_a_record_is_read_as_python_reads_it(script: Path) -> None:
    texts = [text for text, _ in random_cases(200)] + [path.read_text(encoding="utf-8") for path in MEMBERS]
    read = run("return given.map(module.readRecord);", texts, module=script)
    assert read == [parse(text.encode()).tree for text in texts]


def test_without_what_npm_gives_there_is_no_script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(editing_script, "VENDOR", tmp_path)
    assert editing_script.editing_script.__wrapped__() is None
