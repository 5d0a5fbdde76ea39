"""A record's template: its fields in their order, with what a person who fills them in should know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.records.patterns import MOMENT_PATTERN

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.records.federation import Kind
    from generator.vocabularies import Vocabularies

FOLDERS: Mapping[Kind, str] = {
    "member": "members",
    "call": "calls",
    "initiative": "content/programme/{year}",
    "track": "content/programme/tracks",
    "chain": "content/chains",
    "issue": "content/newsletter",
}
"""Where the files of each kind lie, from the site's root."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field.

    `help` is one line for people. `typed` values (numbers, dates, truth values) are written without quotes.
    `many` is a list; `fields` are those of the mapping, or of each mapping of the list. `codes` is a closed
    list of words, empty when there is none; `labels` are what people call them, one for each. `vocabulary` is the
    table that other codes come from.
    """

    name: str
    help: str
    required: bool = False
    typed: bool = False
    day: bool = False
    many: bool = False
    codes: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    vocabulary: str = ""


def template(kind: Kind, language: Language, vocabularies: Vocabularies | None = None) -> Mapping[str, Field]:
    """Return the fields of a kind of record by name, in the order of its model."""
    # A build knows of templates, and writes a record only for a gap of a chain: it starts sooner without the schemas.
    from generator.records.schemas import schema

    whole = schema(kind, language, vocabularies)
    return _fields(whole, whole["$defs"])


def schema_line(kind: Kind) -> str:
    """Return the first line of a record's file, which tells editors its schema."""
    up = "../" * (FOLDERS[kind].count("/") + 1)
    return f"# yaml-language-server: $schema={up}schemas/{kind}.json"


def paths(fields: Mapping[str, Field], above: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every field that holds a value under its dotted name; `[]` marks a list of mappings: `deadlines[].at`."""
    for name, one in fields.items():
        if one.fields:
            yield from paths(one.fields, f"{above}{name}{'[]' if one.many else ''}.")
        else:
            yield above + name, one


def _fields(node: Mapping[str, Any], shared: Mapping[str, Any]) -> dict[str, Field]:
    required = node.get("required", ())
    return {
        name: _field(name, property_, name in required, shared)
        for name, property_ in node.get("properties", {}).items()
    }


def _field(name: str, node: Mapping[str, Any], required: bool, shared: Mapping[str, Any]) -> Field:
    whole = _resolved(node, shared)
    many = whole.get("type") == "array"
    value = _resolved(whole["items"], shared) if many else whole
    return Field(
        name=name,
        help=f"{whole['title']}: {whole['description']}",
        required=required,
        typed=value.get("type") in ("integer", "number", "boolean") or _is_moment(value),
        day=value.get("format") == "date",
        many=many,
        codes=tuple(choice["const"] for choice in value.get("oneOf", ())),
        fields=_fields(value, shared),
        labels=tuple(str(choice.get("title") or choice["const"]) for choice in value.get("oneOf", ())),
        vocabulary=str(value.get("x-vocabulary", "")),
    )


def _is_moment(value: Mapping[str, Any]) -> bool:
    return value.get("format") == "date" or value.get("pattern") == MOMENT_PATTERN


def _resolved(node: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" not in node:
        return node
    return {**shared[node["$ref"].rpartition("/")[2]], **node}
