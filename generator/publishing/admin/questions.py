"""A record's schema as questions that a form can ask: what each field is called, and what may be answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

LONG = 200
"""Answers that may be longer get a field of several lines."""

PROSE = ("description", "foreword", "outcome", "how_to_join", "summary", "text", "question")
"""Fields of several lines, where they may be that long."""

Node = Mapping[str, Any]


class Answer(StrEnum):
    """What sort of answer a question takes."""

    LINE = "line"
    PROSE = "prose"
    CHOICE = "choice"
    DAY = "day"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    LOGO = "logo"
    GROUP = "group"


class Question(NamedTuple):
    """One field.

    many: it takes several answers. choices: codes and what they are called, of a closed list. fields: the questions of
    a group. pattern: a regular expression as JSON Schema means it, "" for none. longest: characters, 0 for any number.
    """

    name: str
    label: str
    hint: str
    answer: Answer
    required: bool = False
    many: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[Question, ...] = ()
    pattern: str = ""
    longest: int = 0
    default: str | bool | int | None = None


class Collection(NamedTuple):
    """The records of a kind: a name for programs, one for people, what one of them is, their folder and questions."""

    name: str
    label: str
    one: str
    folder: str
    questions: tuple[Question, ...]

    @property
    def title(self) -> str:
        """The field by which people call a record."""
        return next(question.name for question in self.questions if question.name in ("name", "title"))


def questions(whole: Node) -> tuple[Question, ...]:
    """Return the questions of a schema (see `generator.records.schemas.schema`), in the order of its properties."""
    return tuple(_asked(whole, whole["$defs"]))


def _asked(node: Node, shared: Mapping[str, Node]) -> Iterator[Question]:
    required = node.get("required", ())
    for name, property_ in node.get("properties", {}).items():
        yield _question(name, property_, shared, required=name in required)


def _question(name: str, node: Node, shared: Mapping[str, Node], *, required: bool) -> Question:
    whole = _resolved(node, shared)
    many = whole.get("type") == "array"
    value = _resolved(whole["items"], shared) if many else whole
    return Question(
        name=name,
        label=whole["title"],
        hint=whole.get("description", ""),
        answer=_answer(name, value),
        required=required,
        many=many,
        choices=tuple(_choices(value)),
        fields=tuple(_asked(value, shared)),
        # Rules that many fields share tell people nothing; they are checked with the rest of the record.
        pattern="" if "$ref" in (node["items"] if many and "items" in node else node) else value.get("pattern", ""),
        longest=value.get("maxLength", 0),
        default=whole.get("default"),
    )


def _answer(name: str, value: Node) -> Answer:
    if value.get("properties"):
        return Answer.GROUP
    if any(_choices(value)):
        return Answer.CHOICE
    if name == "logo":
        return Answer.LOGO
    if value.get("format") == "date":
        return Answer.DAY
    kinds = {"integer": Answer.WHOLE, "number": Answer.NUMBER, "boolean": Answer.TRUTH}
    if value.get("type") in kinds:
        return kinds[value["type"]]
    return Answer.PROSE if value.get("maxLength", 0) > LONG and name in PROSE else Answer.LINE


def _choices(value: Node) -> Iterator[tuple[str, str]]:
    """Yield codes with their titles: of a closed list alone, not where free text may stand beside it."""
    listed = value.get("oneOf") or value.get("anyOf") or ()
    if all("const" in choice for choice in listed):
        yield from ((str(choice["const"]), choice.get("title") or str(choice["const"])) for choice in listed)


def _resolved(node: Node, shared: Mapping[str, Node]) -> dict[str, Any]:
    if "$ref" not in node:
        return dict(node)
    return {**_resolved(shared[node["$ref"].rpartition("/")[2]], shared), **node}
