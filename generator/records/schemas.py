"""JSON Schemas of the records, made from their models, in the words of a language.

An editor that knows a file's schema completes its fields, explains them and marks what is wrong while one types.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from generator.languages import N_
from generator.records.federation import MODELS, Kind
from generator.records.patterns import DOCUMENT_PATTERN, EMAIL_PATTERN, LINE_PATTERN, PROSE_PATTERN, WEB_PATTERN

if TYPE_CHECKING:
    from generator.languages.language import Language
    from generator.vocabularies import Vocabularies

DIALECT = "https://json-schema.org/draft/2020-12/schema"

TITLES: Mapping[Kind, tuple[str, str]] = {
    "member": (N_("Member"), N_("One co-operative of the federation: members/<name>.yml.")),
    "call": (N_("Call"), N_("One call: calls/<name>.yml.")),
    "initiative": (N_("Initiative"), N_("One initiative of a year: content/programme/<year>/<name>.yml.")),
    "track": (N_("Track"), N_("One track of the programme: content/programme/tracks/<name>.yml.")),
    "chain": (N_("Supply chain"), N_("One supply chain: content/chains/<name>.yml.")),
    "issue": (N_("Issue of the newsletter"), N_("One issue of the newsletter: content/newsletter/<name>.yml.")),
}

# Rules of several lines' length would drown the file if each field repeated them.
SHARED_PATTERNS = {
    LINE_PATTERN: "line",
    PROSE_PATTERN: "prose",
    WEB_PATTERN: "web_address",
    DOCUMENT_PATTERN: "document_address",
    EMAIL_PATTERN: "email",
}

SMALL = ("services", "legal_forms", "register_sections", "register_categories")
"""Vocabularies short enough to be offered whole while one types."""

# Too many entries to list: what a code looks like is all that an editor is told.
CODE_PATTERNS = {
    "areas": r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|[0-9]{6})$",
    "ateco": r"^([A-Z]|[0-9]{2}(\.[0-9]{1,2}(\.[0-9]{1,2})?)?)$",
    "countries": r"^[A-Z]{2}$",
    "languages": r"^[a-z]{2,3}$",
}

KEY_ORDER = (
    "$schema", "$id", "$ref", "title", "description", "type", "const", "oneOf", "anyOf", "...", "additionalProperties",
    "required", "properties", "items", "$defs",
)  # fmt: skip

UNPRINTABLE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufff9-\uffff]|[^\u0000-\uffff]")


def schema(kind: Kind, language: Language, vocabularies: Vocabularies | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of record, told in `language`.

    Short vocabularies are listed with their labels; without `vocabularies` the package's own are taken.
    """
    from generator.vocabularies import Vocabularies

    title, description = TITLES[kind]
    raw = MODELS[kind].model_json_schema(by_alias=True)
    told = _Teller(language, vocabularies or Vocabularies.load()).whole(raw)
    head = {"title": language.gettext(title), "description": language.gettext(description)}
    return _ordered({"$schema": DIALECT, "$id": f"urn:coop-restart:schema:{kind}", **told, **head})


def written(schema: Mapping[str, Any]) -> str:
    """Return a schema as the text of its file: indented, accents as they are, what cannot be seen escaped."""
    text = json.dumps(schema, ensure_ascii=False, indent=2)
    return UNPRINTABLE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"


@dataclass(frozen=True)
class _Teller:
    """Turns what pydantic generates into what people and editors read."""

    language: Language
    vocabularies: Vocabularies

    def whole(self, raw: dict[str, Any]) -> dict[str, Any]:
        definitions = {name: self._node(_nameless(node)) for name, node in raw.get("$defs", {}).items()}
        root = self._node(_nameless({key: value for key, value in raw.items() if key != "$defs"}))
        used = json.dumps([root, definitions])
        shared = {**self._shared_patterns(), **self._vocabularies()}
        definitions |= {name: node for name, node in shared.items() if f'"#/$defs/{name}"' in used}
        return {**root, "$defs": dict(sorted(definitions.items()))}

    def _node(self, node: dict[str, Any]) -> dict[str, Any]:
        told = self._worded(_without_null(node))
        if "properties" in told:
            told["properties"] = {name: self._node(field) for name, field in told["properties"].items()}
        if "items" in told:
            told["items"] = self._node(told["items"])
        return _ordered(self._referring(told))

    def _worded(self, node: dict[str, Any]) -> dict[str, Any]:
        words: dict[str, Any] = {
            key: self.language.gettext(node[key]) for key in ("title", "description") if key in node
        }
        choices = {"oneOf": [self._worded(choice) for choice in node["oneOf"]]} if "oneOf" in node else {}
        return {**node, **words, **choices}

    def _referring(self, node: dict[str, Any]) -> dict[str, Any]:
        name = node.get("x-vocabulary", "")
        if name in CODE_PATTERNS:
            return {**node, "pattern": CODE_PATTERNS[name]}
        if name in SMALL:
            return _listed(node, name)
        return _pattern_shared(node)

    def _vocabularies(self) -> dict[str, Any]:
        return {name: {"type": "string", "anyOf": list(self._entries(name))} for name in SMALL}

    def _entries(self, name: str) -> Iterable[dict[str, str]]:
        vocabulary: Mapping[str, Any] = getattr(self.vocabularies, name)
        groups = self.vocabularies.service_groups
        for code, entry in vocabulary.items():
            yield {"const": code, "title": entry.labels.get(self.language.code)} | (
                {"description": groups[entry.group].labels.get(self.language.code)} if name == "services" else {}
            )

    def _shared_patterns(self) -> dict[str, Any]:
        return {name: {"type": "string", "pattern": pattern} for pattern, name in SHARED_PATTERNS.items()}


def _nameless(node: dict[str, Any]) -> dict[str, Any]:
    # A model's class name and docstring are for programmers.
    return {key: value for key, value in node.items() if key not in ("title", "description")}


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    # `X | None` means that the field may be left out, never that somebody writes null.
    kept = {key: value for key, value in node.items() if not (key == "default" and value in (None, []))}
    if {"type": "null"} not in kept.get("anyOf", ()):
        return kept
    choices = [choice for choice in kept.pop("anyOf") if choice != {"type": "null"}]
    return {**choices[0], **kept} if len(choices) == 1 else {**kept, "anyOf": choices}


def _listed(node: dict[str, Any], name: str) -> dict[str, Any]:
    whole = {"$ref": f"#/$defs/{name}"}
    rules: dict[str, Any] = {key: node[key] for key in ("type", "pattern", "maxLength") if key in node}
    rest = {key: value for key, value in node.items() if key not in rules}
    # A field that also takes free text (outside Italy) has a rule of its own beside the list.
    return {**rest, "anyOf": [whole, _pattern_shared(rules)]} if "pattern" in rules else {**rest, **whole}


def _pattern_shared(node: dict[str, Any]) -> dict[str, Any]:
    name = SHARED_PATTERNS.get(node.get("pattern", ""))
    if name is None:
        return node
    return {"$ref": f"#/$defs/{name}"} | {key: node[key] for key in node if key not in ("type", "pattern")}


def _ordered(node: dict[str, Any]) -> dict[str, Any]:
    return dict(sorted(node.items(), key=lambda item: (_rank(item[0]), item[0])))


def _rank(key: str) -> int:
    return KEY_ORDER.index(key if key in KEY_ORDER else "...")
